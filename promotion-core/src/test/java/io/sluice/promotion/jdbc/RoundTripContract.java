package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static io.sluice.promotion.jdbc.Samples.AGENT;
import static io.sluice.promotion.jdbc.Samples.APPROVER;
import static io.sluice.promotion.jdbc.Samples.DEV;
import static io.sluice.promotion.jdbc.Samples.DIGEST;
import static io.sluice.promotion.jdbc.Samples.HASH;
import static io.sluice.promotion.jdbc.Samples.LEGAL;
import static io.sluice.promotion.jdbc.Samples.MIA;
import static io.sluice.promotion.jdbc.Samples.NOA;
import static io.sluice.promotion.jdbc.Samples.NOON;
import static io.sluice.promotion.jdbc.Samples.PROD;
import static io.sluice.promotion.jdbc.Samples.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckResultId;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.organization.Organization;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.ApprovalTerms;
import io.sluice.promotion.policy.ApprovalTerms.Membership;
import io.sluice.promotion.policy.ApprovalTerms.Rejection;
import io.sluice.promotion.policy.AutoPromotion;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.CheckPhase;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.OpenRequests;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.GateRecord;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes in comes out again, to the last code point and microsecond. */
abstract class RoundTripContract extends StorageContract {
    RoundTripContract(Supplier<TestDatabase> opening) {
        super(opening);
    }

    @BeforeEach
    void settle() {
        Samples.world(storage, ACME);
    }

    @Test
    void organizationComesBackAsItWas() {
        Organization organization = new Organization(new OrganizationId("org.2"), "Ünïcode 🏭 𐍈", NOON);

        storage.organizations().insert(organization);

        assertThat(storage.organizations().find(organization.id())).contains(organization);
        assertThat(storage.organizations().find(new OrganizationId("nobody"))).isEmpty();
    }

    @Test
    void timeIsCutToMicroseconds() {
        OrganizationId id = new OrganizationId("nano");
        storage.organizations().insert(new Organization(id, "Nano", NOON.plusNanos(999)));

        assertThat(storage.organizations().find(id).orElseThrow().createdAt()).isEqualTo(NOON);
    }

    @Test
    void objectThatExistsIsRefused() {
        assertThatThrownBy(() -> storage.organizations().insert(new Organization(ACME, "Another", NOON)))
                .isInstanceOf(ConflictException.class)
                .hasFieldOrPropertyWithValue("code", "object.exists");
    }

    @Test
    void workspaceComesBackAsItWas() {
        Workspace workspace = Samples.workspace(ACME, new WorkspaceId("qa"), Optional.of(DEV));

        storage.workspaces().insert(workspace);

        assertThat(storage.workspaces().find(ACME, workspace.id())).contains(workspace);
        assertThat(storage.workspaces().list(ACME))
                .extracting(Workspace::id)
                .containsExactly(DEV, PROD, workspace.id());
        commit(() -> assertThat(storage.workspaces().lock(ACME, workspace.id())).contains(workspace));
    }

    @Test
    void everyFieldOfAWorkspaceCanChange() {
        Workspace changed = new Workspace(
                ACME,
                PROD,
                "Renamed",
                EnvironmentType.SANDBOX,
                "",
                Optional.empty(),
                new Limits(1, 2),
                Optional.empty(),
                false,
                new DataPolicy(false, false, 30),
                8,
                2,
                NOON,
                Optional.of(NOON.plusSeconds(9)));

        assertThat(storage.workspaces().update(changed)).isTrue();
        assertThat(storage.workspaces().find(ACME, PROD)).contains(changed);
    }

    @Test
    void changeOfAnOldWorkspaceRevisionIsNotWritten() {
        Workspace seen = storage.workspaces().find(ACME, PROD).orElseThrow();
        Workspace next = Samples.workspace(ACME, PROD, Optional.of(DEV));

        assertThat(storage.workspaces().update(next)).isFalse();
        assertThat(storage.workspaces().find(ACME, PROD)).contains(seen);
    }

    @Test
    void policyComesBackAsItWas() {
        PolicyRevision revision = Samples.policy(ACME, PROD, 2, everythingSet());

        storage.policies().insert(revision);

        assertThat(storage.policies().find(ACME, PROD, 2)).contains(revision);
        assertThat(storage.policies().find(ACME, PROD, 3)).isEmpty();
        assertThat(storage.policies().list(ACME, PROD))
                .extracting(PolicyRevision::revision)
                .containsExactly(2, 1);
    }

    @Test
    void standardPoliciesComeBackAsTheyWere() {
        int revision = 2;
        for (EnvironmentType type : EnvironmentType.values()) {
            PolicyRevision standard = Samples.policy(ACME, PROD, revision++, PromotionPolicy.standard(type));

            storage.policies().insert(standard);

            assertThat(storage.policies().find(ACME, PROD, standard.revision())).contains(standard);
        }
    }

    @Test
    void policyOfANewerVersionIsRefusedRatherThanReadWithoutItsNewDemand() {
        database.execute(
                "UPDATE sluice_policy_revision SET policy = REPLACE(policy, '\"process\"', '\"quorum\":2,\"process\"')");

        assertThatThrownBy(() -> storage.policies().find(ACME, PROD, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("quorum");
    }

    @Test
    void policyWithFractionsOfASecondIsRefusedRatherThanRounded() {
        PromotionPolicy policy = everythingSet().withApprovalDeadline(Duration.ofMillis(90_500));

        assertThatThrownBy(() -> storage.policies().insert(Samples.policy(ACME, PROD, 2, policy)))
                .isInstanceOf(InvalidInputException.class)
                .hasFieldOrPropertyWithValue("code", "duration.format");
    }

    @Test
    void versionComesBackAsItWas() {
        var version = Samples.version(ACME, new VersionLabel("1.4.0-rc.1"));

        storage.versions().insert(version);

        assertThat(storage.versions().find(ACME, AGENT, version.label())).contains(version);
        assertThat(storage.versions().findByDigest(ACME, AGENT, version.digest()))
                .contains(version);
        assertThat(storage.versions().findByDigest(ACME, AGENT, Samples.digest("other")))
                .isEmpty();
        assertThat(storage.versions().list(ACME, AGENT)).hasSize(2).contains(version);
    }

    @Test
    void approvalsComeBackAsTheyWereOldestFirst() {
        Samples.promotions(storage, ACME, 2);
        Approval second = approval("P001", NOA, Decision.APPROVED, 2);
        Approval first = approval("P001", MIA, Decision.APPROVED, 1);
        Approval change = approval("P001", MIA, Decision.REJECTED, 3);

        storage.approvals().insert(second);
        storage.approvals().insert(first);
        storage.approvals().insert(change);

        assertThat(storage.approvals().list(ACME, first.promotion())).containsExactly(first, second, change);
        assertThat(storage.approvals().listAll(ACME, List.of(first.promotion(), new PromotionId("P002"))))
                .containsExactly(
                        Map.entry(first.promotion(), List.of(first, second, change)),
                        Map.entry(new PromotionId("P002"), List.of()));
        assertThat(storage.approvals().listAll(ACME, List.of())).isEmpty();
    }

    @Test
    void checkResultComesBackAsItWas() {
        Map<String, Double> metrics = Map.of(
                "tests.pass_rate", 100.0, "small", 1e-300, "third", 1 / 3.0, "negative", -0.5, "far", Double.MAX_VALUE);
        CheckResult result = result(CheckName.TESTS, metrics, 1);

        storage.checks().insert(result);

        assertThat(storage.checks().history(ACME, AGENT, DIGEST, PROD, 10)).containsExactly(result);
    }

    @Test
    void newestResultOfEveryCheckCounts() {
        CheckResult old = result(CheckName.TESTS, Map.of(), 1);
        CheckResult security = result(CheckName.SECURITY, Map.of(), 2);
        CheckResult newer = result(CheckName.TESTS, Map.of(), 3);
        storage.checks().insert(old);
        storage.checks().insert(security);
        storage.checks().insert(newer);

        assertThat(storage.checks().newest(ACME, AGENT, DIGEST, PROD))
                .containsExactlyInAnyOrderEntriesOf(Map.of(CheckName.TESTS, newer, CheckName.SECURITY, security));
        assertThat(storage.checks().newest(ACME, AGENT, DIGEST, DEV)).isEmpty();
        assertThat(storage.checks().newest(ACME, AGENT, Samples.digest("other"), PROD))
                .isEmpty();
        assertThat(storage.checks().history(ACME, AGENT, DIGEST, PROD, 2)).containsExactly(newer, security);
    }

    @Test
    void attemptComesBackAsItWasAndAsItEnded() {
        Samples.promotions(storage, ACME, 1);
        Attempt first = attempt("A1", 1, Attempt.Step.DEPLOY);
        Attempt second = attempt("A2", 2, Attempt.Step.DEPLOY);
        Attempt verify = attempt("A3", 1, Attempt.Step.VERIFY);
        storage.attempts().insert(first);
        storage.attempts().insert(second);
        storage.attempts().insert(verify);
        Attempt lost = second.finished(Attempt.State.LOST, TEXT, NOON.plusSeconds(30));

        storage.attempts().update(lost);

        assertThat(storage.attempts().list(ACME, first.promotion())).containsExactly(first, lost, verify);
    }

    @Test
    void gateRecordComesBackAsItWasAndIsWrittenOnce() {
        Samples.promotions(storage, ACME, 1);
        GateRecord gate = new GateRecord(
                ACME,
                new PromotionId("P001"),
                HASH,
                1,
                List.of(NOA, MIA),
                List.of("tests@" + NOON, "b", "a"),
                NOON,
                Optional.empty());

        storage.attempts().insertGateRecord(gate);

        assertThat(storage.attempts().gateRecord(ACME, gate.promotion())).contains(gate);
        assertThat(storage.attempts().gateRecord(ACME, new PromotionId("P002"))).isEmpty();
        assertThatThrownBy(() -> storage.attempts().insertGateRecord(gate)).isInstanceOf(ConflictException.class);
    }

    @Test
    void promotionComesBackAsItWas() {
        var open = Samples.promotion("P1");
        var ended = Samples.ended("P2");

        storage.promotions().insert(open, ChainHead.EMPTY);
        storage.promotions().insert(ended, new ChainHead(3, HASH));

        assertThat(storage.promotions().find(ACME, open.id())).contains(open);
        assertThat(storage.promotions().find(ACME, ended.id())).contains(ended);
        assertThat(storage.promotions().head(ACME, ended.id())).contains(new ChainHead(3, HASH));
    }

    private static PromotionPolicy everythingSet() {
        return new PromotionPolicy(
                List.of(
                        new ApprovalStage("first", List.of(new ApprovalRule(LEGAL, 50), new ApprovalRule(APPROVER, 1))),
                        new ApprovalStage(
                                "second",
                                List.of(
                                        ApprovalRule.anyOf(Set.of(APPROVER, LEGAL), 2),
                                        ApprovalRule.everyOneOf(Set.of(Samples.MIA, Samples.NOA))))),
                new ApprovalTerms(true, true, true, Rejection.ANYBODY, Membership.REQUEST),
                List.of(new CheckRequirement(
                        new CheckName("licence-scan"),
                        Duration.ofSeconds(90),
                        CheckPhase.STATIC,
                        Map.of("maxHigh", "0", "note", TEXT))),
                Duration.ofDays(2).plusHours(3).plusSeconds(1),
                OnDeadline.extend(Duration.ofHours(5), 3),
                new Reminders(List.of(10, 99), 55, Optional.of(LEGAL)),
                List.of(new ChangeWindow(
                        Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                        LocalTime.of(22, 0),
                        LocalTime.of(4, 30, 15),
                        ZoneId.of("Australia/Lord_Howe"))),
                Duration.ofHours(36),
                OpenRequests.QUEUE,
                Optional.of(new ApprovalStage("back", List.of(new ApprovalRule(APPROVER, 1)))),
                true,
                Optional.of(AutoPromotion.whenAny("tests.pass_rate >= 99.5", "deployment.duration_hours > 24")),
                Optional.of(new BreakGlass(1, Duration.ofMinutes(30), Duration.ofHours(12))),
                "four-eyes");
    }

    private static Approval approval(String promotion, PersonId person, Decision decision, int second) {
        return new Approval(
                ACME,
                new PromotionId(promotion),
                "approval",
                person,
                decision,
                TEXT,
                Set.of(APPROVER, LEGAL),
                HASH,
                NOON.plusSeconds(second));
    }

    private static CheckResult result(CheckName name, Map<String, Double> metrics, int second) {
        return new CheckResult(
                ACME,
                new CheckResultId("C" + (9 - second)),
                AGENT,
                DIGEST,
                PROD,
                name,
                new CheckOutcome(CheckVerdict.ERROR, "summary " + TEXT, "evidence " + TEXT, metrics),
                NOON.plusSeconds(second),
                NOON.plusSeconds(second).plus(Duration.ofHours(24)),
                TEXT,
                Optional.empty());
    }

    private static Attempt attempt(String id, int number, Attempt.Step step) {
        return new Attempt(
                ACME,
                id,
                new PromotionId("P001"),
                step,
                Long.MAX_VALUE - 10 + number,
                number,
                1,
                Attempt.State.STARTED,
                "",
                NOON.plusSeconds(step == Attempt.Step.VERIFY ? 10 : number),
                Optional.empty());
    }
}
