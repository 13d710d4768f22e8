package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Eligibility;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
