package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.ProcessElement.shown;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.util.Optional;
import java.util.Set;

/**
 * Only the library writes the variables of its contract. A file that could write them could make a step work on another
 * promotion, or pass for approved.
 */
final class AllowedVariables implements ProcessRule {
    private static final Set<String> CONTRACT =
            Set.of("promotionId", "organizationId", "checksPassed", "approvalOutcome");

    /** By these the engine counts repetitions; one that is miscounted never ends. */
    private static final Set<String> COUNTS =
            Set.of("nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances", "loopCounter");

    private final Vocabulary vocabulary;

    AllowedVariables(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public void check(ProcessElement root, Findings found) {
        root.withDescendants().forEach(element -> {
            if (element.isCamunda("inputParameter") || element.isCamunda("outputParameter")) {
                checkFree(found, element, element.attribute("name"));
            } else if (element.isCamunda("in") || element.isCamunda("out")) {
                checkTransfer(element, found);
            }
            checkFree(found, element, element.camunda("elementVariable"));
            checkFree(found, element, element.camunda("errorCodeVariable"));
            checkFree(found, element, element.camunda("errorMessageVariable"));
            checkFree(found, element, element.camunda("escalationCodeVariable"));
        });
    }

    /** A called process may share the variables of the contract under their own names, unchanged. */
    private void checkTransfer(ProcessElement transfer, Findings found) {
        Optional<String> target = transfer.attribute("target");
        if (!target.equals(transfer.attribute("source"))) {
            checkFree(found, transfer, target);
        }
    }

    private void checkFree(Findings found, ProcessElement element, Optional<String> variable) {
        variable.ifPresent(name -> {
            if (COUNTS.contains(name)) {
                found.refuse(
                        Rule.V_VARIABLE,
                        "bpmn.variableNotAllowed",
                        element,
                        "the engine alone writes the variable \"" + name + "\"",
                        "Choose another name.");
            } else if (CONTRACT.contains(name) || Expressions.isReserved(name) || vocabulary.names(name)) {
                found.refuse(
                        Rule.V_VARIABLE,
                        "bpmn.variableNotAllowed",
                        element,
                        "the library alone writes the variable \"" + shown(name) + "\"",
                        "Choose another name.");
            }
        });
    }
}
