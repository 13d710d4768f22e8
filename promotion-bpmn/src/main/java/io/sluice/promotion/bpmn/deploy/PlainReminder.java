package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.process.TraceEntry.Kind;
import io.sluice.promotion.process.TraceEntry.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/**
 * A reminder as the shipped process draws it: at an approval step a timer that asks the policy and interrupts nothing, then
 * "Remind approvers", then an end, and nothing besides. What the engine does there is known beforehand, so it can be done
 * without running it. Whatever a designer draws differently is no plain reminder.
 *
 * @param process key of the process
 * @param version of the definition
 * @param own whether the definition belongs to one organization
 * @param approval id of the approval step
 * @param way what happens, from the timer to the end
 */
public record PlainReminder(String process, int version, boolean own, String approval, List<Step> way) {
    private static final String ASKS_POLICY = "${promotionPolicy.reminders(execution)}";
    private static final String REMINDS = "${promotionRemind}";
    private static final Set<String> HARMLESS = Set.of(
            "id", "name", "delegateExpression", "modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon");
    private static final Set<String> DESCRIPTIONS = Set.of("documentation", "incoming", "outgoing");

    /** Copies the list. */
    public PlainReminder {
        way = List.copyOf(way);
    }

    /** The one that begins with this timer event of a definition, if that is one. */
    public static Optional<PlainReminder> at(ProcessDefinition definition, byte[] file, String event) {
        List<ProcessElement> all = ProcessFile.read(file).withDescendants().toList();
        return byId(all, event)
                .filter(PlainReminder::asksPolicy)
                .flatMap(timer -> onlyFlow(all, timer)
                        .flatMap(toTask -> target(all, toTask)
                                .filter(task -> reminds(all, task))
                                .flatMap(task -> onlyFlow(all, task)
                                        .flatMap(toEnd -> target(all, toEnd)
                                                .filter(PlainReminder::isPlainEnd)
                                                .map(end -> of(
                                                        definition,
                                                        timer,
                                                        List.of(timer, toTask, task, toEnd, end)))))))
                .filter(reminder -> byId(all, reminder.approval())
                        .filter(step -> step.is("userTask")
                                && step.property("promotion.step").equals(Optional.of("approval")))
                        .isPresent());
    }

    private static PlainReminder of(ProcessDefinition definition, ProcessElement timer, List<ProcessElement> way) {
        List<Step> steps = way.stream()
                .flatMap(element -> element.is("sequenceFlow")
                        ? List.of(new Step(Kind.TAKEN, element.id())).stream()
                        : List.of(new Step(Kind.BEGUN, element.id()), new Step(Kind.DONE, element.id())).stream())
                .toList();
        return new PlainReminder(
                definition.getKey(),
                definition.getVersion(),
                Definitions.isOwn(definition),
                timer.attribute("attachedToRef").orElse(""),
                steps);
    }

    private static boolean asksPolicy(ProcessElement event) {
        List<ProcessElement> timers =
                event.children().stream().filter(child -> !isDescription(child)).toList();
        return event.is("boundaryEvent")
                && event.attribute("cancelActivity").equals(Optional.of("false"))
                && event.attributes().keySet().stream()
                        .allMatch(name -> name.namespace().isEmpty())
                && timers.size() == 1
                && timers.get(0).is("timerEventDefinition")
                && timers.get(0).children().size() == 1
                && timers.get(0)
                        .children("timeCycle")
                        .allMatch(cycle -> cycle.text().equals(ASKS_POLICY))
                && timers.get(0).children("timeCycle").count() == 1;
    }

    private static boolean reminds(List<ProcessElement> all, ProcessElement task) {
        return task.is("serviceTask")
                && task.camunda("delegateExpression").equals(Optional.of(REMINDS))
                && task.attributes().keySet().stream().allMatch(name -> HARMLESS.contains(name.local()))
                && task.children().stream().allMatch(PlainReminder::isDescription)
                && all.stream()
                        .noneMatch(other -> other.attribute("attachedToRef").equals(Optional.of(task.id())));
    }

    private static boolean isPlainEnd(ProcessElement end) {
        return end.is("endEvent")
                && end.attributes().keySet().stream().allMatch(name -> HARMLESS.contains(name.local()))
                && end.children().stream().allMatch(PlainReminder::isDescription);
    }

    private static boolean isDescription(ProcessElement child) {
        return child.name().namespace().equals(ProcessElement.BPMN)
                && DESCRIPTIONS.contains(child.name().local());
    }

    /** The one flow that leaves an element, if there is one and it is always taken. */
    private static Optional<ProcessElement> onlyFlow(List<ProcessElement> all, ProcessElement from) {
        List<ProcessElement> flows = all.stream()
                .filter(element -> element.is("sequenceFlow")
                        && element.attribute("sourceRef").equals(Optional.of(from.id())))
                .toList();
        return flows.size() == 1 && flows.get(0).children().stream().allMatch(PlainReminder::isDescription)
                ? Optional.of(flows.get(0))
                : Optional.empty();
    }

    private static Optional<ProcessElement> target(List<ProcessElement> all, ProcessElement flow) {
        return flow.attribute("targetRef").flatMap(id -> byId(all, id));
    }

    private static Optional<ProcessElement> byId(List<ProcessElement> all, String id) {
        return all.stream().filter(element -> element.id().equals(id)).findFirst();
    }
}
