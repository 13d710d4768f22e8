package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.PathStep.Event;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.flow.Edge;
import io.sluice.promotion.bpmn.verify.flow.Kind;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.flow.Trigger;
import io.sluice.promotion.bpmn.verify.search.Run.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What can happen in a process: where it comes to rest after its start, and what can happen next while it rests
 * somewhere. Nothing is assumed to happen in time, or at all.
 */
public final class TokenGame {
    private final ProcessGraph graph;
    private final Layout layout = new Layout();
    private final Places places;
    private final Facts facts;
    private final Machine machine;
    private final Violations violations = new Violations();

    private TokenGame(ProcessGraph graph, PolicyDemands demands, Pace pace) {
        this.graph = graph;
        this.places = new Places(graph, layout);
        this.facts = new Facts(graph, layout, demands.stages());
        places.seal();
        PolicyRules rules = new PolicyRules(graph, places, facts, demands, violations);
        this.machine = new Machine(graph, places, facts, rules, violations, pace);
    }

    /** Of a promotion process, judged by what a policy demands. */
    public static TokenGame of(ProcessGraph graph, PolicyDemands demands) {
        return new TokenGame(graph, demands, Pace.AS_DRAWN);
    }

    /** The same with approval steps that may be done at once. */
    static TokenGame approvedAtOnce(ProcessGraph graph, PolicyDemands demands) {
        return new TokenGame(graph, demands, Pace.APPROVED_AT_ONCE);
    }

    /** Of any process. */
    public static TokenGame general(ProcessGraph graph) {
        return new TokenGame(graph, new PolicyDemands(List.of(), false), Pace.UNKNOWN);
    }

    /** How the process can begin. */
    public List<Move> starts() {
        List<Move> moves = new ArrayList<>();
        for (int start : graph.starts(0)) {
            Run run = new Run(layout.empty());
            run.note(Event.STARTS, start, "");
            machine.begin(run, start);
            settle(run, moves);
        }
        if (moves.isEmpty() && graph.starts(0).length == 0) {
            Run run = new Run(layout.empty());
            machine.startWithoutEvent(run, 0);
            settle(run, moves);
        }
        return moves;
    }

    /** Everything that can happen next. */
    public List<Move> moves(State state) {
        List<Move> moves = new ArrayList<>();
        if (isOver(state)) {
            return moves;
        }
        for (Node node : graph.nodes()) {
            if (places.isActive(state.bits(), node.index())) {
                work(state, node, moves);
            }
            happen(state, node, moves);
            job(state, node, moves);
        }
        for (Edge edge : graph.edges()) {
            if (Places.isSet(places.arriving(edge.index()), state.bits())) {
                Run run = new Run(state.bits().clone());
                machine.arrive(run, edge.index());
                settle(run, moves);
            }
            if (Places.isSet(places.leaving(edge.index()), state.bits())) {
                begin(state, moves, run -> {
                    Places.clear(places.leaving(edge.index()), run.bits());
                    run.push(Act.ENTER, edge.index());
                });
            }
        }
        return moves;
    }

    /** Whether the process has ended. */
    public boolean isOver(State state) {
        return places.done().isSet(state.bits());
    }

    /** Ids of the elements at which something waits, gateways that wait for more ways to arrive included. */
    public SortedSet<String> waiting(State state) {
        SortedSet<String> ids = new TreeSet<>();
        for (Node node : graph.nodes()) {
            int index = node.index();
            if ((node.inner() < 0 && places.isActive(state.bits(), index))
                    || Places.isSet(places.before(index), state.bits())
                    || Places.isSet(places.after(index), state.bits())) {
                ids.add(node.id());
            }
        }
        for (Edge edge : graph.edges()) {
            if (Places.isSet(places.arrived(edge.index()), state.bits())
                    || Places.isSet(places.arriving(edge.index()), state.bits())) {
                ids.add(graph.node(edge.to()).id());
            }
            if (Places.isSet(places.leaving(edge.index()), state.bits())) {
                ids.add(graph.node(edge.from()).id());
            }
        }
        return ids;
    }

    Violations violations() {
        return violations;
    }

    Machine machine() {
        return machine;
    }

    ProcessGraph graph() {
        return graph;
    }

    /** Numbers of the flows over which something has arrived at a joining gateway that waits for more. */
    List<Edge> arrived(State state) {
        return graph.edges().stream()
                .filter(edge -> Places.isSet(places.arrived(edge.index()), state.bits()))
                .toList();
    }

    private void settle(Run run, List<Move> moves) {
        machine.settle(run).forEach(settled -> moves.add(new Move(graph, settled.trace(), new State(settled.bits()))));
    }

    /** Work that waits is done, or fails. */
    private void work(State state, Node node, List<Move> moves) {
        boolean isWork = node.kind() == Kind.TASK || node.kind() == Kind.THROW || node.kind() == Kind.END;
        if (!isWork || !node.waits()) {
            return;
        }
        for (String answer : facts.answers(state.bits(), node.meaning())) {
            begin(state, moves, run -> {
                Places.clear(places.active(node.index()), run.bits());
                places.forgetFirings(run.bits(), node.index());
                facts.complete(run.bits(), node, answer);
                run.note(Event.COMPLETES, node.index(), answer);
                run.push(Act.COMPLETE, node.index());
            });
        }
        for (String code : node.meaning().errors()) {
            Run run = new Run(state.bits().clone());
            machine.fail(run, node, code, failed -> settle(failed, moves));
        }
    }

    /** Something comes from outside that somebody waits for. */
    private void happen(State state, Node node, List<Move> moves) {
        boolean catches = node.kind() == Kind.CATCH || node.kind() == Kind.BOUNDARY || node.kind() == Kind.EVENT_SCOPE;
        if (catches && comes(node) && machine.throwing().isAwaited(state.bits(), node)) {
            begin(state, moves, run -> machine.throwing().occur(run, node));
        }
        boolean receives = node.kind() == Kind.TASK && node.waits() && !places.isActive(state.bits(), node.index());
        if (receives) {
            behindGateway(state, node, moves);
        }
    }

    private boolean comes(Node node) {
        return node.trigger().comesFromOutside()
                || (isGeneral() && (node.trigger() == Trigger.ERROR || node.trigger() == Trigger.ESCALATION));
    }

    private boolean isGeneral() {
        return machine.isGeneral();
    }

    /** A receive task behind an event-based gateway. */
    private void behindGateway(State state, Node node, List<Move> moves) {
        for (int edge : graph.incoming(node.index())) {
            int from = graph.edges().get(edge).from();
            if (graph.node(from).kind() == Kind.EVENT_BASED && places.isActive(state.bits(), from)) {
                begin(state, moves, run -> {
                    Places.clear(places.active(from), run.bits());
                    run.note(Event.COMPLETES, node.index(), "");
                    run.push(Act.COMPLETE, node.index());
                });
            }
        }
    }

    private void job(State state, Node node, List<Move> moves) {
        int index = node.index();
        if (Places.isSet(places.before(index), state.bits())) {
            begin(state, moves, run -> {
                Places.clear(places.before(index), run.bits());
                run.push(Act.START, index);
            });
        }
        if (Places.isSet(places.after(index), state.bits())) {
            begin(state, moves, run -> {
                Places.clear(places.after(index), run.bits());
                run.push(Act.LEAVE, index);
            });
        }
    }

    private void begin(State state, List<Move> moves, Consumer<Run> what) {
        Run run = new Run(state.bits().clone());
        what.accept(run);
        settle(run, moves);
    }
}
