package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.Limits;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Visits every state, breadth first, and remembers how it came there. */
final class Explorer {
    private final TokenGame game;
    private final Limits limits;
    private final long began = processorTime();
    private final Map<State, Integer> numbers = new HashMap<>();
    private final List<State> states = new ArrayList<>();
    private final List<@Nullable Trace> traces = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<int[]> next = new ArrayList<>();
    private boolean complete = true;

    Explorer(TokenGame game, Limits limits) {
        this.game = game;
        this.limits = limits;
    }

    /** Goes everywhere, or until a limit is reached. */
    void explore() {
        game.violations().comingFrom(-1);
        arrive(game.starts(), -1);
        for (int here = 0; here < states.size() && complete; here++) {
            game.violations().comingFrom(here);
            next.add(arrive(game.moves(states.get(here)), here));
        }
        while (next.size() < states.size()) {
            next.add(new int[0]);
        }
    }

    private int[] arrive(List<Move> moves, int from) {
        int[] reached = new int[moves.size()];
        for (int i = 0; i < reached.length; i++) {
            Move move = moves.get(i);
            Integer known = numbers.get(move.to());
            if (known == null) {
                known = states.size();
                numbers.put(move.to(), known);
                states.add(move.to());
                traces.add(move.trace());
                parents.add(from);
            }
            reached[i] = known;
        }
        if (states.size() > limits.states() || spent().compareTo(limits.time()) > 0) {
            complete = false;
        }
        return reached;
    }

    private Duration spent() {
        return Duration.ofNanos(processorTime() - began);
    }

    /** Of this thread, so that the answer does not depend on what else the machine does. */
    private static long processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Whether no limit was reached. */
    boolean isComplete() {
        return complete;
    }

    int size() {
        return states.size();
    }

    State state(int number) {
        return states.get(number);
    }

    /** Numbers of the states that follow. */
    int[] next(int number) {
        return next.get(number);
    }

    int parent(int number) {
        return parents.get(number);
    }

    /** What happened right before a state was reached first. */
    @Nullable
    Trace trace(int number) {
        return traces.get(number);
    }

    /** For every state whether it can still come to one of these. */
    boolean[] canReach(boolean[] wanted) {
        int[] counts = new int[states.size()];
        next.forEach(targets -> Arrays.stream(targets).forEach(target -> counts[target]++));
        int[][] before = new int[states.size()][];
        for (int i = 0; i < before.length; i++) {
            before[i] = new int[counts[i]];
        }
        for (int from = 0; from < states.size(); from++) {
            for (int to : next.get(from)) {
                before[to][--counts[to]] = from;
            }
        }
        boolean[] reaches = wanted.clone();
        int[] open = new int[states.size()];
        int size = 0;
        for (int i = 0; i < reaches.length; i++) {
            if (reaches[i]) {
                open[size++] = i;
            }
        }
        while (size > 0) {
            for (int from : before[open[--size]]) {
                if (!reaches[from]) {
                    reaches[from] = true;
                    open[size++] = from;
                }
            }
        }
        return reaches;
    }
}
