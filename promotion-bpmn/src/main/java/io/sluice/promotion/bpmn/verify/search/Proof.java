package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Limits;
import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Searches one process and says what was found. */
public final class Proof {
    private final TokenGame game;
    private final ProcessGraph graph;
    private final Explorer explorer;

    private Proof(TokenGame game, Limits limits) {
        this.game = game;
        this.graph = game.graph();
        this.explorer = new Explorer(game, limits);
    }

    /**
     * What the search came to.
     *
     * @param complete whether every state was visited
     * @param states how many were
     */
    public record Result(List<Finding> findings, boolean complete, int states) {}

    /** Judges a promotion process. */
    public static Result of(ProcessGraph graph, PolicyDemands demands, Limits limits) {
        Proof proof = new Proof(TokenGame.of(graph, demands), limits);
        List<Finding> findings = new ArrayList<>(new Drawing(graph).judge());
        findings.addAll(proof.search());
        boolean complete = proof.explorer.isComplete();
        if (complete && findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR)) {
            Proof atOnce = new Proof(TokenGame.approvedAtOnce(graph, demands), limits);
            atOnce.search().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .forEach(findings::add);
            complete = atOnce.explorer.isComplete();
        }
        return new Result(findings, complete, proof.explorer.size());
    }

    /** Judges any process by how it runs through. */
    public static Result general(ProcessGraph graph, Limits limits) {
        Proof proof = new Proof(TokenGame.general(graph), limits);
        List<Finding> findings = proof.search();
        return new Result(findings, proof.explorer.isComplete(), proof.explorer.size());
    }

    private List<Finding> search() {
        explorer.explore();
        if (explorer.isComplete()) {
            new Soundness(game, explorer).judge();
        }
        return game.violations().all().stream().map(this::finding).toList();
    }

    private Finding finding(Violation violation) {
        Element element = violation.node() < 0 ? Element.FILE : element(violation.node());
        List<Element> others = violation.others().stream()
                .filter(other -> other >= 0)
                .map(this::element)
                .toList();
        return new Finding(
                violation.rule(),
                violation.severity(),
                "bpmn." + violation.rule().id(),
                violation.message(),
                violation.repair(),
                element,
                others,
                path(violation));
    }

    private Element element(int node) {
        return graph.node(node).element();
    }

    private List<PathStep> path(Violation violation) {
        if (violation.rule() == Rule.S_DEAD) {
            return List.of();
        }
        Deque<Integer> states = new ArrayDeque<>();
        for (int state = violation.state(); state >= 0; state = explorer.parent(state)) {
            states.push(state);
        }
        List<PathStep> path = new ArrayList<>();
        states.forEach(state -> path.addAll(Trace.steps(graph, explorer.trace(state))));
        path.addAll(Trace.steps(graph, violation.trace()));
        return path;
    }
}
