package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.PathStep.Event;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.flow.Edge;
import io.sluice.promotion.bpmn.verify.flow.Guard.Values;
import io.sluice.promotion.bpmn.verify.flow.Kind;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.flow.Truth;
import io.sluice.promotion.bpmn.verify.search.Run.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Which flows a process takes when it leaves a node. */
final class Choices {
    private final ProcessGraph graph;
    private final Facts facts;
    private final Violations violations;
    private final boolean general;

    Choices(ProcessGraph graph, Facts facts, Violations violations, boolean general) {
        this.graph = graph;
        this.facts = facts;
        this.violations = violations;
        this.general = general;
    }

    void leave(Run run, Node node, Consumer<Run> on) {
        if (node.kind() == Kind.PARALLEL) {
            List<Integer> all = new ArrayList<>();
            for (int edge : graph.outgoing(node.index())) {
                all.add(edge);
            }
            take(run, node, all, on);
            return;
        }
        Values values =
                facts.values(run.bits(), graph.scopes().get(node.scope()).instance());
        if (node.kind() == Kind.EXCLUSIVE) {
            one(run, node, values, on);
        } else {
            some(run, node, values, 0, new ArrayList<>(), on);
        }
    }

    /** The first flow that holds, in the order of the file. */
    private void one(Run run, Node node, Values values, Consumer<Run> on) {
        OptionalInt otherwise = graph.defaultFlow(node.index());
        for (int edge : graph.outgoing(node.index())) {
            if (otherwise.isPresent() && otherwise.getAsInt() == edge) {
                continue;
            }
            Truth truth = judge(graph.edges().get(edge), node, values);
            if (truth == Truth.FAULT) {
                fault(run, node, edge);
                return;
            }
            if (truth == Truth.TRUE) {
                take(run, node, List.of(edge), on);
                return;
            }
            if (truth == Truth.UNKNOWN) {
                take(run.copy(), node, List.of(edge), on);
            }
        }
        otherwise(run, node, on);
    }

    /** Every flow that holds; from a sub-set of those that may hold. */
    private void some(Run run, Node node, Values values, int from, List<Integer> taken, Consumer<Run> on) {
        OptionalInt otherwise = graph.defaultFlow(node.index());
        int[] outgoing = graph.outgoing(node.index());
        for (int i = from; i < outgoing.length; i++) {
            int edge = outgoing[i];
            if (otherwise.isPresent() && otherwise.getAsInt() == edge) {
                continue;
            }
            Truth truth = judge(graph.edges().get(edge), node, values);
            if (truth == Truth.FAULT) {
                fault(run, node, edge);
                return;
            }
            if (truth == Truth.UNKNOWN) {
                some(run.copy(), node, values, i + 1, new ArrayList<>(taken), on);
            }
            if (truth != Truth.FALSE) {
                taken.add(edge);
            }
        }
        if (taken.isEmpty()) {
            otherwise(run, node, on);
        } else {
            take(run, node, taken, on);
        }
    }

    /** Nothing is known of the conditions of a process that is judged in general, and gateways have them all the same. */
    private Truth judge(Edge edge, Node node, Values values) {
        if (general) {
            boolean decides = node.kind() == Kind.EXCLUSIVE || node.kind() == Kind.INCLUSIVE;
            boolean several = graph.outgoing(node.index()).length > 1;
            return several && (decides || edge.guard().isPresent()) ? Truth.UNKNOWN : Truth.TRUE;
        }
        return edge.guard().map(guard -> guard.judge(values)).orElse(Truth.TRUE);
    }

    private void otherwise(Run run, Node node, Consumer<Run> on) {
        OptionalInt otherwise = graph.defaultFlow(node.index());
        if (otherwise.isPresent()) {
            take(run, node, List.of(otherwise.getAsInt()), on);
        } else if (!general) {
            run.note(Event.PASSES, node.index(), "");
            violations.add(
                    Rule.V_NODEFAULT,
                    run,
                    node.index(),
                    List.of(),
                    "Behind " + node.element().shown() + " no flow may hold, and the process then stops with a fault.",
                    "Make one of its flows the default flow.");
        }
    }

    private void fault(Run run, Node node, int edge) {
        String text = graph.edges().get(edge).guard().orElseThrow().text();
        run.note(Event.PASSES, node.index(), "");
        violations.add(
                Rule.V_CONDITION,
                Severity.ERROR,
                run,
                node.index(),
                List.of(),
                "The condition " + text + " behind " + node.element().shown()
                        + " can be asked before anything has answered it, and the process then stops with a fault.",
                "Ask it behind the step that writes the variable.");
    }

    /**
     * Put down in reverse, so that the first one runs first. When a step that waited is left by several flows, the engine
     * runs the last one first.
     */
    private void take(Run run, Node node, List<Integer> edges, Consumer<Run> on) {
        if (isChoice(node)) {
            String names = edges.size() == 1
                    ? graph.edges().get(edges.get(0)).element().name()
                    : "";
            run.note(Event.PASSES, node.index(), names);
        }
        boolean lastFirst = node.waits() && !node.asyncAfter();
        for (int i = 0; i < edges.size(); i++) {
            int edge = edges.get(lastFirst ? i : edges.size() - 1 - i);
            run.push(node.asyncAfter() ? Act.TAKE : Act.ENTER, edge);
        }
        on.accept(run);
    }

    private boolean isChoice(Node node) {
        return (node.kind() == Kind.EXCLUSIVE || node.joins()) && graph.outgoing(node.index()).length > 1;
    }
}
