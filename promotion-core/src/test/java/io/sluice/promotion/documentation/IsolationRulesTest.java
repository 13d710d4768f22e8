package io.sluice.promotion.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.Traits;
import io.sluice.promotion.configuration.ValueType;
import io.sluice.promotion.isolation.IsolationRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the page about workspaces say what the code does. */
class IsolationRulesTest {
    private static final String PAGE = Documentation.read("docs/workspaces.md");
    private static final String SOURCE =
            Documentation.read("promotion-core/src/main/java/io/sluice/promotion/isolation/IsolationRule.java");

    @Test
    void everyRuleIsOnThePageInOrderWithItsWeightAndTheWordsOfTheSource() {
        List<String> rows = PAGE.lines()
                .filter(line -> line.contains("| ERROR |") || line.contains("| WARNING |"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(IsolationRule.values())
                        .map(rule -> "| `" + rule.code() + "` | " + rule.severity() + " | " + words(rule) + " |")
                        .toList());
    }

    /** The comment in front of the constant. */
    private static String words(IsolationRule rule) {
        String before = SOURCE.substring(0, SOURCE.indexOf(rule.name() + "(\""));
        return before.substring(before.lastIndexOf("/** ") + 4, before.lastIndexOf(" */"));
    }

    @Test
    void whatThePageShowsIsRunByATest() {
        assertThat(Documentation.blocks("docs/workspaces.md", "java"))
                .isEqualTo(Documentation.snippets(
                        "promotion-core/src/test/java/io/sluice/promotion/WorkspaceContract.java"));
    }

    @Test
    void everyTypeOfAValueIsOnThePage() {
        for (ValueType type : ValueType.values()) {
            assertThat(PAGE).contains("| `" + type + "` |");
        }
    }

    @Test
    void everyDeclarationOfAVersionIsOnThePage() {
        assertThat(PAGE)
                .contains(
                        "| `" + Traits.PII + "` |",
                        "| `" + Traits.ENCRYPTED + "` |",
                        "| `" + Traits.EXECUTIONS + "` |");
    }
}
