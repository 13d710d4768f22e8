package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.PathStep.Event;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.flow.Kind;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.flow.Scope;
import io.sluice.promotion.bpmn.verify.flow.Trigger;
import io.sluice.promotion.bpmn.verify.search.Layout.Field;
import io.sluice.promotion.bpmn.verify.search.Run.Act;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Events that one part of a process makes happen in another. */
final class Throwing {
    private final ProcessGraph graph;
    private final Places places;
    private final Violations violations;
    private final Scopes scopes;

    Throwing(ProcessGraph graph, Places places, Violations violations, Scopes scopes) {
        this.graph = graph;
        this.places = places;
        this.violations = violations;
        this.scopes = scopes;
    }

    /** To the nearest event that catches it; false when there is none, and the run ends. */
    boolean error(Run run, Node origin, String code) {
        Optional<Node> catcher = catcher(origin, Trigger.ERROR, code);
        if (catcher.isEmpty()) {
            violations.add(
                    Rule.V_UNCAUGHT,
                    run,
                    origin.index(),
                    List.of(),
                    origin.element().shown() + " can throw "
                            + (code.isEmpty() ? "an error" : code)
                            + ", and nothing catches it: the process would stop there with a fault.",
                    "Attach a boundary event for " + (code.isEmpty() ? "the error" : code) + " to it.");
            return false;
        }
        Places.clear(places.active(origin.index()), run.bits());
        leaveCalled(run, origin, catcher.get());
        occur(run, catcher.get());
        return true;
    }

    /** A step of which nothing is known may throw whatever is caught at its border. */
    void anythingAtBorder(Run run, Node node, Consumer<Run> on) {
        for (int boundary : graph.boundaries(node.index())) {
            Trigger trigger = graph.node(boundary).trigger();
            if (trigger == Trigger.ERROR || trigger == Trigger.ESCALATION) {
                Run failing = run.copy();
                occur(failing, graph.node(boundary));
                on.accept(failing);
            }
        }
    }

    /** To the nearest event that catches it; without one, nothing happens. Whether the thrower goes on. */
    boolean escalation(Run run, Node origin) {
        Optional<Node> catcher = catcher(origin, Trigger.ESCALATION, origin.reference());
        catcher.ifPresent(found -> {
            leaveCalled(run, origin, found);
            occur(run, found);
        });
        return catcher.map(found -> !found.interrupting()).orElse(true);
    }

    private void leaveCalled(Run run, Node origin, Node catcher) {
        for (int scope = origin.scope();
                scope >= 0 && scope != catcher.scope();
                scope = graph.scopes().get(scope).parent()) {
            scopes.leave(run, scope);
        }
    }

    private Optional<Node> catcher(Node origin, Trigger trigger, String code) {
        Optional<Node> atBorder = best(graph.boundaries(origin.index()), trigger, code);
        int scope = origin.scope();
        while (atBorder.isEmpty() && scope >= 0) {
            Scope here = graph.scopes().get(scope);
            atBorder = best(others(graph.eventScopes(scope), origin), trigger, code);
            if (atBorder.isEmpty() && here.node() >= 0) {
                atBorder = best(graph.boundaries(here.node()), trigger, code);
            }
            scope = here.parent();
        }
        return atBorder;
    }

    /** What begins at an event does not catch what is thrown in itself; an escalation only when thrown right in it. */
    private int[] others(int[] eventScopes, Node origin) {
        return Arrays.stream(eventScopes)
                .filter(scope -> {
                    Node node = graph.node(scope);
                    return node.trigger() == Trigger.ESCALATION
                            ? node.inner() != origin.scope()
                            : !graph.isWithin(origin.scope(), node.inner());
                })
                .toArray();
    }

    /** One that names the code goes before one that catches all. */
    private Optional<Node> best(int[] candidates, Trigger trigger, String code) {
        Optional<Node> any = Optional.empty();
        for (int candidate : candidates) {
            Node node = graph.node(candidate);
            if (node.trigger() == trigger) {
                if (node.reference().equals(code) && !code.isEmpty()) {
                    return Optional.of(node);
                }
                if (node.reference().isEmpty() && any.isEmpty()) {
                    any = Optional.of(node);
                }
            }
        }
        return any;
    }

    /** Reaches whoever in this process waits for it now. */
    void signal(Run run, String name) {
        for (Node node : graph.nodes()) {
            if (node.trigger() == Trigger.SIGNAL && node.reference().equals(name) && isAwaited(run.bits(), node)) {
                occur(run, node);
            }
        }
    }

    /** Whether an event that comes now would be noticed. */
    boolean isAwaited(long[] bits, Node node) {
        return switch (node.kind()) {
            case CATCH -> places.isActive(bits, node.index()) || gatewayBefore(bits, node) >= 0;
            case BOUNDARY -> node.host() >= 0 && places.isActive(bits, node.host()) && mayComeAgain(bits, node);
            case EVENT_SCOPE ->
                isOpen(bits, node.scope())
                        && !(node.interrupting() && places.isActive(bits, node.index()))
                        && mayComeAgain(bits, node);
            default -> false;
        };
    }

    private boolean mayComeAgain(long[] bits, Node node) {
        Field fired = places.fired(node.index());
        return fired == null || fired.get(bits) < node.firings();
    }

    private boolean isOpen(long[] bits, int scope) {
        int opened = graph.scopes().get(scope).node();
        return opened < 0 ? !places.done().isSet(bits) : places.isActive(bits, opened);
    }

    private int gatewayBefore(long[] bits, Node node) {
        for (int edge : graph.incoming(node.index())) {
            int from = graph.edges().get(edge).from();
            if (graph.node(from).kind() == Kind.EVENT_BASED && places.isActive(bits, from)) {
                return from;
            }
        }
        return -1;
    }

    /** An event comes: what waits for it goes on, what it interrupts ends, what it begins begins. */
    void occur(Run run, Node node) {
        switch (node.kind()) {
            case BOUNDARY -> atBorder(run, node);
            case EVENT_SCOPE -> {
                if (node.interrupting()) {
                    run.note(Event.INTERRUPTS, node.index(), "");
                    scopes.sweep(run, node.scope());
                } else {
                    run.note(Event.BEGINS_BESIDE, node.index(), "");
                    count(run, node);
                }
                run.push(Act.START, node.index());
            }
            default -> {
                int gateway = gatewayBefore(run.bits(), node);
                Places.clear(places.active(gateway >= 0 ? gateway : node.index()), run.bits());
                run.note(Event.OCCURS, node.index(), "");
                run.push(Act.COMPLETE, node.index());
            }
        }
    }

    private void atBorder(Run run, Node node) {
        if (node.interrupting()) {
            run.note(Event.INTERRUPTS, node.index(), "");
            scopes.interrupt(run, graph.node(node.host()));
        } else {
            run.note(Event.BEGINS_BESIDE, node.index(), "");
            count(run, node);
        }
        Field before = places.before(node.index());
        if (before == null) {
            run.push(Act.START, node.index());
        } else {
            before.set(run.bits(), 1);
        }
    }

    private void count(Run run, Node node) {
        Field fired = places.fired(node.index());
        if (fired != null) {
            fired.set(run.bits(), fired.get(run.bits()) + 1);
        }
    }

    /** A jump to the event of the same name in the same scope. */
    void link(Run run, Node node) {
        graph.nodes().stream()
                .filter(other -> other.kind() == Kind.CATCH
                        && other.trigger() == Trigger.LINK
                        && other.scope() == node.scope()
                        && other.reference().equals(node.reference()))
                .findFirst()
                .ifPresentOrElse(
                        target -> run.push(Act.START, target.index()), () -> run.push(Act.COMPLETE, node.index()));
    }

    /** Undoes what is done in the scope of the thrower, or the one activity it names. */
    void undo(Run run, Node thrower) {
        List<Integer> handlers = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (isMeant(thrower, node)) {
                collect(run, node, handlers);
            }
        }
        if (handlers.isEmpty()) {
            allUndone(run, thrower);
            return;
        }
        handlers.forEach(handler -> run.push(Act.START, handler));
    }

    private boolean isMeant(Node thrower, Node node) {
        return thrower.reference().isEmpty()
                ? node.scope() == thrower.scope()
                : node.element().id().equals(thrower.reference());
    }

    /** Its own handler, or those of what lies in it. */
    private void collect(Run run, Node node, List<Integer> handlers) {
        Field completed = places.completed(node.index());
        if (completed != null && completed.isSet(run.bits())) {
            completed.set(run.bits(), 0);
            graph.handler(node.index()).ifPresentOrElse(handlers::add, () -> compensationScope(node, handlers));
        } else if (completed == null && node.inner() >= 0 && !places.isActive(run.bits(), node.index())) {
            for (int inner : graph.nodesIn(node.inner())) {
                collect(run, graph.node(inner), handlers);
            }
        }
    }

    private void compensationScope(Node node, List<Integer> handlers) {
        for (int inner : graph.eventScopes(node.inner())) {
            if (graph.node(inner).compensates()) {
                handlers.add(inner);
            }
        }
    }

    /** One handler is done; whoever waits for the last one goes on. */
    void undone(Run run, Node handler) {
        run.note(Event.COMPENSATES, handler.index(), "");
        boolean more =
                graph.nodes().stream().anyMatch(node -> node.compensates() && places.isActive(run.bits(), node.index()))
                        || run.hasPending(item -> Run.act(item) != Act.CHECK
                                && Run.act(item) != Act.ENTER
                                && Run.act(item) != Act.TAKE
                                && graph.node(Run.index(item)).compensates());
        if (!more) {
            graph.nodes().stream()
                    .filter(node -> Places.undoes(node) && places.isActive(run.bits(), node.index()))
                    .findFirst()
                    .ifPresent(thrower -> allUndone(run, thrower));
        }
    }

    private void allUndone(Run run, Node thrower) {
        Places.clear(places.active(thrower.index()), run.bits());
        int transaction = graph.scopes().get(thrower.scope()).node();
        if (thrower.trigger() != Trigger.CANCEL || transaction < 0) {
            run.push(Act.COMPLETE, thrower.index());
            return;
        }
        scopes.interrupt(run, graph.node(transaction));
        for (int boundary : graph.boundaries(transaction)) {
            if (graph.node(boundary).trigger() == Trigger.CANCEL) {
                run.note(Event.INTERRUPTS, boundary, "");
                run.push(Act.START, boundary);
                return;
            }
        }
        run.push(Act.COMPLETE, transaction);
    }
}
