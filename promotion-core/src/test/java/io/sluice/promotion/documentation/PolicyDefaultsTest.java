package io.sluice.promotion.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyDefaultsTest {
    private static final String PAGE = Documentation.read("docs/policy-defaults.md");

    @Test
    void timesAreThoseOfThePage() {
        PromotionPolicy policy = PromotionPolicy.standard(EnvironmentType.PRODUCTION);

        assertThat(cell("approval deadline, for each stage"))
                .isEqualTo("`" + Durations.canonical(policy.approvalDeadline()) + "`");
        Duration validity = CheckRequirement.of(CheckName.TESTS).validity();
        assertThat(cell("validity of a check result")).isEqualTo("`" + validity + "`");
        assertThat(cell("change windows")).startsWith(policy.windows().isEmpty() ? "none" : "some");
    }

    @Test
    void remindersAreThoseOfThePage() {
        Reminders reminders =
                PromotionPolicy.standard(EnvironmentType.PRODUCTION).reminders();
        String percents = reminders.atPercent().stream().map(String::valueOf).collect(Collectors.joining(", "));

        assertThat(cell("reminders, in percent of the time to the deadline"))
                .isEqualTo("`" + percents + "`, then daily");
        assertThat(cell("escalation, in percent of the time to the deadline"))
                .isEqualTo("`" + reminders.escalateAtPercent() + "`");
        assertThat(cell("who is told when it escalates"))
                .isEqualTo(reminders.escalateTo().isPresent() ? "a role" : "nobody");
    }

    @Test
    void numbersAreThoseOfThePage() {
        assertThat(cell("artifacts live at a time (`maxAgents`)")).isEqualTo("`" + Limits.STANDARD.maxAgents() + "`");
        assertThat(cell("executions at a time (`maxConcurrentExecutions`)"))
                .isEqualTo("`" + Limits.STANDARD.maxConcurrentExecutions() + "`");
        assertThat(cell("retention of records, in days")).isEqualTo("`" + DataPolicy.STANDARD.retentionDays() + "`");
        assertThat(PAGE).contains("| persons one rule can ask for | | 1 to " + ApprovalRule.MOST_REQUIRED + " |");
        assertThat(cell("process definition")).isEqualTo("`" + PromotionPolicy.DEFAULT_PROCESS + "`");
        assertThat(PAGE).contains("The role that the default policies ask is `" + PromotionPolicy.APPROVER + "`.");
    }

    @ParameterizedTest
    @EnumSource(EnvironmentType.class)
    void demandsAreThoseOfThePage(EnvironmentType type) {
        PromotionPolicy policy = PromotionPolicy.standard(type);
        int approvals =
                policy.stages().stream().mapToInt(ApprovalStage::required).sum();
        int backwards = policy.rollback().map(ApprovalStage::required).orElse(0);
        String checks = policy.checks().stream()
                .map(check -> check.name().value())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), names -> names.isEmpty() ? "none" : names));

        assertThat(PAGE).contains("| `" + type + "` | " + approvals + " | " + backwards + " | " + checks + " |");
    }

    private static String cell(String setting) {
        return PAGE.lines()
                .filter(line -> line.startsWith("| " + setting + " |"))
                .map(line -> line.split("\\|", -1)[2].strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/policy-defaults.md has no line for " + setting));
    }
}
