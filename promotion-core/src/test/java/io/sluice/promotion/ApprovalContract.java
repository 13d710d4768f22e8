package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.ApprovalTerms;
import io.sluice.promotion.policy.ApprovalTerms.Membership;
import io.sluice.promotion.policy.ApprovalTerms.Rejection;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.request.Comment;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.request.Shortage;
import io.sluice.promotion.testing.ManualFlow.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Named persons, terms, several decisions at once, comments, assignments, and policies that change meanwhile. */
abstract class ApprovalContract extends SluiceContract {
    private static final RoleId APPROVER = new RoleId("approver");
    private static final RoleId SECURITY = new RoleId("security");

    private static PersonId person(String id) {
        return new PersonId(id);
    }

    private void rules(WorkspaceId workspace, ApprovalRule... rules) {
        acme().replacePolicy(
                        workspace, policy -> policy.withStages(List.of(new ApprovalStage("approval", List.of(rules)))));
    }

    private void terms(WorkspaceId workspace, ApprovalTerms terms) {
        acme().replacePolicy(workspace, policy -> policy.withApprovals(terms));
    }

    private PromotionRequest askedToStaging() {
        acme().register("1.0.0");
        return acme().asked("1.0.0", DEV, STAGING);
    }

    private List<TaskList.Item> waitingFor(String person) {
        return sluice().tasks().page(acme().human(person), ACME, Optional.empty(), 100);
    }

    @Test
    void aNamedPersonMustAgreeWhateverRolesOthersHold() {
        rules(STAGING, new ApprovalRule(APPROVER, 1), ApprovalRule.everyOneOf(Set.of(person("vic"))));
        PromotionRequest request = askedToStaging();

        acme().approve(request.id(), "bob");
        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(request.id(), "gus"));
        assertThat(waitingFor("vic")).hasSize(1);
        assertThat(waitingFor("gus")).isEmpty();
        assertThat(acme().approve(request.id(), "vic").status()).isEqualTo(PromotionStatus.APPROVED);
        acme().flow().deployAndFinish(request.id());
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aNamedPersonWhoLeftCountsNoMoreAtTheGate() {
        rules(STAGING, ApprovalRule.everyOneOf(Set.of(person("vic"))));
        PromotionRequest request = askedToStaging();
        acme().approve(request.id(), "vic");
        directory().deactivate(ACME, "vic");

        flow().reserve(request.id());

        assertThat(flow().confirm(request.id()).reasons())
                .extracting(Blocker::code)
                .containsExactly("approval.missing");
    }

    @Test
    void twoOfTwoRolesCanBothHoldTheSameOne() {
        rules(STAGING, ApprovalRule.anyOf(Set.of(APPROVER, SECURITY), 2));
        PromotionRequest request = askedToStaging();

        acme().approve(request.id(), "erin");
        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void aPolicyThatNamesAProgramOrNobodyThereIsRefused() {
        directory().program(ACME, "robot", "approver");
        assertRefused(
                InvalidInputException.class,
                "approver.notHuman",
                () -> rules(STAGING, ApprovalRule.everyOneOf(Set.of(person("robot")))));
        assertRefused(
                InvalidInputException.class,
                "policy.unsatisfiable",
                () -> rules(STAGING, ApprovalRule.everyOneOf(Set.of(person("nobody")))));
        assertRefused(
                InvalidInputException.class,
                "policy.unknownRole",
                () -> rules(STAGING, new ApprovalRule(new RoleId("legal"), 1)));
        assertRefused(
                InvalidInputException.class,
                "policy.unsatisfiable",
                () -> rules(STAGING, new ApprovalRule(APPROVER, 4)));
    }

    @Test
    void ownWorkIsApprovedOnlyWhereThePolicyAllowsIt() {
        directory().grant(ACME, "rita", "approver");
        assertRefused(
                InvalidInputException.class,
                "policy.selfApproval",
                () -> terms(PROD, new ApprovalTerms(true, false, false, Rejection.ASKED, Membership.DECISION)));
        terms(STAGING, new ApprovalTerms(true, false, false, Rejection.ASKED, Membership.DECISION));
        PromotionRequest request = askedToStaging();

        assertThat(request.requestedBy()).isEqualTo(person("rita"));
        boolean protectedStaging = sluice().workspaces()
                .get(acme().human("vic"), ACME, STAGING)
                .environmentType()
                .isProtected();
        assertThat(protectedStaging).isFalse();
        assertThat(acme().approve(request.id(), "rita").status()).isEqualTo(PromotionStatus.APPROVED);
        acme().flow().deployAndFinish(request.id());
    }

    @Test
    void onePersonFillsSlotsOfTwoRulesAndStagesWhereThatIsAllowed() {
        directory().grant(ACME, "bob", "security");
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withStages(List.of(
                                        new ApprovalStage("team", List.of(new ApprovalRule(APPROVER, 1))),
                                        new ApprovalStage("security", List.of(new ApprovalRule(SECURITY, 1)))))
                                .withApprovals(
                                        new ApprovalTerms(false, true, false, Rejection.ASKED, Membership.DECISION)));
        PromotionRequest request = askedToStaging();

        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
        acme().flow().deployAndFinish(request.id());
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void operatorsOfTheTargetDoNotApproveWhereTheyAreExcluded() {
        directory().grant(ACME, "dave", "deployer");
        terms(STAGING, new ApprovalTerms(false, false, true, Rejection.ASKED, Membership.DECISION));
        PromotionRequest request = askedToStaging();

        assertRefused(ForbiddenException.class, "approval.operator", () -> acme().approve(request.id(), "dave"));
        acme().approve(request.id(), "bob");
        directory().grant(ACME, "bob", "deployer");
        flow().reserve(request.id());
        assertThat(flow().confirm(request.id()).isOpen()).isFalse();
    }

    @Test
    void whoeverSeesARequestRejectsItWhereAnybodyMay() {
        terms(STAGING, new ApprovalTerms(false, false, false, Rejection.ANYBODY, Membership.DECISION));
        PromotionRequest request = askedToStaging();

        acme().reject(request.id(), "vic", "I know this customer.");

        assertThat(flow().told(request.id())).contains(Told.REFUSED);
    }

    @Test
    void whoeverJoinedTheRoleOnlyToApproveDoesNotCount() {
        terms(STAGING, new ApprovalTerms(false, false, false, Rejection.ASKED, Membership.REQUEST));
        PromotionRequest unknown = askedToStaging();
        assertRefused(
                ForbiddenException.class, "approval.membershipUnknown", () -> acme().approve(unknown.id(), "bob"));

        directory().rememberRoles();
        directory().grant(ACME, "erin", "approver");
        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(unknown.id(), "erin"));
        assertThat(acme().approve(unknown.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
        flow().deployAndFinish(unknown.id());
    }

    @Test
    void aDirectoryThatIsDownLetsNothingPass() {
        PromotionRequest request = askedToStaging();
        String subject = request.subjectHash();
        directory().unavailable();
        assertRefused(
                UnavailableException.class,
                "directory.unavailable",
                () -> promotions().approve(acme().human("bob"), ACME, request.id(), subject, "", key()));
        directory().available();
        acme().approve(request.id(), "bob");
        flow().reserve(request.id());
        directory().unavailable();
        assertRefused(UnavailableException.class, "directory.unavailable", () -> flow().confirm(request.id()));
    }

    @Test
    void oneForbiddenDecisionNeitherCarriesNorStopsTheOthers() {
        acme().inStaging("0.9.0");
        PromotionRequest prod = acme().asked("0.9.0", STAGING, PROD);
        PromotionRequest staging = askedToStaging();
        directory().revoke(ACME, "bob", "approver").grantIn(ACME, PROD, "bob", "approver");
        IdempotencyKey key = key();
        List<Approvals.Item> items = List.of(
                new Approvals.Item(staging.id(), Decision.APPROVED, staging.subjectHash(), ""),
                new Approvals.Item(new PromotionId("absent"), Decision.REJECTED, "x", "no"),
                new Approvals.Item(prod.id(), Decision.APPROVED, prod.subjectHash(), "fine"));

        List<Approvals.Result> results = sluice().approvals().decideAll(acme().human("bob"), ACME, items, key);
        List<Approvals.Result> again = sluice().approvals().decideAll(acme().human("bob"), ACME, items, key);

        assertThat(results).extracting(Approvals.Result::code).containsExactly("approval.role", "notFound", "");
        assertThat(again).extracting(Approvals.Result::code).containsExactly("approval.role", "notFound", "");
        assertThat(promotions().approvals(acme().human("vic"), ACME, prod.id())).hasSize(1);
        assertThat(promotions().approvals(acme().human("vic"), ACME, staging.id()))
                .isEmpty();
        assertRefused(
                ConflictException.class,
                "idempotency.conflict",
                () -> sluice().approvals().decideAll(acme().human("bob"), ACME, items.subList(0, 1), key));
        assertRefused(
                InvalidInputException.class,
                "bulk.size",
                () -> sluice().approvals().decideAll(acme().human("bob"), ACME, List.of(), key()));
        assertRefused(
                InvalidInputException.class,
                "bulk.duplicate",
                () -> sluice().approvals()
                        .decideAll(acme().human("bob"), ACME, List.of(items.get(0), items.get(0)), key()));
    }

    @Test
    void aCommentIsKeptToldAndFreeOfSecrets() {
        PromotionRequest request = askedToStaging();
        acme().dispatch();
        acme().notifier().clear();

        Comment comment =
                sluice().comments().add(acme().human("bob"), ACME, request.id(), "try password=hunter2", key());
        acme().dispatch();

        assertThat(comment.text()).isEqualTo("try password=***");
        assertThat(comment.masked()).isTrue();
        assertThat(sluice().comments().list(acme().human("rita"), ACME, request.id(), Optional.empty(), 10))
                .containsExactly(comment);
        assertThat(database().texts("SELECT type FROM sluice_audit_event WHERE type = 'comment.added'"))
                .hasSize(1);
        assertThat(database()
                        .texts("SELECT recipient FROM sluice_outbox WHERE kind = 'COMMENT' AND recipient IS NOT NULL"))
                .contains("rita", "carol", "dave");
        assertRefused(
                InvalidInputException.class,
                "text.tooLong",
                () -> sluice().comments().add(acme().human("bob"), ACME, request.id(), "x".repeat(4_001), key()));
    }

    @Test
    void anAssignmentAsksForAttentionAndEntitlesNobody() {
        PromotionRequest request = askedToStaging();
        assertRefused(
                InvalidInputException.class,
                "assignment.notEntitled",
                () -> assign(request, "dan", Set.of(person("vic"))));
        assertRefused(ForbiddenException.class, "forbidden", () -> assign(request, "bob", Set.of(person("bob"))));

        assign(request, "dan", Set.of(person("carol")));

        assertThat(waitingFor("carol"))
                .extracting(TaskList.Item::assignedToCaller)
                .containsExactly(true);
        assertThat(waitingFor("bob"))
                .extracting(TaskList.Item::assignedToCaller)
                .containsExactly(false);
        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    private PromotionRequest assign(PromotionRequest request, String by, Set<PersonId> persons) {
        return sluice().approvals()
                .assign(acme().human(by), ACME, request.id(), "approval", persons, "she knows it", key());
    }

    @Test
    void aTighterPolicyAsksOnlyForWhatIsMissingWhilePeopleDecide() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);
        acme().approve(request.id(), "bob");
        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(APPROVER, 2, SECURITY, 1)));

        assertThat(acme().approve(request.id(), "carol").status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(flow().told(request.id())).containsExactly(Told.STARTED, Told.STAGE_OPENED);
        assertThat(waitingFor("dave")).isEmpty();
        assertThat(waitingFor("erin"))
                .singleElement()
                .satisfies(item -> assertThat(item.task().stage()).contains("revision:2"));
        assertThat(acme().approve(request.id(), "erin").status()).isEqualTo(PromotionStatus.APPROVED);
        flow().deployAndFinish(request.id());
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aTighterPolicyAsksAgainWhatWasApprovedAndWaits() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob", "carol");
        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(APPROVER, 2, SECURITY, 1)));

        assertThat(flow().reserve(request.id())).isPresent();
        assertThat(flow().reserve(request.id())).isPresent();
        assertThat(acme().get(request.id()).phase()).isEqualTo(PromotionPhase.AWAITING_APPROVAL);
        assertThat(waitingFor("erin")).hasSize(1);
        acme().approve(request.id(), "erin");

        assertThat(acme().get(request.id()).phase()).isEqualTo(PromotionPhase.QUEUED);
        assertThat(flow().told(request.id())).containsExactly(Told.STARTED, Told.APPROVED);
        flow().deployAndFinish(request.id());
    }

    @Test
    void aRejectionOfWhatIsAskedAgainEndsIt() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob", "carol");
        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(APPROVER, 2, SECURITY, 1)));
        flow().reserve(request.id());

        assertThat(acme().reject(request.id(), "erin", "No.").status()).isEqualTo(PromotionStatus.REJECTED);
        assertThat(database().texts("SELECT id FROM sluice_task WHERE kind = '" + HumanTask.Kind.APPROVAL + "'"))
                .isEmpty();
    }

    @Test
    void whatNobodyAnswersInTimeIsNotAllowed() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob", "carol");
        acme().replacePolicy(
                        PROD,
                        policy -> policy.approvedBy(Map.of(APPROVER, 2, SECURITY, 1))
                                .withChecks(List.of()));
        flow().reserve(request.id());
        clock().advance(Duration.ofDays(4));

        acme().flow().runChecks(request.id());
        assertThat(flow().reserve(request.id())).isEmpty();
        assertThat(flow().confirm(request.id()).reasons())
                .extracting(Blocker::liftedBy)
                .contains("role security");
    }

    @Test
    void aPolicyThatPeopleLeftIsShownAndToldOnce() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);
        directory().remove(ACME, "bob").remove(ACME, "carol");

        List<Shortage> shortages = sluice().policies().unsatisfiable(acme().human("pia"), ACME);
        assertThat(shortages).singleElement().satisfies(shortage -> {
            assertThat(shortage.workspace()).isEqualTo(PROD);
            assertThat(shortage.open()).containsExactly(request.id());
        });
        assertThat(promotions()
                        .whyBlocked(acme().human("vic"), ACME, request.id())
                        .reasons())
                .extracting(Blocker::code)
                .contains("approval.unsatisfiable");
        sluice().steps().watchPolicies();
        sluice().steps().watchPolicies();
        assertThat(unsatisfiableMessages()).hasSize(1);

        acme().staff(ACME);
        sluice().steps().watchPolicies();
        directory().remove(ACME, "bob").remove(ACME, "carol");
        sluice().steps().watchPolicies();
        assertThat(unsatisfiableMessages()).hasSize(2);
    }

    private List<String> unsatisfiableMessages() {
        return database().texts("SELECT id FROM sluice_outbox WHERE kind = 'POLICY_UNSATISFIABLE'");
    }
}
