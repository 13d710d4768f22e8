package io.sluice.promotion.bpmn.verify.file;

import java.util.List;

/** What an event stands for. */
public enum EventKind {
    NONE,
    TIMER,
    MESSAGE,
    SIGNAL,
    ERROR,
    ESCALATION,
    COMPENSATE,
    LINK,
    TERMINATE,
    CANCEL,
    CONDITIONAL,
    OTHER;

    private static final String SUFFIX = "EventDefinition";

    /** The kind of an event, by the first of its definitions. */
    public static EventKind of(ProcessElement event) {
        List<ProcessElement> definitions = definitions(event);
        if (definitions.isEmpty()) {
            return NONE;
        }
        String name = definitions.get(0).name().local();
        return switch (name.substring(0, name.length() - SUFFIX.length())) {
            case "timer" -> TIMER;
            case "message" -> MESSAGE;
            case "signal" -> SIGNAL;
            case "error" -> ERROR;
            case "escalation" -> ESCALATION;
            case "compensate" -> COMPENSATE;
            case "link" -> LINK;
            case "terminate" -> TERMINATE;
            case "cancel" -> CANCEL;
            case "conditional" -> CONDITIONAL;
            default -> OTHER;
        };
    }

    /** How many definitions an event has. */
    static int meanings(ProcessElement event) {
        return definitions(event).size();
    }

    /** An attribute of the event's definition, or nothing. */
    public static String attribute(ProcessElement event, String name) {
        return definitions(event).stream()
                .findFirst()
                .flatMap(definition -> definition.attribute(name))
                .orElse("");
    }

    private static List<ProcessElement> definitions(ProcessElement event) {
        return event.children().stream()
                .filter(child -> child.name().namespace().equals(ProcessElement.BPMN)
                        && child.name().local().endsWith(SUFFIX))
                .toList();
    }
}
