package io.sluice.promotion.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.access.Permission;
import io.sluice.promotion.access.RolePermissions;
import io.sluice.promotion.automation.DeploymentNumber;
import io.sluice.promotion.identity.RoleId;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AutomationPageTest {
    private static final String PAGE = Documentation.read("docs/automation.md");
    private static final String REPORTS = "promotion-core/src/main/java/io/sluice/promotion/report/";

    private static Set<String> documented(String check) {
        return found(PAGE, "(?m)^\\| `(" + check + "\\.\\w+)` \\|", "");
    }

    private static Set<String> found(String text, String pattern, String prefix) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(prefix + matcher.group(1));
        }
        return found;
    }

    @Test
    void namesEveryNumberThatSluiceKnowsByItself() {
        Set<String> known = Arrays.stream(DeploymentNumber.values())
                .map(DeploymentNumber::metric)
                .collect(Collectors.toSet());

        assertThat(documented("deployment")).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void namesEveryNumberOfTheTests() {
        String source = Documentation.read(REPORTS + "TestTally.java");

        assertThat(documented("tests"))
                .isEqualTo(found(source, "metrics\\.put\\(\"(tests\\.\\w+)\"", ""))
                .hasSize(8);
    }

    @Test
    void namesEveryNumberOfTheScans() {
        Set<String> expected = found(
                Documentation.read(REPORTS + "FindingWeight.java"), "[A-Z]+\\(\"max\\w+\", \"(\\w+)\"", "security.");
        expected.addAll(
                found(Documentation.read(REPORTS + "FindingTally.java"), "metrics\\.put\\(\"(security\\.\\w+)\"", ""));

        assertThat(documented("security")).isEqualTo(expected).hasSize(8);
    }

    @Test
    void namesEveryNumberOfTheBenchmarks() {
        String source = Documentation.read(REPORTS + "PerformanceJudge.java");

        assertThat(documented("performance"))
                .isEqualTo(found(source, "metrics\\.put\\(\"(performance\\.\\w+)\"", ""))
                .hasSize(1);
        assertThat(source).contains("\"performance.\" + now.label(benchmark) + \".score\"");
    }

    @Test
    void namesTheRolesThatMay() {
        for (Permission permission : Set.of(Permission.STOP_LINE, Permission.HOLD_BACK, Permission.REPORT_CHECK)) {
            String roles = RolePermissions.standard().permissions().entrySet().stream()
                    .filter(entry -> entry.getValue().contains(permission))
                    .map(entry -> entry.getKey())
                    .map(RoleId::value)
                    .sorted()
                    .map(role -> "`" + role + "`")
                    .collect(Collectors.joining(", "));

            assertThat(PAGE.lines().filter(line -> line.startsWith("| `" + permission + "` |")))
                    .singleElement()
                    .asString()
                    .endsWith("| " + roles + " |");
        }
    }
}
