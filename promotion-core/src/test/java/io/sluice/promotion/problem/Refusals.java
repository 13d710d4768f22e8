package io.sluice.promotion.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something is refused as the catalogue of bad input says. */
public final class Refusals {
    private static final int MOST_ECHOED = 100;

    private Refusals() {}

    /** Asserts that the input is refused with this code, names its field, and is not echoed at length. */
    public static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidInputException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.field()).isPresent();
            assertThat(refusal.getMessage()).endsWith(".").hasSizeLessThan(2 * MOST_ECHOED);
            assertThat(refusal.retryable()).isFalse();
        });
    }
}
