package io.sluice.promotion.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.ApprovalTerms;
import io.sluice.promotion.policy.AutoPromotion;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.Condition;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy page has a row for every field of a policy and its parts, and tells their defaults as they are. */
class PolicyReferenceTest {
    private static final String PAGE = Documentation.read("docs/policy.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|([^|]*)\\|");

    @ParameterizedTest
    @ValueSource(
            classes = {
                PromotionPolicy.class,
                ApprovalStage.class,
                ApprovalRule.class,
                ApprovalTerms.class,
                CheckRequirement.class,
                OnDeadline.class,
                Reminders.class,
                ChangeWindow.class,
                AutoPromotion.class,
                Condition.class,
                BreakGlass.class
            })
    void everyFieldHasARow(Class<? extends Record> part) {
        assertThat(rows(part).keySet())
                .containsExactlyElementsOf(Stream.of(part.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @Test
    void defaultsAreThoseOfTheCode() throws ReflectiveOperationException {
        List<Record> defaults = List.of(
                PromotionPolicy.standard(EnvironmentType.PRODUCTION),
                ApprovalTerms.STANDARD,
                CheckRequirement.of(CheckName.TESTS),
                OnDeadline.EXPIRE,
                Reminders.STANDARD,
                BreakGlass.STANDARD);
        for (Record standard : defaults) {
            Map<String, String> rows = rows(standard.getClass());
            for (RecordComponent field : standard.getClass().getRecordComponents()) {
                Optional<String> shown = shown(field.getAccessor().invoke(standard));
                shown.ifPresent(value -> assertThat(rows.get(field.getName()))
                        .as(standard.getClass().getSimpleName() + "." + field.getName())
                        .isIn(value, value + ", always open", "see above", ""));
            }
        }
    }

    /** What can be told in a cell; parts that are records have tables of their own. */
    private static Optional<String> shown(Object value) {
        if (value instanceof Duration duration) {
            return Optional.of("`" + (duration.isZero() ? "PT0S" : words(duration)) + "`");
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? Optional.empty() : Optional.of("none");
        }
        if ((value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof Collection<?> all && all.isEmpty())) {
            return Optional.of("none");
        }
        if (value instanceof Collection<?> all) {
            boolean numbers = all.stream().allMatch(Integer.class::isInstance);
            return numbers
                    ? Optional.of("`" + all.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "`")
                    : Optional.empty();
        }
        boolean plain = value instanceof Number || value instanceof Boolean || value instanceof Enum<?>;
        return plain || value instanceof String ? Optional.of("`" + value + "`") : Optional.empty();
    }

    private static String words(Duration duration) {
        return duration.equals(Duration.ofHours(24)) ? "PT24H" : Durations.canonical(duration);
    }

    private static Map<String, String> rows(Class<?> part) {
        int begin = PAGE.indexOf("### `" + part.getSimpleName() + "`");
        assertThat(begin).as(part.getSimpleName() + " has a section").isPositive();
        int end = PAGE.indexOf("\n##", begin + 3);
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(PAGE.substring(begin, end));
        while (row.find()) {
            rows.put(row.group(1), row.group(2).strip());
        }
        return rows;
    }

    @Test
    void numbersAreThoseOfThePage() {
        assertThat(cell("artifacts live at a time (`maxAgents`)")).isEqualTo("`" + Limits.STANDARD.maxAgents() + "`");
        assertThat(cell("executions at a time (`maxConcurrentExecutions`)"))
                .isEqualTo("`" + Limits.STANDARD.maxConcurrentExecutions() + "`");
        assertThat(cell("retention of records, in days")).isEqualTo("`" + DataPolicy.STANDARD.retentionDays() + "`");
        assertThat(PAGE).contains("1 to " + ApprovalRule.MOST_REQUIRED + " distinct persons");
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
                .orElseThrow(() -> new AssertionError("docs/policy.md has no line for " + setting));
    }
}
