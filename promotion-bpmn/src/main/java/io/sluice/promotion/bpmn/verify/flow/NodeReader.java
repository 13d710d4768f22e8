package io.sluice.promotion.bpmn.verify.flow;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What single elements of a file are and mean. */
final class NodeReader {
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("startEvent", Kind.START),
            Map.entry("endEvent", Kind.END),
            Map.entry("task", Kind.TASK),
            Map.entry("manualTask", Kind.TASK),
            Map.entry("userTask", Kind.TASK),
            Map.entry("serviceTask", Kind.TASK),
            Map.entry("sendTask", Kind.TASK),
            Map.entry("receiveTask", Kind.TASK),
            Map.entry("scriptTask", Kind.TASK),
            Map.entry("businessRuleTask", Kind.TASK),
            Map.entry("callActivity", Kind.TASK),
            Map.entry("subProcess", Kind.SCOPE),
            Map.entry("transaction", Kind.SCOPE),
            Map.entry("exclusiveGateway", Kind.EXCLUSIVE),
            Map.entry("parallelGateway", Kind.PARALLEL),
            Map.entry("inclusiveGateway", Kind.INCLUSIVE),
            Map.entry("eventBasedGateway", Kind.EVENT_BASED),
            Map.entry("intermediateCatchEvent", Kind.CATCH),
            Map.entry("intermediateThrowEvent", Kind.THROW),
            Map.entry("boundaryEvent", Kind.BOUNDARY));

    private static final Map<String, Trigger> TRIGGERS = Map.of(
            "timerEventDefinition", Trigger.TIMER,
            "messageEventDefinition", Trigger.MESSAGE,
            "signalEventDefinition", Trigger.SIGNAL,
            "conditionalEventDefinition", Trigger.CONDITION,
            "errorEventDefinition", Trigger.ERROR,
            "escalationEventDefinition", Trigger.ESCALATION,
            "compensateEventDefinition", Trigger.COMPENSATION,
            "linkEventDefinition", Trigger.LINK,
            "terminateEventDefinition", Trigger.TERMINATE,
            "cancelEventDefinition", Trigger.CANCEL);

    /** Elements of a process that are no nodes and change nothing about how it runs. */
    private static final Set<String> BESIDE = Set.of(
            "sequenceFlow",
            "documentation",
            "extensionElements",
            "laneSet",
            "textAnnotation",
            "association",
            "group",
            "dataObject",
            "dataObjectReference",
            "dataStoreReference",
            "ioSpecification",
            "dataInputAssociation",
            "dataOutputAssociation",
            "property",
            "incoming",
            "outgoing",
            "multiInstanceLoopCharacteristics",
            "standardLoopCharacteristics",
            "auditing",
            "monitoring",
            "potentialOwner",
            "humanPerformer",
            "performer",
            "resourceRole",
            "supportedInterfaceRef",
            "correlationSubscription",
            "artifact");

    private static final Pattern BEAN = Pattern.compile("\\$\\{\\s*([A-Za-z_]\\w*)\\s*}");

    private static final Pattern SOME = Pattern.compile("\\s*0*[1-9][0-9]*\\s*");

    private final Reading reading;

    NodeReader(Reading reading) {
        this.reading = reading;
    }

    Optional<Kind> kind(ProcessElement element) {
        if (!isBpmn(element)) {
            return Optional.empty();
        }
        Optional<Kind> kind = Optional.ofNullable(KINDS.get(element.name().local()));
        if (kind.isPresent() && kind.get() == Kind.SCOPE && isTrue(element, "triggeredByEvent")) {
            return Optional.of(Kind.EVENT_SCOPE);
        }
        return kind;
    }

    /** Whether it is part of a process and nobody knows how it runs. */
    boolean isUnknown(ProcessElement element) {
        return isBpmn(element)
                && !KINDS.containsKey(element.name().local())
                && !BESIDE.contains(element.name().local());
    }

    private static boolean isBpmn(ProcessElement element) {
        return element.name().namespace().equals(ProcessElement.BPMN);
    }

    static boolean isTrue(ProcessElement element, String attribute) {
        return element.attribute(attribute).orElse("").equals("true");
    }

    Trigger trigger(ProcessElement element) {
        return definition(element)
                .map(definition -> TRIGGERS.get(definition.name().local()))
                .orElse(Trigger.NONE);
    }

    private static Optional<ProcessElement> definition(ProcessElement element) {
        return element.children().stream()
                .filter(child ->
                        isBpmn(child) && TRIGGERS.containsKey(child.name().local()))
                .findFirst();
    }

    /** The code, name or id that an event is about, looked up in the definitions of its file. */
    String reference(ProcessElement element, ProcessElement definitions) {
        Optional<ProcessElement> definition = definition(element);
        if (definition.isEmpty()) {
            return "";
        }
        ProcessElement event = definition.get();
        return switch (trigger(element)) {
            case ERROR -> lookup(definitions, event, "errorRef", "error", "errorCode");
            case ESCALATION -> lookup(definitions, event, "escalationRef", "escalation", "escalationCode");
            case SIGNAL -> lookup(definitions, event, "signalRef", "signal", "name");
            case MESSAGE -> lookup(definitions, event, "messageRef", "message", "name");
            case LINK -> event.attribute("name").orElse("");
            case TIMER ->
                event.children("timeDuration", "timeDate", "timeCycle")
                        .findFirst()
                        .map(ProcessElement::text)
                        .orElse("");
            case COMPENSATION -> event.attribute("activityRef").orElse("");
            default -> "";
        };
    }

    private static String lookup(
            ProcessElement definitions, ProcessElement event, String attribute, String kind, String wanted) {
        String id = event.attribute(attribute).orElse("");
        if (id.isEmpty()) {
            return "";
        }
        String local = id.substring(id.indexOf(':') + 1);
        return definitions
                .children(kind)
                .filter(candidate -> candidate.id().equals(id) || candidate.id().equals(local))
                .findFirst()
                .flatMap(found -> found.attribute(wanted))
                .orElse(id);
    }

    /**
     * What comes from outside may come again, unless it is one moment in time. Of a process of which nothing is known it
     * comes once: most are drawn with a single message in mind.
     */
    int firings(ProcessElement element) {
        boolean timer = trigger(element) == Trigger.TIMER;
        boolean cycle = definition(element)
                .filter(definition -> definition.children("timeCycle").findAny().isPresent())
                .isPresent();
        return cycle || !(timer || reading.general()) ? 2 : 1;
    }

    boolean waits(ProcessElement element, Kind kind) {
        return switch (kind) {
            case TASK -> waitsAsTask(element) || (reading.general() && !isCode(element));
            case CATCH -> trigger(element) != Trigger.LINK;
            case THROW, END -> step(element).map(NodeReader::isExternal).orElse(false);
            case EVENT_BASED -> true;
            default -> false;
        };
    }

    private static boolean waitsAsTask(ProcessElement element) {
        return element.isOneOf("userTask", "receiveTask") || isExternal(element);
    }

    /** The engine runs it at once. */
    private static boolean isCode(ProcessElement element) {
        return element.camunda("class").isPresent()
                || element.camunda("delegateExpression").isPresent()
                || element.camunda("expression").isPresent();
    }

    private static boolean isExternal(ProcessElement element) {
        return element.camunda("type").orElse("").equals("external");
    }

    /** The element that names the step to run: a task itself, or the message definition of an event. */
    private static Optional<ProcessElement> step(ProcessElement element) {
        if (element.isOneOf("intermediateThrowEvent", "endEvent")) {
            return element.children("messageEventDefinition").findFirst();
        }
        return Optional.of(element);
    }

    Meaning meaning(ProcessElement element) {
        if (reading.general()) {
            return Meaning.NOTHING;
        }
        Meaning meaning = step(element).map(step -> meaningOf(element, step)).orElse(Meaning.NOTHING);
        return meaning.with(
                element.is("endEvent") ? element.property("promotion.outcome").orElse("") : "");
    }

    private Meaning meaningOf(ProcessElement element, ProcessElement step) {
        if (element.is("userTask")) {
            String stage = element.property("promotion.stage").orElse("");
            return switch (element.property("promotion.step").orElse("")) {
                case "approval" -> new Meaning(Optional.of(Effect.APPROVAL), stage, List.of(), "");
                case "repair" -> new Meaning(Optional.of(Effect.REPAIR), "", List.of(), "");
                default -> Meaning.NOTHING;
            };
        }
        Optional<Vocabulary.Step> known = isExternal(step)
                ? Optional.ofNullable(
                        reading.vocabulary().topics().get(step.camunda("topic").orElse("")))
                : step.camunda("delegateExpression")
                        .map(BEAN::matcher)
                        .filter(Matcher::matches)
                        .map(bean -> reading.vocabulary().delegates().get(bean.group(1)));
        return known.map(word -> new Meaning(
                        Optional.of(word.effect()),
                        "",
                        word.errors().stream().sorted().toList(),
                        ""))
                .orElse(Meaning.NOTHING);
    }

    /** A written number of repetitions is at least one; a collection, or a number that is computed, may be nothing. */
    static boolean isSkippable(ProcessElement element) {
        return element.children("multiInstanceLoopCharacteristics")
                .anyMatch(repetition -> repetition
                        .children("loopCardinality")
                        .noneMatch(number -> SOME.matcher(number.text()).matches()));
    }

    static boolean asyncBefore(ProcessElement element) {
        return element.camunda("asyncBefore").orElse("").equals("true")
                || element.camunda("async").orElse("").equals("true");
    }

    static boolean asyncAfter(ProcessElement element) {
        return element.camunda("asyncAfter").orElse("").equals("true");
    }
}
