package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.request.Skip;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passing over a workspace: explicit, by permission, written down, and with all the checks of what is passed over. */
abstract class SkippingContract extends SluiceContract {
    @BeforeEach
    void permit() {
        directory().grant(ACME, "rita", "path-skipper");
        acme().register("1.0.0");
    }

    private static NewPromotion past(String version) {
        return wanted(version, DEV, PROD).skipping("staging is being rebuilt");
    }

    private PromotionRequest request(NewPromotion wanted) {
        return promotions().request(acme().human("rita"), ACME, wanted, key());
    }

    @Test
    void takesThePermissionAndTheWord() {
        assertRefused(
                PromotionBlockedException.class, "promotion.wrongDirection", () -> request(wanted("1.0.0", DEV, PROD)));
        assertRefused(
                ForbiddenException.class,
                "forbidden",
                () -> promotions().request(acme().human("alice"), ACME, past("1.0.0"), key()));
        assertRefused(
                InvalidInputException.class,
                "promotion.nothingToSkip",
                () -> request(wanted("1.0.0", DEV, STAGING).skipping("in a hurry")));
        assertRefused(
                InvalidInputException.class,
                "reason.required",
                () -> wanted("1.0.0", DEV, PROD).skipping(" "));
    }

    @Test
    void goesPastWhatLiesBetweenWithTheApprovalsOfTheTarget() {
        PromotionRequest request = request(past("1.0.0"));
        flow().runChecks(request.id());
        flow().openApproval(request.id());

        assertThat(acme().get(request.id()).skip().map(Skip::workspaces)).contains(List.of("staging"));
        acme().approve(request.id(), "bob");
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.PENDING);
        acme().approve(request.id(), "carol");
        flow().deployAndFinish(request.id());

        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(sluice().audit().ofWorkspace(acme().human("audrey"), ACME, STAGING))
                .filteredOn(event -> event.type().equals("promotion.skipped"))
                .singleElement()
                .satisfies(event -> assertThat(event.data())
                        .containsEntry("promotion", request.id().value())
                        .containsEntry("target", "prod"));
        AuditEvent first = sluice().audit()
                .ofPromotion(acme().human("audrey"), ACME, request.id())
                .get(0);
        assertThat(first.data()).containsEntry("skips", List.of("staging"));
    }

    @Test
    void whatThePassedOverWorkspaceChecksIsCheckedAllTheSame() {
        acme().replacePolicy(PROD, policy -> policy.withChecks(List.of()));
        PromotionRequest request = request(past("1.0.0"));

        assertThat(promotions()
                        .whyBlocked(acme().human("vic"), ACME, request.id())
                        .reasons())
                .extracting(Blocker::code)
                .contains("check.missing");
        acme().security().fails("1 critical finding");
        flow().runChecks(request.id());

        assertThat(promotions()
                        .whyBlocked(acme().human("vic"), ACME, request.id())
                        .reasons())
                .extracting(Blocker::code)
                .contains("check.failed")
                .doesNotContain("check.missing");
    }

    @Test
    void onlyWhatIsLiveInTheSourcePassesOver() {
        acme().register("1.1.0");

        assertRefused(PromotionBlockedException.class, "version.notLiveInSource", () -> request(past("1.0.0")));
        assertThat(request(past("1.1.0")).isOpen()).isTrue();
    }

    @Test
    void neverAgainstTheDirectionOfThePath() {
        assertRefused(
                PromotionBlockedException.class,
                "promotion.wrongDirection",
                () -> request(wanted("1.0.0", PROD, DEV).skipping("the other way round")));
    }
}
