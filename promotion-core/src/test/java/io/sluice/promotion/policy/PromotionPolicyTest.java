package io.sluice.promotion.policy;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.workspace.EnvironmentType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are those of the catalogue of bad input. */
class PromotionPolicyTest {
    private static final RoleId LEAD = new RoleId("lead");
    private static final RoleId SECURITY = new RoleId("security");
    private static final PromotionPolicy PRODUCTION = PromotionPolicy.standard(EnvironmentType.PRODUCTION);

    @ParameterizedTest(name = "{0} persons are refused with {1}")
    @CsvSource({
        "0, policy.minApprovals",
        "-1, policy.integer",
        "51, policy.integer",
        "2147483647, policy.integer",
        "-2147483648, policy.integer"
    })
    void rulesAskForOneToFiftyPersons(int required, String code) {
        assertRefused(code, () -> new ApprovalRule(LEAD, required));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void rulesTakeTheirBounds(int required) {
        assertThat(new ApprovalRule(LEAD, required).required()).isEqualTo(required);
    }

    @Test
    void stagesRefuseTwoRulesForOneRole() {
        assertRefused(
                "policy.duplicateRule",
                () -> new ApprovalStage("s", List.of(new ApprovalRule(LEAD, 1), new ApprovalRule(LEAD, 2))));
    }

    @Test
    void stagesRefuseToAskNobody() {
        assertRefused("policy.empty", () -> new ApprovalStage("s", List.of()));
    }

    @Test
    void stagesTakeUpToAHundredRules() {
        assertThat(new ApprovalStage("s", rules(100)).rules()).hasSize(100);
        assertRefused("policy.tooMany", () -> new ApprovalStage("s", rules(101)));
    }

    @Test
    void stagesHaveNamesThatAreIdentifiers() {
        assertRefused("id.format", () -> new ApprovalStage("two words", rules(1)));
        assertRefused("id.required", () -> new ApprovalStage("", rules(1)));
    }

    @Test
    void stagesSayWhomAndHowManyTheyAsk() {
        ApprovalStage stage = new ApprovalStage("s", List.of(new ApprovalRule(LEAD, 1), new ApprovalRule(SECURITY, 2)));

        assertThat(stage.roles()).containsExactlyInAnyOrder(LEAD, SECURITY);
        assertThat(stage.required()).isEqualTo(3);
    }

    @Test
    void refusesTwoStagesOrChecksOfOneName() {
        ApprovalStage stage = new ApprovalStage("s", rules(1));

        assertRefused("policy.duplicate", () -> PRODUCTION.withStages(List.of(stage, stage)));
        assertRefused(
                "policy.duplicate",
                () -> PRODUCTION.withChecks(Collections.nCopies(2, CheckRequirement.of(CheckName.TESTS))));
    }

    @Test
    void takesUpToTwentyStagesAndChecks() {
        assertThat(PRODUCTION.withStages(stages(20)).stages()).hasSize(20);
        assertRefused("policy.tooMany", () -> PRODUCTION.withStages(stages(21)));
        assertThat(PRODUCTION.withChecks(checks(20)).checks()).hasSize(20);
        assertRefused("policy.tooMany", () -> PRODUCTION.withChecks(checks(21)));
    }

    @Test
    void givesAStageAMinuteToNinetyDays() {
        assertThat(PRODUCTION.withApprovalDeadline(Duration.ofMinutes(1)).approvalDeadline())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(PRODUCTION.withApprovalDeadline(Duration.ofDays(90)).approvalDeadline())
                .isEqualTo(Duration.ofDays(90));
        assertRefused("duration.min", () -> PRODUCTION.withApprovalDeadline(Duration.ofSeconds(59)));
        assertRefused("duration.max", () -> PRODUCTION.withApprovalDeadline(Duration.ofDays(91)));
        assertRefused("duration.negative", () -> PRODUCTION.withApprovalDeadline(Duration.ofDays(-1)));
    }

    @Test
    void letsAResultCountForAMinuteToNinetyDays() {
        assertThat(CheckRequirement.of(CheckName.TESTS).validity()).isEqualTo(Duration.ofHours(24));
        assertRefused("duration.min", () -> new CheckRequirement(CheckName.TESTS, Duration.ZERO, Map.of()));
        assertRefused("duration.max", () -> new CheckRequirement(CheckName.TESTS, Duration.ofDays(91), Map.of()));
    }

    @Test
    void runsOnAProcessWithAKey() {
        assertThat(PRODUCTION.process()).isEqualTo("promotion");
        assertRefused("id.format", () -> PRODUCTION.withProcess("${x}"));
    }

    @ParameterizedTest(name = "{0} asks {1} persons, runs {2} checks, asks {3} before a rollback")
    @CsvSource({"DEVELOPMENT, 0, 0, 0", "SANDBOX, 0, 0, 0", "STAGING, 1, 3, 0", "PRODUCTION, 2, 3, 1"})
    void hasAStandardForEveryTypeOfWorkspace(EnvironmentType type, int asked, int checks, int rollback) {
        PromotionPolicy standard = PromotionPolicy.standard(type);

        assertThat(standard.stages().stream().mapToInt(ApprovalStage::required).sum())
                .isEqualTo(asked);
        assertThat(standard.checks()).hasSize(checks);
        assertThat(standard.rollback().map(ApprovalStage::required).orElse(0)).isEqualTo(rollback);
        assertThat(standard.approvalDeadline()).isEqualTo(Duration.ofDays(3));
        assertThat(standard.windows()).isEmpty();
    }

    @Test
    void asksTheRolesItIsToldToInOneStage() {
        PromotionPolicy policy = PRODUCTION.approvedBy(Map.of(SECURITY, 2, LEAD, 1));

        assertThat(policy.stages())
                .containsExactly(new ApprovalStage(
                        ApprovalStage.ONLY, List.of(new ApprovalRule(LEAD, 1), new ApprovalRule(SECURITY, 2))));
        assertThat(PRODUCTION.approvedBy(Map.of()).stages()).isEmpty();
        assertRefused("policy.minApprovals", () -> PRODUCTION.approvedBy(Map.of(LEAD, 0)));
    }

    @Test
    void changesNothingButWhatItIsTold() {
        assertThat(PRODUCTION
                        .withStages(PRODUCTION.stages())
                        .withChecks(PRODUCTION.checks())
                        .withApprovalDeadline(PRODUCTION.approvalDeadline())
                        .withReminders(PRODUCTION.reminders())
                        .withWindows(PRODUCTION.windows())
                        .withRollback(PRODUCTION.rollback())
                        .withProcess(PRODUCTION.process()))
                .isEqualTo(PRODUCTION);
        assertThat(PRODUCTION.withRollback(Optional.empty()))
                .isNotEqualTo(PRODUCTION)
                .extracting(PromotionPolicy::stages)
                .isEqualTo(PRODUCTION.stages());
    }

    @Test
    void findsTheDemandForACheck() {
        assertThat(PRODUCTION.check(CheckName.SECURITY)).contains(CheckRequirement.of(CheckName.SECURITY));
        assertThat(PRODUCTION.check(new CheckName("licences"))).isEmpty();
    }

    private static List<ApprovalRule> rules(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ApprovalRule(new RoleId("role-" + i), 1))
                .toList();
    }

    private static List<ApprovalStage> stages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ApprovalStage("stage-" + i, rules(1)))
                .toList();
    }

    private static List<CheckRequirement> checks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> CheckRequirement.of(new CheckName("check-" + i)))
                .toList();
    }
}
