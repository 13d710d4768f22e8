package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.Places.named;
import static io.sluice.promotion.bpmn.verify.file.ProcessElement.shown;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The stages that approval steps name are those of the policy. A step that names none asks for all of them. */
final class Stages implements ProcessRule {
    private final KnownSteps steps;
    private final PolicyDemands demands;

    Stages(KnownSteps steps, PolicyDemands demands) {
        this.steps = steps;
        this.demands = demands;
    }

    @Override
    public void check(ProcessElement root, Findings found) {
        List<ProcessElement> approvals = steps.approvals(root).toList();
        Set<String> named = approvals.stream()
                .flatMap(approval -> approval.property(KnownSteps.STAGE).stream())
                .collect(Collectors.toSet());
        approvals.forEach(approval -> approval.property(KnownSteps.STAGE)
                .filter(stage -> !demands.stages().contains(stage))
                .ifPresent(stage -> unknown(approval, stage, found)));
        boolean coversAll = approvals.stream()
                .anyMatch(approval -> approval.property(KnownSteps.STAGE).isEmpty());
        // What a called process asks for stands in its own file.
        boolean calls = root.withDescendants().anyMatch(element -> element.is("callActivity"));
        if (!coversAll && !calls) {
            demands.stages().stream()
                    .filter(stage -> !named.contains(stage))
                    .forEach(stage -> missing(root, stage, found));
        }
    }

    private void unknown(ProcessElement approval, String stage, Findings found) {
        found.say(
                Rule.P_STAGES,
                approval,
                named(approval) + " asks for the stage \"" + shown(stage) + "\", which the policy does not have.",
                demands.stages().isEmpty()
                        ? "The policy has no stages: remove the stage from the step."
                        : "Stages of the policy are "
                                + demands.stages().stream()
                                        .map(each -> "\"" + shown(each) + "\"")
                                        .collect(Collectors.joining(", "))
                                + ".");
    }

    private static void missing(ProcessElement root, String stage, Findings found) {
        found.say(
                Rule.P_STAGES,
                root.children("process").findFirst().orElse(root),
                "The policy asks for the stage \"" + shown(stage) + "\", and no approval step does.",
                "Draw an approval step with " + KnownSteps.STAGE + "=\"" + shown(stage)
                        + "\", or one without a stage, which asks for all.");
    }
}
