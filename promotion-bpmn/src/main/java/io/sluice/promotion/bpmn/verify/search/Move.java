package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that can happen next, and where the process then comes to rest. */
public final class Move {
    private final ProcessGraph graph;
    private final @Nullable Trace trace;
    private final State to;

    Move(ProcessGraph graph, @Nullable Trace trace, State to) {
        this.graph = graph;
        this.trace = trace;
        this.to = to;
    }

    /** What happens, in order; the first step is what came from outside. */
    public List<PathStep> steps() {
        return Trace.steps(graph, trace);
    }

    /** Where the process then stands. */
    public State to() {
        return to;
    }

    @Nullable
    Trace trace() {
        return trace;
    }
}
