package io.sluice.promotion.bpmn.verify.search;

import java.util.Arrays;

/** Where a process stands while nothing runs: what waits where, and what is known of its promotion. Immutable. */
public final class State {
    private final long[] bits;

    State(long[] bits) {
        this.bits = bits;
    }

    /** For reading only. */
    long[] bits() {
        return bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State state && Arrays.equals(bits, state.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
