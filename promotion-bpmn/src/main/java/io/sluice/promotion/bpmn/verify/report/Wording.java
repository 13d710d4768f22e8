package io.sluice.promotion.bpmn.verify.report;

import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words that all forms of a report share. */
final class Wording {
    private Wording() {}

    /** What happens at one step of a way, as a sentence without its full stop. */
    static String of(PathStep step) {
        String element = PlainText.line(step.element().shown());
        String detail = PlainText.line(step.detail());
        return switch (step.event()) {
            case STARTS -> "it starts at " + element + with(detail);
            case PASSES -> "it comes to " + element + with(detail);
            case WAITS -> "it comes to " + element + " and waits there" + with(detail);
            case COMPLETES -> element + " is done" + with(detail);
            case OCCURS -> element + " happens" + with(detail);
            case INTERRUPTS -> element + " interrupts what runs" + with(detail);
            case BEGINS_BESIDE -> element + " begins beside what runs" + with(detail);
            case THROWS -> element + " throws " + (detail.isEmpty() ? "an error" : detail);
            case SKIPS -> element + " is skipped, because there is nothing to repeat it for" + with(detail);
            case COMPENSATES -> "what " + element + " did is compensated" + with(detail);
            case ENDS -> "it ends at " + element + with(detail);
        };
    }

    private static String with(String detail) {
        return detail.isEmpty() ? "" : ": " + detail;
    }

    static String of(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String of(PathStep.Event event) {
        return event.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The verdict as an answer to somebody who reads on. */
    static String of(Verdict verdict) {
        return switch (verdict) {
            case PROVED -> "proved";
            case REFUSED -> "refused";
            case TOO_LARGE -> "too large to prove";
            case INVALID -> "cannot be read as a process";
        };
    }

    /** How much was found and what it took, such as {@code 2 errors, 1 hint; 213 states, 84 ms}. */
    static String summary(Verification verification) {
        String found = Arrays.stream(Severity.values())
                .map(severity -> count(
                        verification.findings().stream()
                                .filter(finding -> finding.severity() == severity)
                                .count(),
                        of(severity)))
                .filter(words -> !words.startsWith("0 "))
                .collect(Collectors.joining(", "));
        return (found.isEmpty() ? "nothing found" : found) + "; " + count(verification.states(), "state") + ", "
                + verification.millis() + " ms";
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
