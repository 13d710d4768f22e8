package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.EventKind.CANCEL;
import static io.sluice.promotion.bpmn.verify.file.EventKind.COMPENSATE;
import static io.sluice.promotion.bpmn.verify.file.EventKind.ERROR;
import static io.sluice.promotion.bpmn.verify.file.EventKind.ESCALATION;
import static io.sluice.promotion.bpmn.verify.file.EventKind.LINK;
import static io.sluice.promotion.bpmn.verify.file.EventKind.MESSAGE;
import static io.sluice.promotion.bpmn.verify.file.EventKind.NONE;
import static io.sluice.promotion.bpmn.verify.file.EventKind.SIGNAL;
import static io.sluice.promotion.bpmn.verify.file.EventKind.TERMINATE;
import static io.sluice.promotion.bpmn.verify.file.EventKind.TIMER;
import static io.sluice.promotion.bpmn.verify.file.Places.named;
import static io.sluice.promotion.bpmn.verify.file.ProcessElement.shown;

import io.sluice.promotion.bpmn.verify.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Events stand where the engine runs them, and name messages, signals, errors, escalations and links that there are. */
final class EventPlaces implements ProcessRule {
    private static final Map<String, Set<EventKind>> KINDS = Map.of(
            "boundaryEvent", EnumSet.of(TIMER, MESSAGE, SIGNAL, ERROR, ESCALATION, COMPENSATE, CANCEL),
            "intermediateCatchEvent", EnumSet.of(TIMER, MESSAGE, SIGNAL, LINK),
            "intermediateThrowEvent", EnumSet.of(NONE, MESSAGE, SIGNAL, ESCALATION, COMPENSATE, LINK),
            "endEvent", EnumSet.of(NONE, MESSAGE, SIGNAL, ERROR, ESCALATION, COMPENSATE, TERMINATE, CANCEL));

    private static final Set<EventKind> BEGINS_AN_EVENT_SCOPE =
            EnumSet.of(TIMER, MESSAGE, SIGNAL, ERROR, ESCALATION, COMPENSATE);

    /** Kinds whose non-interrupting form does not exist. */
    private static final Set<EventKind> ALWAYS_INTERRUPTS = EnumSet.of(ERROR, CANCEL);

    @Override
    public void check(ProcessElement root, Findings found) {
        root.withDescendants().forEach(element -> {
            Set<EventKind> kinds = KINDS.get(element.name().local());
            if (kinds != null && element.name().namespace().equals(ProcessElement.BPMN)) {
                checkKind(element, kinds, found);
            }
            if (element.isOneOf("subProcess", "transaction")) {
                checkStarts(element, found);
            } else if (element.is("eventBasedGateway")) {
                checkChoices(element, found);
            } else if (element.name().local().endsWith("EventDefinition") || element.is("receiveTask")) {
                checkReference(root, element, found);
            }
        });
        root.withDescendants()
                .filter(element -> element.isOneOf("process", "subProcess", "transaction"))
                .forEach(scope -> checkLinks(scope, found));
    }

    private static void checkKind(ProcessElement event, Set<EventKind> allowed, Findings found) {
        EventKind kind = EventKind.of(event);
        boolean outside = kind == CANCEL && !isOfTransaction(event);
        if (!allowed.contains(kind) || outside) {
            wrong(
                    found,
                    event,
                    named(event) + " cannot be " + article(kind) + " here.",
                    outside ? "Only a transaction can be cancelled." : "Choose another type for it.");
        }
        if (event.is("boundaryEvent") && !Deadlines.interrupts(event) && ALWAYS_INTERRUPTS.contains(kind)) {
            wrong(
                    found,
                    event,
                    named(event) + " catches what ended its step, but is drawn as if the step went on.",
                    "Make it interrupting.");
        }
    }

    private static String article(EventKind kind) {
        return switch (kind) {
            case NONE -> "a plain event";
            case ERROR, ESCALATION, OTHER -> "an " + kind.name().toLowerCase(Locale.ROOT) + " event";
            default -> "a " + kind.name().toLowerCase(Locale.ROOT) + " event";
        };
    }

    private static boolean isOfTransaction(ProcessElement event) {
        ProcessElement scope = event.parent().orElseThrow();
        return event.is("endEvent")
                ? scope.is("transaction")
                : scope.children("transaction")
                        .anyMatch(host -> host.id()
                                .equals(event.attribute("attachedToRef").orElse("")));
    }

    private static void checkStarts(ProcessElement scope, Findings found) {
        boolean byEvent = scope.attribute("triggeredByEvent").orElse("").equals("true");
        List<ProcessElement> starts = scope.children("startEvent").toList();
        if (starts.size() != 1) {
            wrong(
                    found,
                    scope,
                    named(scope) + " begins at one start event, here are " + starts.size() + ".",
                    "Draw exactly one.");
        }
        starts.stream()
                .filter(start ->
                        byEvent ? !BEGINS_AN_EVENT_SCOPE.contains(EventKind.of(start)) : EventKind.of(start) != NONE)
                .forEach(start -> wrong(
                        found,
                        start,
                        named(start) + " cannot be " + article(EventKind.of(start)) + " here.",
                        byEvent
                                ? "An event sub-process begins with a timer, message, signal, error or escalation."
                                : "A sub-process begins with a plain start event."));
    }

    private static void checkChoices(ProcessElement gateway, Findings found) {
        ProcessElement scope = gateway.parent().orElseThrow();
        scope.children("sequenceFlow")
                .filter(flow -> flow.attribute("sourceRef").orElse("").equals(gateway.id()))
                .flatMap(flow -> scope.children().stream()
                        .filter(node -> Flow.isNode(node)
                                && node.id().equals(flow.attribute("targetRef").orElse(""))))
                .filter(node -> !node.is("intermediateCatchEvent") || EventKind.of(node) == LINK)
                .forEach(node -> wrong(
                        found,
                        node,
                        named(node) + " follows " + named(gateway) + ", which waits for events only.",
                        "Put a timer, message or signal event between them."));
    }

    private static void checkReference(ProcessElement root, ProcessElement definition, Findings found) {
        boolean waits = definition.is("receiveTask")
                || definition.parent().orElseThrow().isOneOf("startEvent", "boundaryEvent", "intermediateCatchEvent");
        switch (definition.name().local()) {
            case "messageEventDefinition", "receiveTask" -> {
                if (waits) {
                    checkNamed(root, definition, "message", "name", found);
                }
            }
            case "signalEventDefinition" -> checkNamed(root, definition, "signal", "name", found);
            case "errorEventDefinition" -> {
                if (!waits || definition.attribute("errorRef").isPresent()) {
                    checkNamed(root, definition, "error", "errorCode", found);
                }
            }
            case "escalationEventDefinition" -> {
                if (!waits || definition.attribute("escalationRef").isPresent()) {
                    checkNamed(root, definition, "escalation", "escalationCode", found);
                }
            }
            default -> {
                // The other kinds refer to nothing at the top of the file.
            }
        }
    }

    private static void checkNamed(
            ProcessElement root, ProcessElement definition, String kind, String needed, Findings found) {
        String id = definition.attribute(kind + "Ref").orElse("");
        boolean known = root.children(kind)
                .anyMatch(each -> each.id().equals(id)
                        && !each.attribute(needed).orElse("").isBlank());
        if (!known) {
            wrong(
                    found,
                    definition,
                    Places.shown(definition) + " refers to the " + kind + " \"" + shown(id)
                            + "\", which is not there or has no " + (needed.equals("name") ? "name" : "code") + ".",
                    "Choose the " + kind + " in the properties, and fill it in.");
        }
    }

    private static void checkLinks(ProcessElement scope, Findings found) {
        List<String> catches = scope.children("intermediateCatchEvent")
                .filter(event -> EventKind.of(event) == LINK)
                .map(event -> EventKind.attribute(event, "name"))
                .toList();
        scope.children("intermediateThrowEvent", "intermediateCatchEvent")
                .filter(event -> EventKind.of(event) == LINK)
                .forEach(event -> {
                    String link = EventKind.attribute(event, "name");
                    long ends = catches.stream().filter(link::equals).count();
                    if (ends != 1 || link.isBlank()) {
                        wrong(
                                found,
                                event,
                                named(event) + " has the link \"" + shown(link) + "\", which ends at " + ends
                                        + " places in the same scope.",
                                "Draw exactly one catching link event with this link name.");
                    }
                });
    }

    private static void wrong(Findings found, ProcessElement at, String message, String repair) {
        found.say(Rule.V_ELEMENT, "bpmn.event", at, message, repair);
    }
}
