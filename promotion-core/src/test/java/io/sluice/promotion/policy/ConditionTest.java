package io.sluice.promotion.policy;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    @ParameterizedTest
    @CsvSource({
        "tests.pass_rate >= 100, 100, true",
        "tests.pass_rate >= 100, 99.99, false",
        "security.high == 0, 0.000, true",
        "performance.p95_ms < 250, 250, false",
        "performance.p95_ms <= 250, 250, true",
        "deployment.duration_hours > 24, 24.5, true"
    })
    void comparesNumbersNotTexts(String text, BigDecimal number, boolean expected) {
        assertThat(Condition.parse(text).holds(number)).isEqualTo(expected);
    }

    @Test
    void isWrittenAsItIsRead() {
        Condition condition = Condition.parse("  tests.pass_rate>=99.50 ");

        assertThat(condition).hasToString("tests.pass_rate >= 99.5");
        assertThat(Condition.parse(condition.toString())).isEqualTo(condition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "tests", "tests.pass_rate", "tests.pass_rate => 1", "tests.pass_rate >= x", "a.b >= 1e999",
                "a.b >= NaN", "${a}.b >= 1", ".b >= 1", "a.b >= 1; drop", "a.b = 1", "a.b >= 12345678901234567"
            })
    void refusesWhatIsNoComparison(String text) {
        assertRefused("condition.format", () -> Condition.parse(text));
    }
}
