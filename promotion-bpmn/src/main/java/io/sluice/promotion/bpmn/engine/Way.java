package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.process.TraceEntry.Step;
import java.util.List;

/**
 * What one process instance did in one command of the engine.
 *
 * @param process key of its definition
 * @param version of it
 * @param own whether the definition belongs to one organization
 * @param steps in order
 */
public record Way(String process, int version, boolean own, List<Step> steps) {
    /** Copies the list. */
    public Way {
        steps = List.copyOf(steps);
    }
}
