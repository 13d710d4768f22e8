package io.sluice.promotion.bpmn.verify.flow;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.ProcessLibrary;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.file.KnownSteps;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the processes that call activities name. */
final class CalledProcesses {
    private static final int DEEPEST = 5;

    /** How a step knows whose it is. */
    private static final Set<String> IDS = Set.of("promotionId", "organizationId");

    private final ProcessLibrary library;
    private final Function<ProcessElement, List<Finding>> rules;
    private final KnownSteps steps;

    CalledProcesses(Reading reading) {
        this.library = reading.called();
        this.rules = reading.rules();
        this.steps = KnownSteps.of(reading.vocabulary());
    }

    /** The process a call leads to; empty with a finding when it leads nowhere. */
    Optional<ProcessElement> resolve(
            ProcessElement call, Element where, Deque<String> callers, List<Finding> findings) {
        String called = call.attribute("calledElement").orElse("");
        String binding = call.camunda("calledElementBinding").orElse("latest");
        if (callers.contains(called)) {
            findings.add(
                    finding(where, "calls \"" + called + "\", which calls it in turn", "Remove one of the calls."));
            return Optional.empty();
        }
        if (callers.size() > DEEPEST) {
            findings.add(
                    finding(where, "is a call inside of " + DEEPEST + " others", "Draw the steps in fewer processes."));
            return Optional.empty();
        }
        if (!binding.equals("deployment") && !binding.equals("version")) {
            findings.add(finding(
                    where,
                    "calls whatever version of \"" + called + "\" is the newest, which nobody has proved yet",
                    "Bind the call to its deployment or to a version."));
            return Optional.empty();
        }
        Optional<ProcessElement> found = find(called);
        if (found.isEmpty()) {
            findings.add(finding(
                    where,
                    "calls \"" + called + "\", and there is no such process",
                    "Deploy the two files together, or correct the id."));
            return found;
        }
        Optional<Finding> fault = rules.apply(file(found.get())).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst();
        if (fault.isPresent()) {
            findings.add(finding(
                    where,
                    "calls \"" + called + "\", which is refused itself: "
                            + withoutPeriod(fault.get().message()),
                    "Mend the process that is called."));
            return Optional.empty();
        }
        if (isRepeated(call) && runsOnce(found.get(), 0)) {
            findings.add(finding(
                    where,
                    "repeats \"" + called + "\", in which there are steps or outcomes that a promotion has once",
                    "Remove the repetition; what undoes something counts as one."));
            return Optional.empty();
        }
        if (steps.holdsSteps(found.get()) && !handed("in", call).containsAll(IDS)) {
            findings.add(finding(
                    where,
                    "does not hand promotionId and organizationId to \"" + called + "\", whose steps need them",
                    "Add an in mapping for all variables, or one for each of the two under its own name."));
            return Optional.empty();
        }
        return found;
    }

    /** By itself or by what lies around it; what undoes runs as often as something was done. */
    static boolean isRepeated(ProcessElement element) {
        return element.children("multiInstanceLoopCharacteristics").findAny().isPresent()
                || NodeReader.isTrue(element, "isForCompensation")
                || undoes(element)
                || element.parent().filter(CalledProcesses::isRepeated).isPresent();
    }

    private static boolean undoes(ProcessElement scope) {
        return scope.children("startEvent")
                .anyMatch(start ->
                        start.children("compensateEventDefinition").findAny().isPresent());
    }

    private boolean runsOnce(ProcessElement process, int depth) {
        return steps.holdsWhatRunsOnce(process)
                || (depth < DEEPEST
                        && process.withDescendants()
                                .filter(element -> element.is("callActivity"))
                                .flatMap(call ->
                                        find(call.attribute("calledElement").orElse("")).stream())
                                .anyMatch(called -> runsOnce(called, depth + 1)));
    }

    /** Why an event cannot lie in a process whose call is repeated: what catches it would run as often. */
    static Optional<Finding> objectionToRepeating(Node node) {
        boolean throwsUp =
                node.trigger() == Trigger.ESCALATION && (node.kind() == Kind.THROW || node.kind() == Kind.END);
        return throwsUp
                ? Optional.of(Finding.of(
                        Rule.V_STEP,
                        "bpmn.V-STEP",
                        node.element().shown()
                                + " lies in a process whose call is repeated, and what catches it would run as often.",
                        "Remove the repetition of the call.",
                        node.element()))
                : Optional.empty();
    }

    private static String withoutPeriod(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static ProcessElement file(ProcessElement process) {
        return process.parent().orElse(process);
    }

    private Optional<ProcessElement> find(String called) {
        try {
            return library.file(called)
                    .map(ProcessFile::read)
                    .flatMap(definitions -> definitions
                            .children("process")
                            .filter(process -> process.id().equals(called))
                            .findFirst());
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private static Finding finding(Element where, String what, String repair) {
        return Finding.of(Rule.V_CALL, "bpmn.callNotAllowed", where.shown() + " " + what + ".", repair, where);
    }

    /** Of what lies around the call, the engine then hands over nothing. */
    private static boolean isLocal(ProcessElement transfer) {
        return Boolean.parseBoolean(transfer.attribute("local").orElse(""));
    }

    /** The variables that a call hands over under their own names, {@code in} or {@code out}. */
    static Set<String> handed(String way, ProcessElement call) {
        Set<String> names = new HashSet<>();
        call.extensions(way)
                .filter(transfer -> way.equals("out") || !isLocal(transfer))
                .forEach(transfer -> {
                    if (transfer.attribute("variables").orElse("").equals("all")) {
                        names.addAll(Set.of("promotionId", "organizationId", "checksPassed", "approvalOutcome"));
                    }
                    String source = transfer.attribute("source").orElse("");
                    if (source.equals(transfer.attribute("target").orElse(""))) {
                        names.add(source);
                    }
                });
        return names;
    }
}
