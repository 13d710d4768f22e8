package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Element;

/** How findings name the places of a file: by what a designer sees, not by the elements that hold its settings. */
final class Places {
    private static final String[] SEEN = {
        "sequenceFlow",
        "process",
        "participant",
        "collaboration",
        "lane",
        "message",
        "signal",
        "error",
        "escalation",
        "textAnnotation",
        "group",
        "association",
        "messageFlow"
    };

    /** Drawn like a step or gateway, and never allowed. */
    private static final String[] REFUSED = {"scriptTask", "businessRuleTask", "complexGateway", "adHocSubProcess"};

    private Places() {}

    /** The nearest thing with an id that is seen, with the line of the element itself; the file when there is none. */
    static Element element(ProcessElement at) {
        ProcessElement seen = seen(at);
        return isSeen(seen)
                ? new Element(seen.id(), seen.attribute("name").orElse(""), at.line())
                : new Element("", "", at.line());
    }

    /** Its name with its id, and the kind of a setting when it is one. */
    static String shown(ProcessElement at) {
        ProcessElement seen = seen(at);
        String kind = ProcessElement.shown(at.name().local());
        if (!isSeen(seen)) {
            return kind;
        }
        return named(seen) + (seen == at && !at.isOneOf(REFUSED) ? "" : ", " + kind);
    }

    /** Its name with its id behind it. */
    static String named(ProcessElement seen) {
        return new Element(
                        ProcessElement.shown(seen.id()),
                        ProcessElement.shown(seen.attribute("name").orElse("")),
                        seen.line())
                .shown();
    }

    private static ProcessElement seen(ProcessElement at) {
        ProcessElement here = at;
        while (!isSeen(here) && here.parent().isPresent()) {
            here = here.parent().get();
        }
        return here;
    }

    private static boolean isSeen(ProcessElement element) {
        return !element.id().isEmpty() && (Flow.isNode(element) || element.isOneOf(SEEN) || element.isOneOf(REFUSED));
    }
}
