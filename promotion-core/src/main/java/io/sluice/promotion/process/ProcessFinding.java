package io.sluice.promotion.process;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with a process file.
 *
 * @param rule id of the rule it breaks, such as {@code P-APPROVAL}
 * @param severity how it counts
 * @param code stable code of the problem
 * @param message what is wrong, for a person
 * @param repair how to mend it; may be empty
 * @param element id of the element it is about; empty for the file as a whole
 * @param name of that element as drawn; may be empty
 * @param line in the file, counted from 1; 0 when unknown
 * @param others ids of further elements it is about
 * @param path the shortest way that shows it; empty when the file shows it without running
 */
public record ProcessFinding(
        String rule,
        Severity severity,
        String code,
        String message,
        String repair,
        String element,
        String name,
        int line,
        List<String> others,
        List<Step> path) {
    /** What a finding does to a file. */
    public enum Severity {
        /** The file is refused. */
        ERROR,
        /** The file is accepted unless warnings refuse and nobody has waived this one. */
        WARNING,
        /** Something a designer may want to know. */
        HINT
    }

    /**
     * One step of the way.
     *
     * @param element id of the element
     * @param name of the element as drawn; may be empty
     * @param event what happens there
     * @param detail what was answered or thrown there; may be empty
     * @param flows ids of the sequence flows that are taken in consequence
     */
    public record Step(String element, String name, String event, String detail, List<String> flows) {
        /** Copies the list. */
        public Step {
            flows = List.copyOf(flows);
        }
    }

    /** Copies the lists. */
    public ProcessFinding {
        others = List.copyOf(others);
        path = List.copyOf(path);
    }

    /** Names this finding for a waiver: the rule and the elements. */
    public String key() {
        return rule + ":" + element + others.stream().map(other -> "," + other).collect(Collectors.joining());
    }

    /** Whether a person may waive it: warnings, but none about the policy. */
    public boolean canBeWaived() {
        return severity == Severity.WARNING && !Waiver.isAboutPolicy(rule);
    }
}
