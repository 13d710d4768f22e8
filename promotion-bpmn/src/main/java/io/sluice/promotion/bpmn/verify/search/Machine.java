package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.PathStep.Event;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.flow.Kind;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.flow.Trigger;
import io.sluice.promotion.bpmn.verify.search.Layout.Field;
import io.sluice.promotion.bpmn.verify.search.Run.Act;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a process run to its next pause, in every way that the file leaves open, as the engine does: in one transaction,
 * one way after the other.
 */
final class Machine {
    /** From so many steps on, a run is watched for going in circles. */
    private static final int WATCHED = 200;

    /** No process does so much without a pause, unless it never pauses. */
    private static final int MOST_STEPS = 20_000;

    private static final int MOST_PENDING = 500;

    private final ProcessGraph graph;
    private final Places places;
    private final Facts facts;
    private final PolicyRules rules;
    private final Violations violations;
    private final Choices choices;
    private final Joins joins;
    private final Throwing throwing;
    private final Scopes scopes;
    private final Pace pace;
    private final boolean general;
    private final Set<Integer> reached = new HashSet<>();

    Machine(ProcessGraph graph, Places places, Facts facts, PolicyRules rules, Violations violations, Pace pace) {
        this.graph = graph;
        this.places = places;
        this.facts = facts;
        this.rules = rules;
        this.violations = violations;
        this.pace = pace;
        this.general = pace == Pace.UNKNOWN;
        this.scopes = new Scopes(graph, places, facts, rules, pace == Pace.UNKNOWN);
        this.choices = new Choices(graph, facts, violations, pace == Pace.UNKNOWN);
        this.joins = new Joins(graph, places);
        this.throwing = new Throwing(graph, places, violations, scopes);
    }

    Throwing throwing() {
        return throwing;
    }

    boolean isGeneral() {
        return general;
    }

    /** Numbers of the nodes that were reached so far. */
    Set<Integer> reached() {
        return reached;
    }

    /** Everything a run can come to. */
    List<Run> settle(Run start) {
        List<Run> settled = new ArrayList<>();
        Deque<Run> open = new ArrayDeque<>(List.of(start));
        Set<String> moments = new HashSet<>();
        int steps = 0;
        while (!open.isEmpty()) {
            Run run = open.pop();
            if (run.isAtRest()) {
                settled.add(run);
            } else if (steps > MOST_STEPS || run.pending() > MOST_PENDING) {
                neverPauses(run);
                return settled;
            } else if (++steps < WATCHED || moments.add(run.moment())) {
                advance(run, open::addLast);
            }
        }
        return settled;
    }

    private void neverPauses(Run run) {
        violations.add(
                Rule.S_ENDLESS,
                Severity.ERROR,
                run,
                -1,
                List.of(),
                "The process goes round in a loop in which it never waits.",
                "Put a task, a timer or a message into the loop.");
    }

    private void advance(Run run, Consumer<Run> on) {
        int item = run.pop();
        int index = Run.index(item);
        switch (Run.act(item)) {
            case ENTER -> enter(run, index, on);
            case TAKE -> {
                if (occupy(
                        run,
                        places.leaving(index),
                        graph.node(graph.edges().get(index).from()))) {
                    on.accept(run);
                }
            }
            case START -> start(run, graph.node(index), on);
            case COMPLETE -> {
                reached.add(index);
                complete(run, graph.node(index));
                on.accept(run);
            }
            case LEAVE -> leave(run, graph.node(index), on);
            case CHECK -> {
                scopes.check(run, index, -1);
                on.accept(run);
            }
        }
    }

    private void enter(Run run, int edge, Consumer<Run> on) {
        Node node = graph.node(graph.edges().get(edge).to());
        run.noteFlow(edge);
        if (node.joins()) {
            Field place = node.asyncBefore() ? places.arriving(edge) : places.arrived(edge);
            if (occupy(run, place, node)) {
                reached.add(node.index());
                if (!node.asyncBefore()) {
                    join(run, node);
                }
                on.accept(run);
            }
        } else if (node.asyncBefore()) {
            if (occupy(run, places.before(node.index()), node)) {
                reached.add(node.index());
                on.accept(run);
            }
        } else {
            run.push(Act.START, node.index());
            on.accept(run);
        }
    }

    /** A job before a joining gateway has run. */
    void arrive(Run run, int edge) {
        Node node = graph.node(graph.edges().get(edge).to());
        Places.clear(places.arriving(edge), run.bits());
        if (occupy(run, places.arrived(edge), node)) {
            join(run, node);
        }
    }

    private void join(Run run, Node node) {
        if (joins.opens(run, node)) {
            joins.take(run, node);
            run.push(Act.COMPLETE, node.index());
        }
    }

    /** Puts something where nothing may be yet; what would be there twice is a violation, and the run ends. */
    private boolean occupy(Run run, @Nullable Field place, Node node) {
        if (place == null) {
            return true;
        }
        if (place.isSet(run.bits())) {
            run.note(Event.WAITS, node.index(), "");
            violations.add(
                    Rule.S_SYNC,
                    run,
                    node.index(),
                    List.of(),
                    node.element().shown()
                            + (node.joins()
                                    ? " is reached a second time over the same flow before it has gone on."
                                    : " would run twice at the same time: two branches arrive at it and nothing joins"
                                            + " them before."),
                    "Join the branches with a parallel gateway before it.");
            return false;
        }
        place.set(run.bits(), 1);
        return true;
    }

    private void start(Run run, Node node, Consumer<Run> on) {
        reached.add(node.index());
        if (node.skippable() && node.kind() != Kind.EVENT_SCOPE) {
            Run skipping = run.copy();
            skipping.note(Event.SKIPS, node.index(), "");
            skipping.push(Act.COMPLETE, node.index());
            on.accept(skipping);
        }
        switch (node.kind()) {
            case START, BOUNDARY, EXCLUSIVE, PARALLEL, INCLUSIVE -> {
                run.push(Act.COMPLETE, node.index());
                on.accept(run);
            }
            case SCOPE, EVENT_SCOPE -> open(run, node, on);
            case TASK, EVENT_BASED, CATCH, THROW, END -> work(run, node, on);
        }
    }

    private void open(Run run, Node node, Consumer<Run> on) {
        if (!occupy(run, places.active(node.index()), node)) {
            return;
        }
        places.forgetFirings(run.bits(), node.index());
        int inner = node.inner();
        int instance = graph.scopes().get(inner).instance();
        int caller = graph.scopes().get(node.scope()).instance();
        if (instance != caller) {
            facts.call(run.bits(), instance, caller);
        }
        int[] starts = graph.starts(inner);
        if (starts.length == 0) {
            startWithoutEvent(run, inner);
            on.accept(run);
            return;
        }
        for (int begin : starts) {
            Run beginning = starts.length == 1 ? run : run.copy();
            begin(beginning, begin);
            on.accept(beginning);
        }
    }

    /** Where a scope begins, which can wait for a job as well. */
    void begin(Run run, int start) {
        Field before = places.before(start);
        if (before == null) {
            run.push(Act.START, start);
        } else {
            before.set(run.bits(), 1);
        }
    }

    /** The engine asks for a start event; a drawing of which nothing is known may do without one. */
    void startWithoutEvent(Run run, int scope) {
        run.push(Act.CHECK, scope);
        if (general) {
            for (int begin : graph.implicitStarts(scope)) {
                run.push(Act.START, begin);
            }
        }
    }

    private void work(Run run, Node node, Consumer<Run> on) {
        if (!rules.begins(run, node)) {
            return;
        }
        if (node.kind() == Kind.END) {
            run.note(Event.ENDS, node.index(), node.meaning().outcome());
            if (!rules.ends(run, node)) {
                return;
            }
        }
        facts.begin(run.bits(), node);
        if (pace == Pace.APPROVED_AT_ONCE && node.meaning().is(Effect.APPROVAL)) {
            settle(run.copy(), node, on);
        }
        if (node.waits()) {
            if (occupy(run, places.active(node.index()), node)) {
                places.forgetFirings(run.bits(), node.index());
                if (node.kind() != Kind.END) {
                    run.note(Event.WAITS, node.index(), "");
                }
                on.accept(run);
            }
            return;
        }
        if (general) {
            throwing.anythingAtBorder(run, node, on);
        }
        for (String code : node.meaning().errors()) {
            Run failing = run.copy();
            fail(failing, node, code, on);
        }
        if (node.kind() == Kind.TASK) {
            run.note(Event.PASSES, node.index(), "");
            facts.complete(run.bits(), node, "");
        }
        happen(run, node, on);
    }

    /** Nobody is asked any more. */
    private void settle(Run run, Node node, Consumer<Run> on) {
        String answer = facts.isRejected(run.bits()) ? Facts.REJECTED : Facts.APPROVED;
        run.note(Event.COMPLETES, node.index(), answer);
        facts.complete(run.bits(), node, answer);
        run.push(Act.COMPLETE, node.index());
        on.accept(run);
    }

    /** The step throws an error of its own. */
    void fail(Run run, Node node, String code, Consumer<Run> on) {
        run.note(Event.THROWS, node.index(), code);
        facts.fail(run.bits(), node);
        if (throwing.error(run, node, code)) {
            on.accept(run);
        }
    }

    /** What an event does that does not wait. */
    private void happen(Run run, Node node, Consumer<Run> on) {
        boolean throwsIt = node.kind() == Kind.THROW || node.kind() == Kind.END;
        if (throwsIt && node.kind() == Kind.THROW) {
            run.note(node.trigger() == Trigger.NONE ? Event.PASSES : Event.THROWS, node.index(), node.reference());
        }
        switch (throwsIt ? node.trigger() : Trigger.NONE) {
            case ERROR -> {
                if (throwing.error(run, node, node.reference())) {
                    on.accept(run);
                }
            }
            case TERMINATE -> {
                scopes.terminate(run, node);
                on.accept(run);
            }
            case SIGNAL -> {
                throwing.signal(run, node.reference());
                run.push(Act.COMPLETE, node.index());
                on.accept(run);
            }
            case ESCALATION -> {
                if (throwing.escalation(run, node)) {
                    run.push(Act.COMPLETE, node.index());
                }
                on.accept(run);
            }
            case COMPENSATION, CANCEL -> {
                if (occupy(run, places.active(node.index()), node)) {
                    throwing.undo(run, node);
                    on.accept(run);
                }
            }
            case LINK -> {
                throwing.link(run, node);
                on.accept(run);
            }
            default -> {
                run.push(Act.COMPLETE, node.index());
                on.accept(run);
            }
        }
    }

    private void complete(Run run, Node node) {
        Field completed = places.completed(node.index());
        if (completed != null) {
            completed.set(run.bits(), 1);
        }
        Field after = places.after(node.index());
        if (after == null) {
            run.push(Act.LEAVE, node.index());
        } else if (!occupy(run, after, node)) {
            run.dropPending(item -> true);
        }
    }

    private void leave(Run run, Node node, Consumer<Run> on) {
        if (node.compensates()) {
            throwing.undone(run, node);
            on.accept(run);
        } else if (node.kind() == Kind.END || graph.outgoing(node.index()).length == 0) {
            scopes.check(run, node.scope(), node.index());
            on.accept(run);
        } else {
            choices.leave(run, node, on);
        }
    }
}
