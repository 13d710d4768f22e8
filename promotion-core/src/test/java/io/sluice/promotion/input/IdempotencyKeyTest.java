package io.sluice.promotion.input;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "schl\u00fcssel", "a\0", "a\n", "\ud83d\ude00"})
    void refusesWhatIsNotPrintableAscii(String key) {
        assertRefused("idempotency.format", () -> new IdempotencyKey(key));
    }

    @Test
    void takesUpTo128Characters() {
        assertThat(new IdempotencyKey("k".repeat(128)).value()).hasSize(128);
        assertRefused("idempotency.format", () -> new IdempotencyKey("k".repeat(129)));
    }

    @Test
    void makesKeysThatNobodyUsedBefore() {
        assertThat(IdempotencyKey.unique()).isNotEqualTo(IdempotencyKey.unique());
    }
}
