package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.gate.PolicyPreview;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.policy.PolicyChange.Status;
import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What protected workspaces demand becomes less only with the consent of those whom the old demands ask (I22). */
abstract class PolicyChangeContract extends SluiceContract {
    private static final RoleId APPROVER = new RoleId("approver");

    private PolicyChanges changes() {
        return sluice().policyChanges();
    }

    private PromotionPolicy oneApprover() {
        return acme().policy(PROD).approvedBy(Map.of(APPROVER, 1));
    }

    private PolicyChange read(PolicyChange change) {
        return changes().get(acme().human("pia"), ACME, change.id());
    }

    private PolicyChange approve(PolicyChange change, String person) {
        return changes().approve(acme().human(person), ACME, change.id(), "fine", key());
    }

    private int revision() {
        return sluice().policies().current(acme().human("pia"), ACME, PROD).revision();
    }

    private List<String> policyEvents() {
        return sluice().audit().ofPolicy(acme().human("audrey"), ACME, PROD).stream()
                .map(AuditEvent::type)
                .toList();
    }

    @Test
    void nobodyWeakensAProtectedPolicyDirectly() {
        assertRefused(
                ConflictException.class,
                "policy.needsApproval",
                () -> sluice().policies().replace(acme().human("pia"), ACME, PROD, 1, oneApprover(), "quicker", key()));

        assertThat(revision()).isEqualTo(1);
        assertThat(policyEvents()).isEmpty();
    }

    @Test
    void aStricterPolicyAndAnUnprotectedOneNeedNoConsent() {
        sluice().policies()
                .replace(
                        acme().human("pia"),
                        ACME,
                        PROD,
                        1,
                        acme().policy(PROD).approvedBy(Map.of(APPROVER, 3)),
                        "safer",
                        key());
        sluice().policies()
                .replace(
                        acme().human("pia"),
                        ACME,
                        STAGING,
                        1,
                        acme().policy(STAGING).withStages(List.of()),
                        "quicker",
                        key());

        assertThat(revision()).isEqualTo(2);
        assertThat(sluice().workspaces().get(acme().human("vic"), ACME, STAGING).requiresApproval())
                .isFalse();
        assertRefused(
                ConflictException.class,
                "policyChange.notNeeded",
                () -> acme().propose(PROD, acme().policy(PROD).withSoak(Duration.ofHours(1))));
    }

    @Test
    void theLastConsentThatTheOldPolicyDemandsPutsItInForce() {
        PolicyChange proposed = acme().propose(PROD, oneApprover());

        PolicyChange half = approve(proposed, "bob");
        assertThat(half.status()).isEqualTo(Status.OPEN);
        assertThat(revision()).isEqualTo(1);
        PolicyChange whole = approve(proposed, "carol");

        assertThat(whole.status()).isEqualTo(Status.IN_FORCE);
        assertThat(whole.votes()).hasSize(2);
        assertThat(acme().policy(PROD)).isEqualTo(oneApprover());
        assertThat(sluice().policies().current(acme().human("pia"), ACME, PROD).createdBy())
                .hasToString("pia");
        assertThat(policyEvents())
                .containsExactly(
                        "policy.changeProposed",
                        "policy.changeApproved",
                        "policy.changeApproved",
                        "policy.changeEnded",
                        "policy.replaced");
        assertRefused(ConflictException.class, "policyChange.ended", () -> approve(proposed, "dave"));
    }

    @Test
    void theProposerDoesNotCount() {
        directory().grant(ACME, "pia", "approver");
        PolicyChange proposed = acme().propose(PROD, oneApprover());

        assertRefused(ForbiddenException.class, "approval.selfApproval", () -> approve(proposed, "pia"));
        assertRefused(ForbiddenException.class, "approval.role", () -> approve(proposed, "erin"));
        approve(proposed, "bob");
        assertRefused(ConflictException.class, "approval.alreadyDecided", () -> approve(proposed, "bob"));
        directory().grant(ACME, "ci-bot", "approver");
        assertRefused(
                ForbiddenException.class,
                "approver.notHuman",
                () -> changes().approve(acme().service("ci-bot"), ACME, proposed.id(), "", key()));
        assertThat(read(proposed).votes()).hasSize(1);
    }

    @Test
    void whoeverLostTheRoleCountsNoLonger() {
        PolicyChange proposed = acme().propose(PROD, oneApprover());
        approve(proposed, "bob");
        directory().revoke(ACME, "bob", "approver");

        assertThat(approve(proposed, "carol").status()).isEqualTo(Status.OPEN);
        assertThat(approve(proposed, "dave").status()).isEqualTo(Status.IN_FORCE);
    }

    @Test
    void aNoEndsIt() {
        PolicyChange proposed = acme().propose(PROD, oneApprover());
        approve(proposed, "bob");

        PolicyChange refused = changes().reject(acme().human("gus"), ACME, proposed.id(), "too risky", key());

        assertThat(refused.status()).isEqualTo(Status.REJECTED);
        assertThat(refused.detail()).isEqualTo("too risky");
        assertRefused(ConflictException.class, "policyChange.ended", () -> approve(proposed, "carol"));
        assertThat(revision()).isEqualTo(1);
    }

    @Test
    void itsProposerTakesItBack() {
        PolicyChange proposed = acme().propose(PROD, oneApprover());

        assertRefused(
                ForbiddenException.class,
                "forbidden",
                () -> changes().withdraw(acme().human("bob"), ACME, proposed.id(), "no", key()));
        assertThat(changes()
                        .withdraw(acme().human("pia"), ACME, proposed.id(), "sorry", key())
                        .status())
                .isEqualTo(Status.WITHDRAWN);
    }

    @Test
    void consentAtTheDeadlineComesTooLateAndItExpires() {
        PolicyChange proposed = acme().propose(PROD, oneApprover());
        approve(proposed, "bob");
        clock().set(proposed.due());

        assertRefused(ForbiddenException.class, "approval.tooLate", () -> approve(proposed, "carol"));
        assertThat(sluice().keepTime(100)).isEqualTo(1);

        assertThat(read(proposed).status()).isEqualTo(Status.EXPIRED);
        assertThat(sluice().keepTime(100)).isZero();
        assertThat(revision()).isEqualTo(1);
    }

    @Test
    void anotherRevisionMakesItStale() {
        PolicyChange proposed = acme().propose(PROD, oneApprover());
        approve(proposed, "bob");

        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(APPROVER, 3)));

        assertThat(read(proposed).status()).isEqualTo(Status.STALE);
        assertRefused(ConflictException.class, "policyChange.ended", () -> approve(proposed, "carol"));
        assertThat(acme().policy(PROD).stages().get(0).required()).isEqualTo(3);
    }

    @Test
    void itWaitsForThoseWhomThePolicyAsks() {
        PolicyChange proposed = acme().propose(PROD, oneApprover());

        assertThat(changes().waitingFor(acme().human("bob"), ACME))
                .extracting(waiting -> waiting.change().id())
                .containsExactly(proposed.id());
        assertThat(changes().waitingFor(acme().human("erin"), ACME)).isEmpty();
        approve(proposed, "bob");
        assertThat(changes().waitingFor(acme().human("bob"), ACME).get(0).eligibility())
                .isInstanceOfSatisfying(
                        Eligibility.MayNot.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("approval.alreadyDecided"));
        assertThat(changes().list(acme().human("vic"), ACME, PROD, 10)).hasSize(1);
        assertRefused(
                NotFoundException.class, "notFound", () -> changes().get(acme().human("nora"), ACME, proposed.id()));
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> changes().get(acme().human("vic"), ACME, new PolicyChangeId("absent")));
    }

    @Test
    void lessProtectionOfDataTakesTheSameWay() {
        Workspace before = sluice().workspaces().get(acme().human("vic"), ACME, PROD);
        DataPolicy shorter = new DataPolicy(false, false, 30);
        PolicyChange proposed = changes()
                .proposeDataPolicy(acme().human("pia"), ACME, PROD, before.revision(), shorter, "space", key());

        approve(proposed, "bob");
        approve(proposed, "carol");

        Workspace after = sluice().workspaces().get(acme().human("vic"), ACME, PROD);
        assertThat(after.dataPolicy()).isEqualTo(shorter);
        assertThat(after.requiresApproval()).isTrue();
        assertThat(after.policyRevision()).isEqualTo(before.policyRevision());
    }

    @Test
    void dataOfAWorkspaceThatChangedMeanwhileIsNotChanged() {
        Workspace before = sluice().workspaces().get(acme().human("vic"), ACME, PROD);
        PolicyChange proposed = changes()
                .proposeDataPolicy(
                        acme().human("pia"),
                        ACME,
                        PROD,
                        before.revision(),
                        new DataPolicy(true, false, 365),
                        "data",
                        key());
        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(APPROVER, 3)));

        assertRefused(ConflictException.class, "policyChange.stale", () -> approve(proposed, "bob"));
    }

    @Test
    void aProposalThatNobodyCouldMeetIsRefused() {
        assertRefused(
                InvalidInputException.class,
                "policy.unknownRole",
                () -> acme().propose(PROD, acme().policy(PROD).approvedBy(Map.of(new RoleId("nobody"), 1))));
        assertRefused(
                InvalidInputException.class,
                "policy.empty",
                () -> acme().propose(PROD, acme().policy(PROD).withStages(List.of())));
    }

    @Test
    void aRequestKeepsTheStricterDemandsWhenThePolicyIsLoosened() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob");

        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(APPROVER, 1)));

        assertThat(revision()).isEqualTo(2);
        assertThat(promotions()
                        .whyBlocked(acme().human("vic"), ACME, request.id())
                        .reasons())
                .extracting(Blocker::code)
                .contains("approval.missing");
    }

    @Test
    void aRequestMeetsTheStricterDemandsWhenThePolicyIsTightened() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob", "carol");

        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(APPROVER, 3)));

        assertThat(promotions()
                        .whyBlocked(acme().human("vic"), ACME, request.id())
                        .reasons())
                .extracting(Blocker::code)
                .contains("approval.missing");
    }

    @Test
    void aDiffNamesWhatChangedBetweenTwoRevisions() {
        acme().replacePolicy(PROD, policy -> policy.withApprovalDeadline(Duration.ofDays(1)));

        PolicyDiff diff = sluice().policies().diff(acme().human("vic"), ACME, PROD, 1, 2);

        assertThat(diff.changes()).hasToString("[approvalDeadline: P3D → P1D (stricter)]");
        assertThat(sluice().policies()
                        .diff(acme().human("vic"), ACME, PROD, 2, 1)
                        .weakens())
                .isTrue();
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().policies().diff(acme().human("vic"), ACME, PROD, 1, 3));
    }

    @Test
    void aPreviewSaysWhatOpenRequestsWouldHaveToMeetAndWritesNothing() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob", "carol");
        List<String> before = everything();

        PolicyPreview stricter = sluice().policies()
                .preview(acme().human("pia"), ACME, PROD, acme().policy(PROD).approvedBy(Map.of(APPROVER, 3)));
        PolicyPreview weaker = sluice().policies().preview(acme().human("pia"), ACME, PROD, oneApprover());
        PolicyPreview impossible = sluice().policies()
                .preview(acme().human("pia"), ACME, PROD, acme().policy(PROD).approvedBy(Map.of(APPROVER, 9)));

        assertThat(stricter.needsApproval()).isFalse();
        assertThat(stricter.problems()).isEmpty();
        assertThat(stricter.summary())
                .isEqualTo("1 open request keeps the revision it was made under. 1 of them must meet more.");
        assertThat(stricter.openRequests()).singleElement().satisfies(open -> {
            assertThat(open.request().id()).isEqualTo(request.id());
            assertThat(open.keepsRevision()).isEqualTo(1);
            assertThat(open.additional()).extracting(Blocker::code).containsExactly("approval.missing");
        });
        assertThat(weaker.needsApproval()).isTrue();
        assertThat(weaker.openRequests().get(0).additional()).isEmpty();
        assertThat(impossible.problems()).hasSize(1);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void ofTwoRevisionsAtOnceOneComesInForce() throws Exception {
        PolicyChange proposed = acme().propose(PROD, oneApprover());
        approve(proposed, "bob");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Object> consent = () -> outcome(() -> approve(proposed, "carol"));
            Callable<Object> other = () -> outcome(() -> sluice().policies()
                    .replace(
                            acme().human("pia"),
                            ACME,
                            PROD,
                            1,
                            acme().policy(PROD).approvedBy(Map.of(APPROVER, 3)),
                            "safer",
                            key()));
            List<Future<Object>> outcomes = threads.invokeAll(List.of(consent, other));

            List<Object> codes = List.of(outcomes.get(0).get(), outcomes.get(1).get());

            assertThat(codes)
                    .filteredOn(String.class::isInstance)
                    .hasSize(1)
                    .first()
                    .isIn("policy.stale", "policyChange.ended", "policyChange.stale", "policy.needsApproval");
            assertThat(revision()).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Object outcome(Callable<Object> command) throws Exception {
        try {
            return command.call();
        } catch (ConflictException e) {
            return e.code();
        }
    }
}
