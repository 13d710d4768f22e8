package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.PathStep.Event;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.search.Facts.Answer;
import io.sluice.promotion.bpmn.verify.search.Facts.Confirmation;
import io.sluice.promotion.bpmn.verify.search.Facts.Work;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the policy demands of each step at the moment it begins, and of each outcome at the moment it is recorded. */
final class PolicyRules {
    /** Steps on which the decision to deploy rests, or which are part of carrying it out. */
    private static final Set<Effect> COUNTS =
            EnumSet.complementOf(EnumSet.of(Effect.NOTIFY, Effect.REMIND, Effect.REPAIR));

    private static final Set<String> UNTOUCHED = Set.of("CHECKS_FAILED", "REJECTED", "EXPIRED", "NOT_ALLOWED");

    private final ProcessGraph graph;
    private final Places places;
    private final Facts facts;
    private final PolicyDemands demands;
    private final Violations violations;
    private final List<Node> counting;

    PolicyRules(ProcessGraph graph, Places places, Facts facts, PolicyDemands demands, Violations violations) {
        this.graph = graph;
        this.places = places;
        this.facts = facts;
        this.demands = demands;
        this.violations = violations;
        this.counting = graph.nodes().stream().filter(PolicyRules::counts).toList();
    }

    private static boolean counts(Node node) {
        return node.meaning().effect().map(COUNTS::contains).orElse(false);
    }

    /** Before a step begins. False when what would come after it is no finding of its own. */
    boolean begins(Run before, Node node) {
        if (node.meaning().effect().isEmpty()) {
            return true;
        }
        Run run = before.with(node.waits() ? Event.WAITS : Event.PASSES, node.index());
        if (counts(node) && (isBeside(run, node) || isAfterTheEnd(run, node))) {
            return false;
        }
        switch (node.meaning().effect().get()) {
            case DEPLOY -> {
                return deploys(run, node);
            }
            case ROLL_BACK -> rollsBack(run, node);
            case RESERVE -> {
                if (facts.isReserved(run.bits())) {
                    violations.add(
                            Rule.P_RESERVE,
                            run,
                            node.index(),
                            List.of(),
                            shown(node) + " can run although the target is reserved already.",
                            "Lead the way around it; an end gives the target back.");
                }
            }
            default -> {
                // Nothing is demanded of it.
            }
        }
        return true;
    }

    private boolean isAfterTheEnd(Run run, Node node) {
        String outcome = facts.outcome(run.bits());
        if (!outcome.isEmpty()) {
            violations.add(
                    node.meaning().is(Effect.DEPLOY) ? Rule.P_TRUTH : Rule.P_OUTCOME,
                    run,
                    node.index(),
                    List.of(),
                    shown(node) + " can run although the promotion has ended as " + outcome + " already.",
                    "End everything else together with the outcome: draw a terminate end event, or join the branches"
                            + " before.");
        }
        return !outcome.isEmpty();
    }

    /** Nothing that counts runs beside a deployment. */
    private boolean isBeside(Run run, Node node) {
        for (Node other : counting) {
            boolean deployment =
                    node.meaning().is(Effect.DEPLOY) || other.meaning().is(Effect.DEPLOY);
            if (deployment && other.index() != node.index() && isPending(run.bits(), other.index())) {
                Node deploy = node.meaning().is(Effect.DEPLOY) ? node : other;
                Node second = deploy.index() == node.index() ? other : node;
                violations.add(
                        Rule.P_PARALLEL,
                        run,
                        deploy.index(),
                        List.of(second.index()),
                        shown(second) + " may still be open while " + shown(deploy) + " runs.",
                        "Join the branches before " + shown(deploy) + ".");
                return true;
            }
        }
        return false;
    }

    private boolean isPending(long[] bits, int node) {
        return places.isActive(bits, node)
                || Places.isSet(places.before(node), bits)
                || Places.isSet(places.after(node), bits)
                || Arrays.stream(graph.outgoing(node)).anyMatch(edge -> Places.isSet(places.leaving(edge), bits));
    }

    private boolean deploys(Run run, Node node) {
        long[] bits = run.bits();
        if (facts.deploy(bits) != Work.NOT_BEGUN && facts.isUsed(bits)) {
            violations.add(
                    Rule.P_ONCE,
                    run,
                    node.index(),
                    List.of(),
                    shown(node) + " can run twice for one approval.",
                    "Lead no way back to it, or past a new approval.");
            return false;
        }
        if (demands.checks() && facts.checks(bits) != Answer.YES) {
            boolean stale = facts.checks(bits) == Answer.STALE;
            violations.add(
                    stale ? Rule.P_STALE : Rule.P_CHECKS,
                    run,
                    node.index(),
                    List.of(),
                    shown(node)
                            + (stale
                                    ? " can run with check results that are older than the last change."
                                    : " can run although the required checks have not passed."),
                    stale
                            ? "Run the checks again after the step that changes the artifact."
                            : "Let every way to it pass \"Run checks\" and a gateway that goes on only when"
                                    + " ${checksPassed}.");
        }
        demands.stages().forEach(stage -> requireStage(run, node, stage));
        if (!facts.isReserved(bits)) {
            violations.add(
                    Rule.P_RESERVE,
                    run,
                    node.index(),
                    List.of(),
                    shown(node) + " can run without the target being reserved.",
                    "Let every way to it pass \"Reserve target\".");
        }
        requireConfirmation(run, node);
        return true;
    }

    private void requireStage(Run run, Node node, String stage) {
        Answer answer = facts.stage(run.bits(), stage);
        if (answer == Answer.YES) {
            return;
        }
        boolean stale = answer == Answer.STALE;
        String which = demands.stages().size() == 1 ? "" : " in stage \"" + stage + "\"";
        violations.add(
                stale ? Rule.P_STALE : Rule.P_APPROVAL,
                run,
                node.index(),
                List.of(-2 - demands.stages().indexOf(stage)),
                shown(node)
                        + (stale
                                ? " can run with an approval" + which + " that is older than the last change."
                                : " can run without a granted approval" + which + "."),
                stale
                        ? "Ask for approval again after the step that changes the artifact."
                        : "Let every way to it pass the approval step and a gateway that goes on only when"
                                + " ${approvalOutcome == 'APPROVED'}.");
    }

    private void requireConfirmation(Run run, Node node) {
        Confirmation confirmation = facts.confirmation(run.bits());
        if (confirmation == Confirmation.NONE) {
            violations.add(
                    Rule.P_CONFIRM,
                    Severity.ERROR,
                    run,
                    node.index(),
                    List.of(),
                    shown(node) + " can be reached without \"Confirm still allowed\", and refuses to run then.",
                    "Put \"Confirm still allowed\" right before it.");
        } else if (confirmation == Confirmation.WAITED) {
            violations.add(
                    Rule.P_CONFIRM,
                    run,
                    node.index(),
                    List.of(),
                    "The process may wait between \"Confirm still allowed\" and " + shown(node)
                            + "; nothing asks the policy again.",
                    "Move the wait before \"Confirm still allowed\".");
        }
    }

    private void rollsBack(Run run, Node node) {
        if (facts.deploy(run.bits()) == Work.NOT_BEGUN) {
            violations.add(
                    Rule.P_ROLLBACK,
                    run,
                    node.index(),
                    List.of(),
                    shown(node) + " can run although nothing was deployed.",
                    "Reach it from a failed Deploy or Verify only.");
        }
    }

    /** An end records an outcome. False when what would come after it is no finding of its own. */
    boolean ends(Run run, Node node) {
        String outcome = node.meaning().outcome();
        if (outcome.isEmpty()) {
            return true;
        }
        long[] bits = run.bits();
        String before = facts.outcome(bits);
        if (!before.isEmpty()) {
            violations.add(
                    Rule.P_OUTCOME,
                    run,
                    node.index(),
                    List.of(),
                    "The process can end with two outcomes: " + before + ", then " + outcome + " at " + shown(node)
                            + ".",
                    "Make the first one a terminate end event, or join the branches before it.");
            return false;
        }
        if (isUnrepaired(bits)) {
            violations.add(
                    Rule.P_ROLLBACK,
                    run,
                    node.index(),
                    List.of(),
                    "A deployment that failed or was broken off can end as " + outcome + " at " + shown(node)
                            + " without a roll back.",
                    "Lead the failure of Deploy and of Verify to \"Roll back\".");
        } else {
            requireTruth(run, node, outcome);
        }
        facts.record(bits, outcome);
        return true;
    }

    private boolean isUnrepaired(long[] bits) {
        boolean failed = facts.deploy(bits) == Work.FAILED || facts.verify(bits) == Work.FAILED;
        return failed && facts.rollBack(bits) == Work.NOT_BEGUN;
    }

    private void requireTruth(Run run, Node node, String outcome) {
        String objection = objection(run.bits(), outcome);
        if (!objection.isEmpty()) {
            violations.add(
                    Rule.P_TRUTH,
                    run,
                    node.index(),
                    List.of(),
                    "Outcome " + outcome + " can be recorded at " + shown(node) + " although " + objection + ".",
                    "Lead this way to an end whose outcome says what happened.");
        }
    }

    private String objection(long[] bits, String outcome) {
        Work deploy = facts.deploy(bits);
        if (UNTOUCHED.contains(outcome)) {
            if (deploy != Work.NOT_BEGUN) {
                return "the deployment had begun";
            }
            return outcome.equals("REJECTED") && !facts.isRejected(bits) ? "nobody said no" : "";
        }
        return switch (outcome) {
            case "PROMOTED" -> promoted(bits, deploy);
            case "ROLLED_BACK" -> facts.rollBack(bits) == Work.DONE ? "" : "nothing was rolled back";
            case "ROLLBACK_FAILED" -> deploy == Work.NOT_BEGUN ? "nothing was deployed" : "";
            default -> "";
        };
    }

    private String promoted(long[] bits, Work deploy) {
        if (deploy == Work.NOT_BEGUN) {
            return "\"Deploy\" never ran";
        }
        if (deploy != Work.DONE) {
            return "\"Deploy\" is not done";
        }
        if (facts.verify(bits) != Work.DONE) {
            return "\"Verify\" is not done";
        }
        return facts.rollBack(bits) == Work.NOT_BEGUN ? "" : "\"Roll back\" ran";
    }

    /** The process is over. */
    void over(Run run, int last) {
        if (facts.outcome(run.bits()).isEmpty()) {
            String where = last < 0 ? "" : " at " + shown(graph.node(last));
            violations.add(
                    Rule.P_OUTCOME,
                    run,
                    last,
                    List.of(),
                    "The process can end" + where + " without an outcome.",
                    "Give the end event the property promotion.outcome, or lead this way to an end that has it.");
        }
    }

    private static String shown(Node node) {
        return node.element().shown();
    }
}
