package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.flow.Edge;
import io.sluice.promotion.bpmn.verify.flow.Kind;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.flow.Trigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the visited states say as a whole: where a process waits for ever, and what can never run. */
final class Soundness {
    private final TokenGame game;
    private final ProcessGraph graph;
    private final Explorer explorer;

    Soundness(TokenGame game, Explorer explorer) {
        this.game = game;
        this.graph = game.graph();
        this.explorer = explorer;
    }

    /** Adds what it finds; call it when every state was visited. */
    void judge() {
        boolean[] good = new boolean[explorer.size()];
        for (int i = 0; i < good.length; i++) {
            good[i] = game.isOver(explorer.state(i)) || game.violations().isStopped(i);
        }
        boolean[] canEnd = explorer.canReach(good);
        for (int i = 0; i < canEnd.length; i++) {
            if (!canEnd[i] && explorer.next(i).length == 0) {
                stuck(i);
            }
        }
        if (!game.violations().hasAny(Rule.S_STUCK)) {
            for (int i = 0; i < canEnd.length; i++) {
                if (!canEnd[i]) {
                    circling(i);
                    break;
                }
            }
        }
        dead();
    }

    private void stuck(int state) {
        List<Edge> arrived = game.arrived(explorer.state(state));
        if (arrived.isEmpty()) {
            String where = String.join(", ", game.waiting(explorer.state(state)));
            add(
                    Rule.S_STUCK,
                    -1,
                    List.of(),
                    "The process waits for ever" + (where.isEmpty() ? "" : " at " + where)
                            + ": nothing can happen there any more.",
                    "Give it a way on.",
                    state);
            return;
        }
        int join = arrived.get(0).to();
        List<Integer> missing = new ArrayList<>();
        for (int edge : graph.incoming(join)) {
            int from = graph.edges().get(edge).from();
            if (arrived.stream().noneMatch(other -> other.index() == edge) && !missing.contains(from)) {
                missing.add(from);
            }
        }
        String awaited = missing.stream().map(this::shown).collect(Collectors.joining(" and "));
        add(
                Rule.S_STUCK,
                join,
                missing,
                "The process waits for ever before " + shown(join)
                        + (awaited.isEmpty() ? "." : " for " + awaited + "."),
                "Begin the branches that are joined there with a parallel gateway, or bring them together with an"
                        + " exclusive gateway.",
                state);
    }

    private void circling(int state) {
        String where = String.join(", ", game.waiting(explorer.state(state)));
        add(
                Rule.S_STUCK,
                -1,
                List.of(),
                "From here (" + where + ") the process can never come to an end.",
                "Lead a way from there to an end event.",
                state);
    }

    private void add(Rule rule, int node, List<Integer> others, String message, String repair, int state) {
        @Nullable Trace none = null;
        game.violations().add(new Violation(rule, rule.severity(), node, others, message, repair, state, none));
    }

    /** The first of a row of steps stands for those behind it. */
    private void dead() {
        Set<Integer> dead = new TreeSet<>();
        graph.nodes().stream()
                .filter(node -> !game.machine().reached().contains(node.index()) && !isReachedOtherwise(node))
                .forEach(node -> dead.add(node.index()));
        BitSet cutOff = behindTrouble();
        while (!dead.isEmpty()) {
            int first = dead.stream()
                    .filter(node -> !hasDeadBefore(node, dead))
                    .findFirst()
                    .orElse(dead.iterator().next());
            Set<Integer> row = behind(first, dead);
            dead.removeAll(row);
            if (!cutOff.get(first)) {
                report(first, row);
            }
        }
    }

    private void report(int first, Set<Integer> row) {
        boolean matters = row.stream()
                .anyMatch(node -> graph.node(node).meaning().effect().isPresent()
                        || !graph.node(node).meaning().outcome().isEmpty());
        List<Integer> others = row.stream().filter(node -> node != first).toList();
        String more = others.isEmpty() ? "" : ", nor can what comes only behind it";
        game.violations()
                .add(new Violation(
                        Rule.S_DEAD,
                        matters ? Severity.ERROR : Severity.WARNING,
                        first,
                        others,
                        shown(first) + " can never run" + more + ".",
                        "Lead a way to it, or remove it.",
                        -1,
                        null));
    }

    /** Part of an activity that is there to undo: it is no place a process comes to by itself. */
    private static boolean isReachedOtherwise(Node node) {
        return node.kind() == Kind.BOUNDARY && node.trigger() == Trigger.COMPENSATION;
    }

    private boolean hasDeadBefore(int node, Set<Integer> dead) {
        int host = graph.node(node).host();
        int around = graph.scopes().get(graph.node(node).scope()).node();
        return dead.contains(host)
                || dead.contains(around)
                || Arrays.stream(graph.incoming(node))
                        .anyMatch(edge -> dead.contains(graph.edges().get(edge).from()));
    }

    private Set<Integer> behind(int first, Set<Integer> dead) {
        Set<Integer> row = new TreeSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            int node = open.pop();
            if (dead.contains(node) && row.add(node)) {
                followers(node).forEach(open::push);
            }
        }
        return row;
    }

    private List<Integer> followers(int node) {
        List<Integer> followers = new ArrayList<>();
        for (int edge : graph.outgoing(node)) {
            followers.add(graph.edges().get(edge).to());
        }
        for (int boundary : graph.boundaries(node)) {
            followers.add(boundary);
        }
        graph.handler(node).ifPresent(followers::add);
        int inner = graph.node(node).inner();
        if (inner >= 0) {
            for (int inside : graph.nodesIn(inner)) {
                followers.add(inside);
            }
        }
        return followers;
    }

    /** What lies behind a place where the process stops is no finding of its own. */
    private BitSet behindTrouble() {
        BitSet cutOff = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        Stream.concat(
                        game.violations().stopping(),
                        game.violations().all().stream().filter(violation -> violation.rule() == Rule.S_STUCK))
                .filter(violation -> violation.node() >= 0)
                .forEach(violation -> open.push(violation.node()));
        while (!open.isEmpty()) {
            int node = open.pop();
            for (int follower : followers(node)) {
                if (!cutOff.get(follower)) {
                    cutOff.set(follower);
                    open.push(follower);
                }
            }
            int around = graph.scopes().get(graph.node(node).scope()).node();
            if (around >= 0 && !cutOff.get(around)) {
                cutOff.set(around);
                open.push(around);
            }
        }
        return cutOff;
    }

    private String shown(int node) {
        return graph.node(node).element().shown();
    }
}
