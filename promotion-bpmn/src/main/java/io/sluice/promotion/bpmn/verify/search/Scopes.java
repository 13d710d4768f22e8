package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.flow.Kind;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.search.Run.Act;

/** How scopes come to their end: when nothing is left in them, or when something sweeps them. */
final class Scopes {
    private final ProcessGraph graph;
    private final Places places;
    private final Facts facts;
    private final PolicyRules rules;
    private final boolean general;

    Scopes(ProcessGraph graph, Places places, Facts facts, PolicyRules rules, boolean general) {
        this.graph = graph;
        this.places = places;
        this.facts = facts;
        this.rules = rules;
        this.general = general;
    }

    /** A path has ended: the scope ends with its last one. */
    void check(Run run, int scope, int last) {
        if (!places.anythingIn(run.bits(), scope) && !run.hasPending(item -> isIn(item, scope))) {
            finish(run, scope, last);
        }
    }

    private boolean isIn(int item, int scope) {
        int index = Run.index(item);
        return switch (Run.act(item)) {
            case ENTER, TAKE ->
                graph.isWithin(graph.node(graph.edges().get(index).to()).scope(), scope);
            case START, COMPLETE, LEAVE -> graph.isWithin(graph.node(index).scope(), scope);
            case CHECK -> false;
        };
    }

    private void finish(Run run, int scope, int last) {
        int opened = graph.scopes().get(scope).node();
        if (opened < 0) {
            places.done().set(run.bits(), 1);
            if (!general) {
                rules.over(run, last);
            }
            places.sweep(run.bits(), scope);
            return;
        }
        Node node = graph.node(opened);
        leave(run, scope);
        Places.clear(places.active(opened), run.bits());
        places.forgetFirings(run.bits(), opened);
        if (node.kind() == Kind.EVENT_SCOPE && !node.compensates()) {
            run.push(Act.CHECK, node.scope());
        } else {
            run.push(Act.COMPLETE, opened);
        }
    }

    /** What a called process hands to its caller, at its end and when an error leaves it. */
    void leave(Run run, int scope) {
        int parent = graph.scopes().get(scope).parent();
        int instance = graph.scopes().get(scope).instance();
        if (parent >= 0 && graph.scopes().get(parent).instance() != instance) {
            facts.answer(run.bits(), instance, graph.scopes().get(parent).instance());
        }
    }

    /** Everything in the scope ends, and with it the scope. */
    void terminate(Run run, Node end) {
        sweep(run, end.scope());
        finish(run, end.scope(), end.index());
    }

    /** Breaks off what runs in a scope. */
    void sweep(Run run, int scope) {
        for (Node node : graph.nodes()) {
            if (node.meaning().effect().isPresent()
                    && places.isActive(run.bits(), node.index())
                    && graph.isWithin(node.scope(), scope)) {
                facts.fail(run.bits(), node);
            }
        }
        places.sweep(run.bits(), scope);
        run.dropPending(item -> isIn(item, scope));
    }

    /** Breaks off what runs in a node. */
    void interrupt(Run run, Node node) {
        if (node.inner() >= 0) {
            sweep(run, node.inner());
        } else if (places.isActive(run.bits(), node.index())) {
            facts.fail(run.bits(), node);
        }
        Places.clear(places.active(node.index()), run.bits());
        places.forgetFirings(run.bits(), node.index());
    }
}
