package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.PathStep.Event;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A process on the move, between two pauses: what it runs next lies on a stack, because the engine follows one way to
 * its next pause before it turns to the one beside it.
 */
final class Run {
    /** What is to be done; the number beside it says at which flow, node or scope. */
    enum Act {
        ENTER,
        /** Waits for a job and then enters. */
        TAKE,
        START,
        COMPLETE,
        LEAVE,
        CHECK
    }

    private static final Act[] ACTS = Act.values();
    private static final int SHIFT = 3;

    private final long[] bits;
    private int[] stack;
    private int size;
    private @Nullable Trace trace;

    Run(long[] bits) {
        this(bits, new int[8], 0, null);
    }

    private Run(long[] bits, int[] stack, int size, @Nullable Trace trace) {
        this.bits = bits;
        this.stack = stack;
        this.size = size;
        this.trace = trace;
    }

    Run copy() {
        return new Run(bits.clone(), stack.clone(), size, trace);
    }

    /** This run as it will be called in a finding: the same, and one thing more has happened. */
    Run with(Event event, int node) {
        return new Run(bits, stack, size, new Trace(trace, event, node, ""));
    }

    long[] bits() {
        return bits;
    }

    @Nullable
    Trace trace() {
        return trace;
    }

    /** An item never leaves the search, so the numbers of the acts mean nothing to anybody else. */
    @SuppressWarnings("EnumOrdinal")
    void push(Act act, int index) {
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, 2 * size);
        }
        stack[size++] = (index << SHIFT) | act.ordinal();
    }

    boolean isAtRest() {
        return size == 0;
    }

    /** How much is yet to be done. */
    int pending() {
        return size;
    }

    int pop() {
        return stack[--size];
    }

    static Act act(int item) {
        return ACTS[item & ((1 << SHIFT) - 1)];
    }

    static int index(int item) {
        return item >> SHIFT;
    }

    boolean hasPending(IntPredicate item) {
        for (int i = 0; i < size; i++) {
            if (item.test(stack[i])) {
                return true;
            }
        }
        return false;
    }

    void dropPending(IntPredicate item) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!item.test(stack[i])) {
                stack[kept++] = stack[i];
            }
        }
        size = kept;
    }

    void note(Event event, int node, String detail) {
        trace = new Trace(trace, event, node, detail);
    }

    void noteFlow(int edge) {
        trace = new Trace(trace, null, edge, "");
    }

    /** Names this moment, to notice when it comes again. */
    String moment() {
        return Arrays.toString(bits) + Arrays.toString(Arrays.copyOf(stack, size));
    }
}
