package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.ProcessFixture.administrator;
import static io.sluice.promotion.bpmn.ProcessFixture.operator;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.bpmn.deploy.Change;
import io.sluice.promotion.bpmn.deploy.Migrated;
import io.sluice.promotion.bpmn.deploy.MigrationPlan;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.bpmn.deploy.PromotionState;
import io.sluice.promotion.bpmn.testing.ShippedProcess;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.process.StageCount;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Running promotions are moved to another version, and where they stand can be seen. */
abstract class MigrationContract {
    @RegisterExtension
    final ProcessFixture process;

    private final SluiceFixture acme;
    private final ProcessDefinitions definitions;

    MigrationContract(ProcessFixture process) {
        this.process = process;
        this.acme = process.acme();
        this.definitions = process.sluice().definitions();
    }

    @BeforeEach
    void deployTwo() {
        definitions.deploy(
                administrator(), ACME, "own.bpmn", ShippedProcess.named("own").bytes());
        acme.replacePolicy(STAGING, policy -> policy.withProcess("own"));
        acme.register("1.0.0");
    }

    private void second(ShippedProcess file) {
        definitions.deploy(administrator(), ACME, "own.bpmn", file.bytes());
    }

    @Test
    void aPromotionThatWaitsForPeopleGoesOnInTheOtherVersion() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        second(ShippedProcess.named("own").tryingAgainAfter("PT5M"));

        MigrationPlan plan = definitions.planMigration(operator(), ACME, "own", 1, 2);
        List<Migrated> migrated = definitions.migrate(operator(), ACME, "own", 1, 2, plan.movable(), key());

        assertThat(plan.promotions()).singleElement().satisfies(candidate -> {
            assertThat(candidate.promotion()).isEqualTo(asked.id());
            assertThat(candidate.standsAt()).containsExactly("approve");
            assertThat(candidate.obstacles()).isEmpty();
        });
        assertThat(migrated).containsExactly(new Migrated(asked.id(), true, ""));
        assertThat(definitions.state(operator(), ACME, asked.id()).version()).isEqualTo(2);
        assertThat(process.trail(asked.id())).contains("process.migrated");
        process.advance(Duration.ofHours(1));
        assertThat(process.approve(asked, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void itsTimersStayAsTheyAre() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        List<PromotionState.Timer> before =
                definitions.state(operator(), ACME, asked.id()).timers();
        second(ShippedProcess.named("own").tryingAgainAfter("PT5M"));
        process.advance(Duration.ofHours(5));

        definitions.migrate(operator(), ACME, "own", 1, 2, List.of(asked.id()), key());

        assertThat(before).extracting(PromotionState.Timer::element).contains("overdue", "reminder-due");
        assertThat(definitions.state(operator(), ACME, asked.id()).timers()).isEqualTo(before);
        process.advance(Duration.ofDays(3));
        process.run();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
    }

    @Test
    void aPromotionWhoseStepIsAnotherOneThereStaysAndTheReasonIsTold() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        second(ShippedProcess.named("own")
                .with("id=\"approve\"", "id=\"agree\"")
                .with("attachedToRef=\"approve\"", "attachedToRef=\"agree\"")
                .with("targetRef=\"approve\"", "targetRef=\"agree\"")
                .with("sourceRef=\"approve\"", "sourceRef=\"agree\"")
                .with("bpmnElement=\"approve\"", "bpmnElement=\"agree\""));

        MigrationPlan plan = definitions.planMigration(operator(), ACME, "own", 1, 2);
        List<Migrated> migrated = definitions.migrate(operator(), ACME, "own", 1, 2, List.of(asked.id()), key());

        assertThat(plan.movable()).isEmpty();
        assertThat(plan.promotions().get(0).obstacles())
                .containsExactly("\"Approve\" (approve), where it waits, is not in the other version.");
        assertThat(migrated).singleElement().satisfies(one -> {
            assertThat(one.moved()).isFalse();
            assertThat(one.reason()).contains("is not in the other version");
        });
        assertThat(definitions.state(operator(), ACME, asked.id()).version()).isEqualTo(1);
        assertThat(process.trail(asked.id())).doesNotContain("process.migrated");
        assertThat(process.approve(asked, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void theSameKeyMovesOnceAndAnUnknownPromotionIsNotMoved() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        second(ShippedProcess.named("own").tryingAgainAfter("PT5M"));
        IdempotencyKey once = key();
        List<PromotionId> both = List.of(asked.id(), new PromotionId("nobody"));

        List<Migrated> first = definitions.migrate(operator(), ACME, "own", 1, 2, both, once);
        List<Migrated> again = definitions.migrate(operator(), ACME, "own", 1, 2, both, once);

        assertThat(first).extracting(Migrated::moved).containsExactly(true, false);
        assertThat(again).isEqualTo(first);
        assertThat(process.trail(asked.id()))
                .filteredOn("process.migrated"::equals)
                .hasSize(1);
        assertThat(definitions
                        .migrate(operator(), ACME, "own", 1, 2, List.of(asked.id()), key())
                        .get(0)
                        .reason())
                .contains("does not run on version 1");
        process.approve(asked, "bob");
    }

    @Test
    void onlyWhoeverOperatesMovesAndOnlyToVersionsThatThereAre() {
        assertThatThrownBy(() -> definitions.planMigration(administrator(), ACME, "own", 1, 1))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> definitions.planMigration(operator(), ACME, "own", 1, 9))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> definitions.migrate(administrator(), ACME, "own", 1, 1, List.of(), key()))
                .isInstanceOf(ForbiddenException.class);
        assertThat(definitions.planMigration(operator(), ACME, "own", 1, 1).promotions())
                .isEmpty();
    }

    @Test
    void whereAPromotionStandsIsToldWhileItRunsAndAfterItsEnd() {
        acme.replacePolicy(STAGING, policy -> policy.approvedBy(Map.of(new RoleId("approver"), 2)));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        process.approve(asked, "bob");

        PromotionState waiting = definitions.state(operator(), ACME, asked.id());
        assertThat(waiting.running()).isTrue();
        assertThat(waiting.process()).isEqualTo("own");
        assertThat(waiting.own()).isTrue();
        assertThat(waiting.active()).extracting(PromotionState.Element::id).containsExactly("approve");
        assertThat(waiting.active().get(0).since()).isEqualTo(process.now());
        assertThat(waiting.done())
                .extracting(PromotionState.Element::id)
                .containsExactly("requested", "run-checks", "checks-passed");
        assertThat(waiting.flows())
                .extracting(PromotionState.Flow::id)
                .containsExactly("checks-start", "checks-done", "checks-yes");
        assertThat(waiting.stages()).containsExactly(new StageCount("approval", 1, 2, List.of("approve")));

        process.approve(asked, "carol");

        PromotionState ended = definitions.state(operator(), ACME, asked.id());
        assertThat(ended.running()).isFalse();
        assertThat(ended.active()).isEmpty();
        assertThat(ended.timers()).isEmpty();
        assertThat(ended.elements())
                .extracting(PromotionState.Element::id, PromotionState.Element::done)
                .contains(tuple("approve", 1), tuple("deploy", 1), tuple("promoted", 1));
        assertThat(ended.file()).isEqualTo(waiting.file());
        assertThat(ended.stages()).containsExactly(new StageCount("approval", 2, 2, List.of()));
    }

    @Test
    void whatWasCutShortIsNotCalledDone() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        process.advance(Duration.ofDays(4));
        process.run();

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
        assertThat(definitions.state(operator(), ACME, asked.id()).elements())
                .filteredOn(element -> element.id().equals("approve"))
                .singleElement()
                .satisfies(approve -> {
                    assertThat(approve.done()).isZero();
                    assertThat(approve.interrupted()).isEqualTo(1);
                    assertThat(approve.active()).isZero();
                });
    }

    @Test
    void theDifferencesOfTwoVersionsAreToldInWords() {
        second(ShippedProcess.named("own").tryingAgainAfter("PT5M"));

        List<Change> changes = definitions.diff(operator(), ACME, "own", 1, 2);

        assertThat(changes).isNotEmpty().allSatisfy(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.SET);
            assertThat(change.element()).isEqualTo("try-again");
            assertThat(change.text()).startsWith("The intermediate catch event \"Wait, then try again\" (try-again): ");
        });
        assertThat(definitions.diff(operator(), ACME, "own", 2, 2)).isEmpty();
    }
}
