package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.verify.file.LocalRules;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.problem.InvalidInputException;

/**
 * The guard that is always there: a process file contains nothing but allowed elements, steps, expressions and timers,
 * and no loop without a pause. Refusals name the line and the element.
 *
 * <table>
 * <caption>Codes of the refusals, all for the field {@code bpmn}</caption>
 * <tr><th>code</th><th>the file</th></tr>
 * <tr><td>{@code bpmn.empty}, {@code bpmn.notXml}</td><td>has no bytes, or is not well-formed XML</td></tr>
 * <tr><td>{@code bpmn.fileNotAllowed}</td><td>is not called {@code .bpmn} or {@code .bpmn20.xml}</td></tr>
 * <tr><td>{@code bpmn.doctype}, {@code bpmn.schemaLocation}</td><td>wants something from outside</td></tr>
 * <tr><td>{@code bpmn.tooLarge}</td><td>has more than 1 MiB, 2,000 elements besides its diagram, or 50 levels</td></tr>
 * <tr><td>{@code bpmn.oneProcess}, {@code bpmn.notExecutable}</td><td>holds no or several processes, one id twice, or a
 * process that is only a drawing</td></tr>
 * <tr><td>{@code bpmn.startNotAllowed}</td><td>starts by itself, or in several ways</td></tr>
 * <tr><td>{@code bpmn.elementNotAllowed}</td><td>contains an element, attribute, step or topic that is not allowed</td></tr>
 * <tr><td>{@code text.expression}, {@code bpmn.expressionNotAllowed}</td><td>has an expression where none belongs, or
 * one that does what none may</td></tr>
 * <tr><td>{@code bpmn.variableNotAllowed}</td><td>writes a variable that the library writes</td></tr>
 * <tr><td>{@code bpmn.callNotAllowed}</td><td>calls itself, or what is not named in the file</td></tr>
 * <tr><td>{@code bpmn.timer}, {@code bpmn.retryCycle}, {@code bpmn.loopCardinality}</td><td>waits or repeats in a form
 * or to an extent that is not allowed</td></tr>
 * <tr><td>{@code bpmn.endlessLoop}</td><td>has a loop in which nothing is waited for</td></tr>
 * <tr><td>{@code id.*}, {@code name.*}, {@code text.*}</td><td>has an id or name that cannot be stored or shown</td></tr>
 * </table>
 */
public final class BpmnGuard implements DeploymentGuard {
    private final LocalRules rules;

    /** Judges by what this vocabulary lets a process name. */
    public BpmnGuard(StepVocabulary vocabulary) {
        rules = LocalRules.of(vocabulary.words());
    }

    @Override
    public void check(String resource, byte[] bpmn) {
        if (!resource.endsWith(".bpmn") && !resource.endsWith(".bpmn20.xml")) {
            throw new InvalidInputException(
                    "bpmn", "bpmn.fileNotAllowed", ProcessElement.shown(resource) + " is not a .bpmn file.");
        }
        check(ProcessFile.read(bpmn));
    }

    /** Judges a file that has been read already, by its root element. */
    public void check(ProcessElement root) {
        rules.require(root);
    }
}
