package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Collects what is broken, each thing once: the first way to it is the shortest. */
final class Violations {
    /** What stops the process on the way that shows it, so that nothing is known of what would have come. */
    private static final Set<Rule> STOPPING = EnumSet.of(
            Rule.S_SYNC,
            Rule.S_ENDLESS,
            Rule.V_UNCAUGHT,
            Rule.V_NODEFAULT,
            Rule.V_CONDITION,
            Rule.P_PARALLEL,
            Rule.P_ONCE,
            Rule.P_OUTCOME,
            Rule.P_TRUTH);

    private final Map<String, Violation> found = new LinkedHashMap<>();
    private final BitSet stopped = new BitSet();
    private int state = -1;

    /** From here on things happen after this state. */
    void comingFrom(int number) {
        state = number;
    }

    void add(Rule rule, Run run, int node, List<Integer> others, String message, String repair) {
        add(rule, rule.severity(), run, node, others, message, repair);
    }

    void add(Rule rule, Severity severity, Run run, int node, List<Integer> others, String message, String repair) {
        add(new Violation(rule, severity, node, others, message, repair, state, run.trace()));
    }

    void add(Violation violation) {
        if (STOPPING.contains(violation.rule()) && violation.state() >= 0) {
            stopped.set(violation.state());
        }
        found.putIfAbsent(violation.name(), violation);
    }

    Collection<Violation> all() {
        return found.values();
    }

    /** Whether a way that leads on from this state is cut off by a violation. */
    boolean isStopped(int number) {
        return stopped.get(number);
    }

    /** The violations at which a way was cut off. */
    Stream<Violation> stopping() {
        return found.values().stream().filter(violation -> STOPPING.contains(violation.rule()));
    }

    boolean hasAny(Rule rule) {
        return found.values().stream().anyMatch(violation -> violation.rule() == rule);
    }
}
