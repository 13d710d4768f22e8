package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is broken.
 *
 * @param node where; -1 for the process as a whole
 * @param others further nodes it is about
 * @param state number of the state from which it came to it; -1 before the first one
 * @param trace what happened since
 */
record Violation(
        Rule rule,
        Severity severity,
        int node,
        List<Integer> others,
        String message,
        String repair,
        int state,
        @Nullable Trace trace) {
    /** Two violations of one name are one finding. */
    String name() {
        boolean oneEach = rule == Rule.S_STUCK && node >= 0;
        return rule + ":" + node + (oneEach ? "" : ":" + others);
    }
}
