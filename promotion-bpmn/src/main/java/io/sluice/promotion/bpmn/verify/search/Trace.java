package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.PathStep.Event;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened, newest first. Without an event it is a flow that was taken.
 *
 * @param index of the node or the flow
 */
record Trace(@Nullable Trace earlier, @Nullable Event event, int index, String detail) {
    /** In the order in which it happened. */
    static List<PathStep> steps(ProcessGraph graph, @Nullable Trace newest) {
        List<PathStep> steps = new ArrayList<>();
        List<String> flows = new ArrayList<>();
        for (Trace here = newest; here != null; here = here.earlier()) {
            if (here.event() == null) {
                flows.add(graph.edges().get(here.index()).element().id());
            } else {
                Collections.reverse(flows);
                steps.add(new PathStep(graph.node(here.index()).element(), here.event(), here.detail(), flows));
                flows = new ArrayList<>();
            }
        }
        if (newest != null && !flows.isEmpty()) {
            Collections.reverse(flows);
            steps.add(new PathStep(source(graph, newest).element(), Event.PASSES, "", flows));
        }
        Collections.reverse(steps);
        return steps;
    }

    /** Where a way began that a job took on: the node that the oldest flow leaves. */
    private static Node source(ProcessGraph graph, Trace newest) {
        Trace oldest = newest;
        for (Trace here = newest; here != null; here = here.earlier()) {
            oldest = here;
        }
        return graph.node(graph.edges().get(oldest.index()).from());
    }
}
