package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.flow.Edge;
import io.sluice.promotion.bpmn.verify.flow.Kind;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.flow.Trigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** What the graph shows without running it. */
final class Drawing {
    private final ProcessGraph graph;

    Drawing(ProcessGraph graph) {
        this.graph = graph;
    }

    List<Finding> judge() {
        List<Finding> findings = new ArrayList<>();
        graph.edges().forEach(edge -> unknownCondition(edge, findings));
        for (Node node : graph.nodes()) {
            if (node.kind() == Kind.INCLUSIVE
                    && graph.incoming(node.index()).length > 1
                    && isInLoop(node, any -> true)) {
                findings.add(inclusiveLoop(node));
            }
            if (isWrittenTime(node) && isInLoop(node, other -> !waitsForSomebody(other))) {
                findings.add(endless(node));
            }
        }
        return findings;
    }

    private void unknownCondition(Edge edge, List<Finding> findings) {
        edge.guard().filter(guard -> !guard.understood()).ifPresent(guard -> {
            String name = edge.element().name().isBlank()
                    ? edge.element().id()
                    : edge.element().name();
            findings.add(new Finding(
                    Rule.V_CONDITION,
                    Rule.V_CONDITION.severity(),
                    "bpmn." + Rule.V_CONDITION.id(),
                    guard.text() + " on flow \"" + name
                            + "\" is not known to the verifier; it is assumed that it may hold"
                            + " or not, whatever was checked and approved before.",
                    "Ask checksPassed or approvalOutcome where the way to Deploy depends on it.",
                    edge.element(),
                    List.of(),
                    List.of()));
        });
    }

    private static Finding inclusiveLoop(Node node) {
        return Finding.of(
                        Rule.S_STUCK,
                        "bpmn." + Rule.S_STUCK.id(),
                        node.element().shown()
                                + " waits for every way that may still come, and lies in a loop: ways can wait for each"
                                + " other for ever.",
                        "Leave the loop before joining, or join with a parallel or exclusive gateway.",
                        node.element())
                .as(Severity.WARNING);
    }

    private static Finding endless(Node node) {
        return Finding.of(
                Rule.S_ENDLESS,
                "bpmn." + Rule.S_ENDLESS.id(),
                "The loop through " + node.element().shown()
                        + " has no end: it waits, tries again, and so on for ever.",
                "Let the timer ask the policy (${promotionPolicy.nextTry(execution)}), or limit the loop.",
                node.element());
    }

    private static boolean isWrittenTime(Node node) {
        return node.kind() == Kind.CATCH
                && node.trigger() == Trigger.TIMER
                && !node.reference().contains("promotionPolicy");
    }

    /** A person, a system outside, or the policy brings such a loop to its end. */
    private static boolean waitsForSomebody(Node node) {
        return node.waits() && !isWrittenTime(node);
    }

    /** Whether a way leads from the node back to it over such nodes. */
    private boolean isInLoop(Node node, Predicate<Node> over) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        push(node.index(), open);
        while (!open.isEmpty()) {
            int here = open.pop();
            if (here == node.index()) {
                return true;
            }
            if (!seen.get(here) && over.test(graph.node(here))) {
                seen.set(here);
                push(here, open);
            }
        }
        return false;
    }

    private void push(int node, Deque<Integer> open) {
        for (int edge : graph.outgoing(node)) {
            open.push(graph.edges().get(edge).to());
        }
        for (int boundary : graph.boundaries(node)) {
            open.push(boundary);
        }
    }
}
