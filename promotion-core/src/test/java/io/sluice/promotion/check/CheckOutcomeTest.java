package io.sluice.promotion.check;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckOutcomeTest {
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesMetricsThatCannotBeStored(double value) {
        assertRefused("json.number", () -> CheckOutcome.passed("", "", Map.of("tests.pass_rate", value)));
    }

    @Test
    void refusesTextThatCannotBeStored() {
        assertRefused("text.nul", () -> CheckOutcome.error("a\0"));
        assertRefused("text.tooLong", () -> CheckOutcome.failed("s", "e".repeat(4_001), Map.of()));
    }

    @Test
    void keepsItsOwnMetrics() {
        Map<String, Double> metrics = new HashMap<>(Map.of("a", 1.0));
        CheckOutcome outcome = CheckOutcome.passed("s", "e", metrics);

        metrics.put("b", 2.0);

        assertThat(outcome.metrics()).isEqualTo(Map.of("a", 1.0));
    }
}
