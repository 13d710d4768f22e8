package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.flow.Edge;
import io.sluice.promotion.bpmn.verify.flow.Kind;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** When a gateway that joins goes on. */
final class Joins {
    private final ProcessGraph graph;
    private final Places places;
    private final Map<Integer, BitSet> reachedFrom = new HashMap<>();

    Joins(ProcessGraph graph, Places places) {
        this.graph = graph;
        this.places = places;
    }

    /** A parallel one when all have arrived; an inclusive one when nobody is left who could still come. */
    boolean opens(Run run, Node gateway) {
        int[] incoming = graph.incoming(gateway.index());
        int arrived = 0;
        for (int edge : incoming) {
            if (Places.isSet(places.arrived(edge), run.bits())) {
                arrived++;
            }
        }
        return arrived == incoming.length || (gateway.kind() == Kind.INCLUSIVE && !isAwaited(run, gateway));
    }

    void take(Run run, Node gateway) {
        for (int edge : graph.incoming(gateway.index())) {
            Places.clear(places.arrived(edge), run.bits());
        }
    }

    /** The engine looks at the drawing alone: whether a way leads there, not whether it will be taken. */
    private boolean isAwaited(Run run, Node gateway) {
        for (Node node : graph.nodes()) {
            int index = node.index();
            boolean here = (places.isActive(run.bits(), index) && node.inner() < 0)
                    || Places.isSet(places.before(index), run.bits())
                    || Places.isSet(places.after(index), run.bits());
            if (here && canReach(index, gateway)) {
                return true;
            }
        }
        for (Edge edge : graph.edges()) {
            boolean elsewhere = edge.to() != gateway.index() && Places.isSet(places.arrived(edge.index()), run.bits());
            boolean coming = Places.isSet(places.arriving(edge.index()), run.bits())
                    || Places.isSet(places.leaving(edge.index()), run.bits());
            if ((elsewhere || coming) && canReach(edge.to(), gateway)) {
                return true;
            }
        }
        return run.hasPending(item -> canReach(origin(item), gateway));
    }

    private int origin(int item) {
        int index = Run.index(item);
        return switch (Run.act(item)) {
            case ENTER, TAKE -> graph.edges().get(index).to();
            case START, COMPLETE, LEAVE -> index;
            case CHECK -> -1;
        };
    }

    private boolean canReach(int from, Node gateway) {
        return from >= 0
                && graph.isWithin(graph.node(from).scope(), gateway.scope())
                && reachedFrom.computeIfAbsent(from, this::reachable).get(gateway.index());
    }

    private BitSet reachable(int from) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        open.push(from);
        while (!open.isEmpty()) {
            int node = open.pop();
            if (seen.get(node)) {
                continue;
            }
            seen.set(node);
            int[] outgoing = graph.outgoing(node);
            for (int edge : outgoing) {
                open.push(graph.edges().get(edge).to());
            }
            int around = graph.scopes().get(graph.node(node).scope()).node();
            if (outgoing.length == 0 && around >= 0) {
                open.push(around);
            }
        }
        return seen;
    }
}
