package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.Promotions;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.testing.SluiceFixture;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** I17: what core writes and what the engine writes is committed together, or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneTransactionContract {
    private static final class HostFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @RegisterExtension
    @Order(1)
    final ProcessFixture process = open();

    private final SluiceFixture acme = process.acme();

    /** The engine on the database of this contract. */
    abstract ProcessFixture open();

    @BeforeEach
    void register() {
        acme.register("1.0.0");
    }

    @Test
    void aRequestThatTheHostRollsBackLeavesNothingBehind() {
        assertThatThrownBy(() -> acme.transactions().required(() -> {
                    PromotionRequest made = acme.request("1.0.0", DEV, STAGING);
                    assertThat(process.instance(made)).as("seen from inside").isNotNull();
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(promotions()).isEmpty();
        assertThat(process.engine()
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .count())
                .isZero();
        assertThat(process.externalTasks().createExternalTaskQuery().count()).isZero();
        assertThat(process.database().texts("SELECT COUNT(*) FROM sluice_outbox"))
                .containsExactly("0");
        assertThat(process.database().texts("SELECT COUNT(*) FROM sluice_audit_event WHERE chain LIKE 'promotion:%'"))
                .containsExactly("0");
    }

    @Test
    void aRequestAndItsProcessAreCommittedTogether() {
        PromotionRequest made = acme.transactions().required(() -> acme.request("1.0.0", DEV, STAGING));

        assertThat(promotions()).containsExactly(made);
        assertThat(process.instance(made)).isNotNull();
    }

    @Test
    void aDecisionThatTheHostRollsBackIsNeitherCountedNorActedUpon() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        assertThatThrownBy(() -> acme.transactions().required(() -> {
                    acme.approve(asked.id(), "bob");
                    assertThat(process.engine()
                                    .getTaskService()
                                    .createTaskQuery()
                                    .count())
                            .as("tasks seen from inside")
                            .isZero();
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(acme.sluice().promotions().approvals(acme.human("vic"), ACME, asked.id()))
                .isEmpty();
        assertThat(process.engine().getTaskService().createTaskQuery().count()).isEqualTo(1);
        acme.dispatch();
        assertThat(acme.notifier().delivered()).noneMatch(message -> message.kind() == NotificationKind.DECISION);
    }

    @Test
    void aDecisionAndTheCompletionOfItsTaskAreCommittedTogether() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        acme.transactions().required(() -> acme.approve(asked.id(), "bob"));

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(process.engine().getTaskService().createTaskQuery().count()).isZero();
    }

    @Test
    void aCancellationThatTheHostRollsBackLeavesTheProcessRunning() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        assertThatThrownBy(() -> acme.transactions().required(() -> {
                    acme.sluice().promotions().cancel(acme.human("rita"), ACME, asked.id(), "no", key());
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(process.approve(asked, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aStepThatThrowsTakesBackWhatTheStepsBeforeItWroteAndIsRepeated() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        acme.approve(asked.id(), "bob");
        Job job = process.dueJobs().get(0);
        acme.directory().unavailable();

        assertThatThrownBy(() -> process.engine().getManagementService().executeJob(job.getId()))
                .hasMessageContaining("directory");

        acme.directory().available();
        assertThat(process.trail(asked.id())).doesNotContain("target.reserved");
        assertThat(process.database().texts("SELECT held_by FROM sluice_target WHERE workspace_id = 'staging'"))
                .doesNotContain(asked.id().value());
        assertThat(process.engine()
                        .getManagementService()
                        .createJobQuery()
                        .singleResult()
                        .getRetries())
                .isEqualTo(9);
        process.advance(Duration.ofSeconds(6));
        process.run();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(process.trail(asked.id())).containsOnlyOnce("target.reserved");
    }

    @Test
    void aResultThatTheEngineDoesNotTakeIsNotStoredEither() {
        PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);
        var task = process.fetchAs("slow");
        process.advance(ExternalWorker.LOCK.plusMillis(1));
        process.fetchAs("fast");

        assertThatThrownBy(() -> process.externalSteps().perform(task)).hasMessageContaining("slow");

        assertThat(process.trail(asked.id())).containsExactly("promotion.requested");
        assertThat(process.get(asked).phase()).isEqualTo(PromotionPhase.CHECKING);
    }

    @Test
    void aPolicyThatWasRolledBackIsForgotten() {
        PromotionPolicy weak = acme.policy(STAGING).withStages(List.of());
        assertThatThrownBy(() -> acme.transactions().required(() -> {
                    acme.replacePolicy(STAGING, before -> weak);
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        acme.replacePolicy(STAGING, policy -> policy.withApprovalDeadline(Duration.ofDays(5)));

        assertThat(acme.policy(STAGING).approvalDeadline()).isEqualTo(Duration.ofDays(5));
        assertThat(process.request("1.0.0", DEV, STAGING).phase()).isEqualTo(PromotionPhase.AWAITING_APPROVAL);
    }

    @Test
    void aVersionThatWasRolledBackIsForgotten() {
        assertThatThrownBy(() -> acme.transactions().required(() -> {
                    acme.sluice().artifacts().register(acme.human("alice"), ACME, version("2.0.0", "before"), key());
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        acme.sluice().artifacts().register(acme.human("alice"), ACME, version("2.0.0", "after"), key());

        assertThat(process.request("2.0.0", DEV, STAGING).digest()).isEqualTo(digest("after"));
    }

    private static NewVersion version(String label, String content) {
        return NewVersion.of(DEV, SluiceFixture.AGENT, label, digest(content), new PersonId("alice"));
    }

    private List<PromotionRequest> promotions() {
        return acme.sluice().promotions().list(acme.human("vic"), ACME, Promotions.Query.newest(10));
    }
}
