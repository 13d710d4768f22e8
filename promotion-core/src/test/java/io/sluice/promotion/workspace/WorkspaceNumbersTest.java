package io.sluice.promotion.workspace;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceNumbersTest {
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 100_001, Integer.MAX_VALUE})
    void limitsAreOneToAHundredThousand(int number) {
        assertRefused("limit.range", () -> new Limits(number, 1));
        assertRefused("limit.range", () -> new Limits(1, number));
    }

    @Test
    void limitsIncludeTheirBounds() {
        assertThat(new Limits(1, 100_000)).isEqualTo(new Limits(1, 100_000));
        assertThat(new Limits(100_000, 1).maxAgents()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 29, 36_501, 1_000_000_000})
    void retentionIsThirtyDaysToAHundredYears(int days) {
        assertRefused("retention.range", () -> new DataPolicy(false, false, days));
    }

    @Test
    void retentionIncludesItsBounds() {
        assertThat(new DataPolicy(true, true, 30).retentionDays()).isEqualTo(30);
        assertThat(new DataPolicy(true, true, 36_500).retentionDays()).isEqualTo(36_500);
    }

    @Test
    void theStandardsAreAllowed() {
        assertThat(Limits.STANDARD.maxAgents()).isEqualTo(100);
        assertThat(DataPolicy.STANDARD.piiAllowed()).isFalse();
    }
}
