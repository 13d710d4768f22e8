package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A command that is sent twice is carried out once, and one that fails leaves nothing. */
abstract class RepetitionContract extends SluiceContract {
    private static final IdempotencyKey KEY = new IdempotencyKey("the-key");

    @Test
    void aRepeatedRequestIsAnsweredWithTheSamePromotion() {
        acme().register("1.0.0");
        PromotionRequest first = promotions().request(acme().human("rita"), ACME, wanted("1.0.0", DEV, STAGING), KEY);
        List<String> before = everything();

        PromotionRequest again = promotions().request(acme().human("rita"), ACME, wanted("1.0.0", DEV, STAGING), KEY);

        assertThat(again).isEqualTo(first);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aRepeatedRollbackIsAnsweredAlthoughItCouldNotBeAskedForAgain() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        PromotionRequest first = rollBack();
        flow().openApproval(first.id());
        acme().approve(first.id(), "bob");
        flow().deployAndFinish(first.id());

        assertThat(rollBack().id()).isEqualTo(first.id());
    }

    private PromotionRequest rollBack() {
        return promotions()
                .rollBack(acme().human("dan"), ACME, PROD, AGENT, Optional.empty(), "errors since noon", KEY);
    }

    @Test
    void aRepeatedApprovalCountsOnce() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);
        approve("bob", request, "fine");
        List<String> before = everything();

        PromotionRequest again = approve("bob", request, "fine");

        assertThat(again.status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aRepeatedDecisionTellsTheFlowOnce() {
        acme().register("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", DEV, STAGING);
        approve("bob", request, "fine");

        approve("bob", request, "fine");

        assertThat(flow().told(request.id())).hasSize(2);
    }

    private PromotionRequest approve(String person, PromotionRequest request, String comment) {
        return promotions().approve(acme().human(person), ACME, request.id(), request.subjectHash(), comment, KEY);
    }

    @Test
    void aKeyThatWasUsedForSomethingElseIsRefused() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);
        approve("bob", request, "fine");

        assertRefused(ConflictException.class, "idempotency.conflict", () -> approve("bob", request, "other"));
        assertRefused(ConflictException.class, "idempotency.conflict", () -> approve("carol", request, "fine"));
        assertRefused(
                ConflictException.class,
                "idempotency.conflict",
                () -> promotions().reject(acme().human("bob"), ACME, request.id(), request.subjectHash(), "fine", KEY));
        assertRefused(
                ConflictException.class,
                "idempotency.conflict",
                () -> promotions().request(acme().human("rita"), ACME, wanted("1.0.0", STAGING, PROD), KEY));
    }

    @Test
    void aCommandThatWasRefusedMayBeSentAgainWithItsKey() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().request("1.0.0", STAGING, PROD);
        assertRefused(ConflictException.class, "approval.notOpen", () -> approve("bob", request, "fine"));
        flow().runChecks(request.id());
        flow().openApproval(request.id());

        approve("bob", request, "fine");

        assertThat(promotions().approvals(acme().human("vic"), ACME, request.id()))
                .hasSize(1);
    }

    @Test
    void everyOtherCommandIsRepeatedWithoutAnEffect() {
        NewVersion version = NewVersion.of(DEV, AGENT, "1.0.0", digest("1.0.0"), new PersonId("alice"));
        sluice().artifacts().register(acme().human("alice"), ACME, version, new IdempotencyKey("register"));
        sluice().policies()
                .replace(
                        acme().human("pia"),
                        ACME,
                        PROD,
                        1,
                        acme().policy(PROD).approvedBy(Map.of(new RoleId("approver"), 3)),
                        "larger team",
                        new IdempotencyKey("policy"));
        List<String> before = everything();

        sluice().artifacts().register(acme().human("alice"), ACME, version, new IdempotencyKey("register"));
        sluice().policies()
                .replace(
                        acme().human("pia"),
                        ACME,
                        PROD,
                        1,
                        acme().policy(PROD).approvedBy(Map.of(new RoleId("approver"), 3)),
                        "larger team",
                        new IdempotencyKey("policy"));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aThrowInsideTheFlowLeavesNoRowInAnyTable() {
        acme().register("1.0.0");
        List<String> before = everything();
        flow().failsNext(new IllegalStateException("The engine broke."));

        assertThatIllegalStateException().isThrownBy(() -> acme().request("1.0.0", DEV, STAGING));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aThrowInsideTheFlowUndoesTheLastApproval() {
        acme().register("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", DEV, STAGING);
        List<String> before = everything();
        flow().failsNext(new IllegalStateException("The engine broke."));

        assertThatIllegalStateException().isThrownBy(() -> acme().approve(request.id(), "bob"));

        assertThat(everything()).isEqualTo(before);
        assertThat(acme().get(request.id())).isEqualTo(request);
        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void whatWasRolledBackIsNotRemembered() {
        NewVersion wrong = NewVersion.of(DEV, AGENT, "1.0.0", digest("wrong"), new PersonId("alice"));
        NewVersion right = NewVersion.of(DEV, AGENT, "1.0.0", digest("right"), new PersonId("alice"));
        assertThatIllegalStateException()
                .isThrownBy(() -> acme().transactions().required(() -> {
                    sluice().artifacts().register(acme().human("alice"), ACME, wrong, key());
                    throw new IllegalStateException("The host changes its mind.");
                }));
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().artifacts().get(acme().human("vic"), ACME, DEV, AGENT, wrong.label()));

        sluice().artifacts().register(acme().human("alice"), ACME, right, key());

        assertThat(acme().request("1.0.0", DEV, STAGING).digest()).isEqualTo(digest("right"));
    }

    @Test
    void aPolicyThatWasRolledBackJudgesNothing() {
        acme().inStaging("1.0.0");
        assertThatIllegalStateException()
                .isThrownBy(() -> acme().transactions().required(() -> {
                    acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(new RoleId("approver"), 1)));
                    throw new IllegalStateException("The host changes its mind.");
                }));
        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(new RoleId("approver"), 3)));

        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob");

        assertThat(request.policyRevision()).isEqualTo(2);
        assertThat(request.status()).isEqualTo(PromotionStatus.PENDING);
    }
}
