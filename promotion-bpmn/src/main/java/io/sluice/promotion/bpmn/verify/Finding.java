package io.sluice.promotion.bpmn.verify;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with a process file, in the words of whoever draws it.
 *
 * @param rule what it breaks
 * @param severity how it counts
 * @param code stable code of a problem, such as {@code bpmn.timer}; {@code bpmn.} and the rule's id where there is no
 *     narrower one
 * @param message what is wrong, one or two sentences that name the element
 * @param repair how to mend it, one sentence; empty when the message says so already
 * @param element where
 * @param others further elements that it is about, such as the other one of two that do not fit
 * @param path the shortest way that shows it; empty when the file shows it without running
 */
public record Finding(
        Rule rule,
        Severity severity,
        String code,
        String message,
        String repair,
        Element element,
        List<Element> others,
        List<PathStep> path) {
    /** Copies the lists. */
    public Finding {
        others = List.copyOf(others);
        path = List.copyOf(path);
    }

    /** A finding that counts as its rule says, about one element, without a way that shows it. */
    public static Finding of(Rule rule, String code, String message, String repair, Element element) {
        return new Finding(rule, rule.severity(), code, message, repair, element, List.of(), List.of());
    }

    /** The same finding under another severity. */
    public Finding as(Severity other) {
        return new Finding(rule, other, code, message, repair, element, others, path);
    }

    /** The same finding about further elements. */
    public Finding with(List<Element> more) {
        return new Finding(rule, severity, code, message, repair, element, more, path);
    }

    /** Names this finding for a waiver: the rule and the elements. It stays the same while the file changes elsewhere. */
    public String key() {
        return rule.id() + ":" + element.id()
                + others.stream().map(other -> "," + other.id()).collect(Collectors.joining());
    }
}
