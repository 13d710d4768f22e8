package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What waits for a person, page by page, and why they may not. */
abstract class TaskListContract extends SluiceContract {
    private List<TaskList.Item> waitingFor(String person) {
        return sluice().tasks().page(acme().human(person), ACME, Optional.empty(), 100);
    }

    private static String whyNot(TaskList.Item item) {
        return item.eligibility() instanceof Eligibility.MayNot refusal ? refusal.code() : "";
    }

    private PromotionRequest ask(String artifact) {
        acme().register(ArtifactRef.agent(artifact), "1.0.0");
        PromotionRequest request = promotions()
                .request(
                        acme().human("rita"),
                        ACME,
                        NewPromotion.of(ArtifactRef.agent(artifact), "1.0.0", DEV, STAGING, "because"),
                        key());
        flow().runChecks(request.id());
        flow().openApproval(request.id());
        return request;
    }

    @Test
    void showsWhatWaitsForAnApproverAndHowFarItIs() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);
        acme().approve(request.id(), "carol");

        assertThat(waitingFor("bob")).singleElement().satisfies(item -> {
            assertThat(item.promotion().id()).isEqualTo(request.id());
            assertThat(item.eligibility()).isInstanceOf(Eligibility.May.class);
            assertThat(item.given()).isEqualTo(1);
            assertThat(item.required()).isEqualTo(2);
        });
        assertThat(sluice().tasks().count(acme().human("bob"), ACME)).isEqualTo(1);
    }

    @Test
    void saysWhyAPersonMayNot() {
        directory().grant(ACME, "rita", "approver").grant(ACME, "alice", "approver");
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);
        acme().approve(request.id(), "carol");

        assertThat(waitingFor("rita")).extracting(TaskListContract::whyNot).containsExactly("approval.selfApproval");
        assertThat(waitingFor("alice")).extracting(TaskListContract::whyNot).containsExactly("approval.author");
        assertThat(waitingFor("carol")).extracting(TaskListContract::whyNot).containsExactly("approval.alreadyDecided");
        clock().advance(Duration.ofDays(3));
        assertThat(waitingFor("bob")).extracting(TaskListContract::whyNot).containsExactly("approval.tooLate");
    }

    @Test
    void whoeverIsAskedInOneWorkspaceOnlySeesNoOthers() {
        directory().member(ACME, "otto").grantIn(ACME, PROD, "otto", "approver");
        ask("one");

        assertThat(waitingFor("otto")).isEmpty();
        directory().grantIn(ACME, new WorkspaceId("staging"), "otto", "approver");
        assertThat(waitingFor("otto")).hasSize(1);
    }

    @Test
    void turnsPagesWithoutLosingOrRepeatingAnything() {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            asked.add(ask("agent-" + i).id().value());
            if (i % 3 == 0) {
                clock().advance(Duration.ofMinutes(1));
            }
        }

        List<String> seen = new ArrayList<>();
        Optional<TaskList.Position> after = Optional.empty();
        List<TaskList.Item> page = sluice().tasks().page(acme().human("bob"), ACME, after, 2);
        while (!page.isEmpty()) {
            page.forEach(item -> seen.add(item.promotion().id().value()));
            after = Optional.of(page.get(page.size() - 1).position());
            page = sluice().tasks().page(acme().human("bob"), ACME, after, 2);
        }

        assertThat(seen).containsExactlyElementsOf(asked);
        assertThat(sluice().tasks().count(acme().human("bob"), ACME)).isEqualTo(7);
    }

    @Test
    void showsOnlyWhatFitsTheQuery() {
        acme().inStaging("1.0.0");
        PromotionRequest intoProd = acme().asked("1.0.0", STAGING, PROD);
        clock().advance(Duration.ofHours(1));
        PromotionRequest other = ask("other");
        directory().member(ACME, "otto").grantIn(ACME, PROD, "otto", "approver");

        assertThat(waitingFor("bob", TaskList.Query.ALL)).containsExactly(intoProd.id(), other.id());
        assertThat(waitingFor("bob", TaskList.Query.ALL.into(PROD))).containsExactly(intoProd.id());
        assertThat(waitingFor("bob", TaskList.Query.ALL.of(ArtifactRef.agent("other"))))
                .containsExactly(other.id());
        assertThat(waitingFor("bob", TaskList.Query.ALL.by(new PersonId("alice"))))
                .isEmpty();
        assertThat(waitingFor("bob", TaskList.Query.ALL.by(new PersonId("rita")).into(STAGING)))
                .containsExactly(other.id());
        assertThat(waitingFor(
                        "bob", TaskList.Query.ALL.dueBefore(clock().instant().plus(Duration.ofDays(3)))))
                .containsExactly(intoProd.id());
        assertThat(waitingFor("otto", TaskList.Query.ALL.into(PROD))).containsExactly(intoProd.id());
        assertThat(waitingFor("otto", TaskList.Query.ALL.into(STAGING))).isEmpty();
        assertThat(waitingFor("bob", TaskList.Query.ALL.into(new WorkspaceId("absent"))))
                .isEmpty();
    }

    private List<PromotionId> waitingFor(String person, TaskList.Query query) {
        return sluice().tasks().page(acme().human(person), ACME, query, Optional.empty(), 100).stream()
                .map(item -> item.promotion().id())
                .toList();
    }

    @Test
    void turnsThePagesOfAQuery() {
        List<PromotionId> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(ask("agent-" + i).id());
        }
        acme().inStaging("1.0.0");
        acme().asked("1.0.0", STAGING, PROD);
        TaskList.Query query = TaskList.Query.ALL.into(STAGING).by(new PersonId("rita"));

        List<PromotionId> seen = new ArrayList<>();
        Optional<TaskList.Position> after = Optional.empty();
        List<TaskList.Item> page;
        do {
            page = sluice().tasks().page(acme().human("bob"), ACME, query, after, 2);
            for (TaskList.Item item : page) {
                seen.add(item.promotion().id());
                after = Optional.of(item.position());
            }
        } while (!page.isEmpty());

        assertThat(seen).containsExactlyElementsOf(asked);
    }

    @Test
    void refusesToLookForATimeThatNoTaskHas() {
        assertRefused(InvalidInputException.class, "date.range", () -> TaskList.Query.ALL.dueBefore(Instant.MAX));
    }

    @Test
    void countsForEachTargetWhatThePersonCouldDo() {
        acme().inStaging("1.0.0");
        PromotionRequest intoProd = acme().asked("1.0.0", STAGING, PROD);
        ask("one");
        ask("two");
        acme().approve(intoProd.id(), "carol");
        directory().grant(ACME, "rita", "approver");

        assertThat(countsOf("bob")).containsOnly(Map.entry(PROD, 1), Map.entry(STAGING, 2));
        assertThat(countsOf("carol")).containsOnly(Map.entry(STAGING, 2));
        assertThat(countsOf("rita")).isEmpty();
        assertThat(sluice().tasks().count(acme().human("rita"), ACME)).isEqualTo(3);
    }

    @Test
    void countsWithTheSameStatementsHoweverMuchWaits() {
        ask("one");
        long few = statementsOf(() -> countsOf("bob"));
        for (int i = 0; i < 5; i++) {
            ask("agent-" + i);
        }

        assertThat(statementsOf(() -> countsOf("bob"))).isEqualTo(few).isEqualTo(3);
    }

    private Map<WorkspaceId, Integer> countsOf(String person) {
        return sluice().tasks().countByTarget(acme().human(person), ACME);
    }

    private long statementsOf(Runnable act) {
        act.run();
        acme().statements().reset();
        act.run();
        return acme().statements().statements().size();
    }

    @Test
    void refusesAPageWithoutBounds() {
        assertRefused(
                InvalidInputException.class,
                "page.limit",
                () -> sluice().tasks().page(acme().human("bob"), ACME, Optional.empty(), 0));
        assertRefused(
                InvalidInputException.class,
                "page.limit",
                () -> sluice().tasks().page(acme().human("bob"), ACME, Optional.empty(), 1_001));
    }

    @Test
    void showsOperatorsWhatMustBeRepaired() {
        PromotionRequest request = ask("one");
        acme().approve(request.id(), "bob");
        flow().reserve(request.id());
        flow().confirm(request.id());
        flow().openRepair(request.id());

        assertThat(waitingFor("dan")).singleElement().satisfies(item -> {
            assertThat(item.task().kind()).isEqualTo(HumanTask.Kind.REPAIR);
            assertThat(item.eligibility()).isInstanceOf(Eligibility.May.class);
        });
    }

    @Test
    void forgetsWhatIsDecided() {
        PromotionRequest request = ask("one");

        acme().approve(request.id(), "bob");

        assertThat(waitingFor("carol")).isEmpty();
        assertThat(sluice().tasks().count(acme().human("carol"), ACME)).isZero();
    }
}
