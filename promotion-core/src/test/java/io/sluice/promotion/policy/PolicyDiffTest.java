package io.sluice.promotion.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.PolicyDiff.Change;
import io.sluice.promotion.policy.PolicyDiff.Effect;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import java.lang.reflect.RecordComponent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PolicyDiffTest {
    private static final RoleId APPROVER = new RoleId("approver");
    private static final RoleId SECURITY = new RoleId("security");
    private static final PromotionPolicy BASE = PromotionPolicy.standard(EnvironmentType.PRODUCTION)
            .withReminders(new Reminders(List.of(50), 80, Optional.of(SECURITY)))
            .withSoak(Duration.ofHours(2))
            .withWindows(List.of(window(8, 18)))
            .withBreakGlass(Optional.of(BreakGlass.STANDARD));

    /** A change that makes the policy weaker, one for every field that can be. */
    private static final Map<String, UnaryOperator<PromotionPolicy>> WEAKER = weaker();

    /** A change that means neither more nor less. */
    private static final Map<String, UnaryOperator<PromotionPolicy>> DIFFERENT = Map.of(
            "automaticRollback", policy -> policy.withAutomaticRollback(true),
            "openRequests", policy -> policy.withOpenRequests(OpenRequests.REFUSE),
            "process", policy -> policy.withProcess("another"),
            "reminders.atPercent",
                    policy -> policy.withReminders(new Reminders(List.of(10), 80, Optional.of(SECURITY))),
            "reminders.escalateTo", policy -> policy.withReminders(new Reminders(List.of(50), 80, Optional.empty())));

    private static Map<String, UnaryOperator<PromotionPolicy>> weaker() {
        Map<String, UnaryOperator<PromotionPolicy>> changes = new LinkedHashMap<>();
        changes.put("stages.approval.approver", policy -> policy.approvedBy(Map.of(APPROVER, 1)));
        changes.put("approvals.selfApproval", policy -> policy.withApprovals(terms(true, false, false)));
        changes.put("approvals.shared", policy -> policy.withApprovals(terms(false, true, false)));
        changes.put("checks.tests", policy -> policy.withChecks(policy.checks().subList(1, 3)));
        changes.put(
                "checks.tests.validity",
                policy -> policy.withChecks(List.of(
                        new CheckRequirement(CheckName.TESTS, Duration.ofDays(9), Map.of()),
                        policy.checks().get(1),
                        policy.checks().get(2))));
        changes.put(
                "checks.tests.settings",
                policy -> policy.withChecks(List.of(
                        new CheckRequirement(CheckName.TESTS, Duration.ofHours(24), Map.of("maxFailed", "9")),
                        policy.checks().get(1),
                        policy.checks().get(2))));
        changes.put("approvalDeadline", policy -> policy.withApprovalDeadline(Duration.ofDays(9)));
        changes.put("onDeadline", policy -> policy.withOnDeadline(OnDeadline.extend(Duration.ofDays(1), 1)));
        changes.put("windows", policy -> policy.withWindows(List.of()));
        changes.put("soak", policy -> policy.withSoak(Duration.ofHours(1)));
        changes.put("rollback.approval.approver", policy -> policy.withRollback(Optional.empty()));
        changes.put(
                "autoPromotion",
                policy -> policy.withAutoPromotion(Optional.of(AutoPromotion.whenAll("tests.pass_rate >= 100"))));
        changes.put(
                "breakGlass.persons",
                policy -> policy.withBreakGlass(
                        Optional.of(new BreakGlass(1, Duration.ofMinutes(60), Duration.ofHours(24)))));
        changes.put(
                "breakGlass.validFor",
                policy -> policy.withBreakGlass(
                        Optional.of(new BreakGlass(2, Duration.ofMinutes(90), Duration.ofHours(24)))));
        changes.put(
                "breakGlass.reviewWithin",
                policy -> policy.withBreakGlass(
                        Optional.of(new BreakGlass(2, Duration.ofMinutes(60), Duration.ofDays(2)))));
        return changes;
    }

    private static ApprovalTerms terms(boolean self, boolean shared, boolean operators) {
        return new ApprovalTerms(
                self, shared, operators, ApprovalTerms.Rejection.ASKED, ApprovalTerms.Membership.DECISION);
    }

    private static ChangeWindow window(int from, int to) {
        return new ChangeWindow(
                Set.of(DayOfWeek.MONDAY), LocalTime.of(from, 0), LocalTime.of(to, 0), ZoneId.of("Europe/Berlin"));
    }

    @TestFactory
    Stream<DynamicTest> namesWhatBecameWeakerAndTheWayBackStricter() {
        return WEAKER.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    PromotionPolicy after = entry.getValue().apply(BASE);

                    assertThat(PolicyDiff.between(BASE, after).changes())
                            .extracting(Change::field, Change::effect)
                            .containsExactly(tuple(entry.getKey(), Effect.WEAKER));
                    assertThat(PolicyDiff.between(BASE, after).weakens()).isTrue();
                    Effect back = entry.getKey().endsWith("settings") ? Effect.WEAKER : Effect.STRICTER;
                    assertThat(PolicyDiff.between(after, BASE).changes())
                            .extracting(Change::effect)
                            .containsExactly(back);
                }));
    }

    @TestFactory
    Stream<DynamicTest> namesWhatIsDifferentOnly() {
        return DIFFERENT.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(PolicyDiff.between(
                                                BASE, entry.getValue().apply(BASE))
                                        .changes())
                                .extracting(Change::field, Change::effect)
                                .containsExactly(tuple(entry.getKey(), Effect.DIFFERENT))));
    }

    @Test
    void looksAtEveryFieldOfAPolicy() {
        List<String> tried = Stream.concat(WEAKER.keySet().stream(), DIFFERENT.keySet().stream())
                .map(field -> field.split("\\.", -1)[0])
                .distinct()
                .toList();

        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(Stream.of(PromotionPolicy.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @Test
    void aPolicyDoesNotDifferFromItself() {
        assertThat(PolicyDiff.between(BASE, BASE).changes()).isEmpty();
    }

    @Test
    void anotherRoleIsWeakerEvenWhenMoreAreAsked() {
        PolicyDiff diff = PolicyDiff.between(BASE, BASE.approvedBy(Map.of(SECURITY, 5)));

        assertThat(diff.weakenings()).hasToString("[stages.approval.approver: 2 → none (weaker)]");
        assertThat(diff.changes()).hasSize(2);
    }

    @Test
    void theRoleThatDecidesLateRequestsIsAnApprover() {
        PromotionPolicy late = BASE.withOnDeadline(OnDeadline.escalate(Duration.ofDays(1)));

        PolicyDiff diff =
                PolicyDiff.between(late, late.withReminders(new Reminders(List.of(50), 80, Optional.of(APPROVER))));

        assertThat(diff.weakens()).isTrue();
    }

    @Test
    void oneWindowOfSeveralTakenAwayIsStricter() {
        PromotionPolicy two = BASE.withWindows(List.of(window(8, 18), window(20, 22)));

        assertThat(PolicyDiff.between(two, BASE).weakens()).isFalse();
        assertThat(PolicyDiff.between(BASE, two).weakens()).isTrue();
    }

    @Test
    void moreConditionsForAutomationAreStricter() {
        PromotionPolicy one = BASE.withAutoPromotion(Optional.of(AutoPromotion.whenAll("tests.pass_rate >= 100")));
        PromotionPolicy two = BASE.withAutoPromotion(
                Optional.of(AutoPromotion.whenAll("tests.pass_rate >= 100", "security.high <= 0")));

        assertThat(PolicyDiff.between(one, two).weakens()).isFalse();
        assertThat(PolicyDiff.between(two, one).weakens()).isTrue();
    }

    @Test
    void lessProtectionOfDataIsWeaker() {
        DataPolicy before = new DataPolicy(false, true, 365);

        assertThat(PolicyDiff.between(before, new DataPolicy(true, false, 364)).weakenings())
                .extracting(Change::field)
                .containsExactly("dataPolicy.piiAllowed", "dataPolicy.encryptionRequired", "dataPolicy.retentionDays");
        assertThat(PolicyDiff.between(new DataPolicy(true, false, 364), before).weakens())
                .isFalse();
    }
}
