package io.sluice.promotion.bpmn.verify.report;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms in which the verifier reports. */
public enum ReportFormat {
    /** For a person: like a compiler's messages, with the way that shows each problem in words. */
    TEXT,
    /** For a program: one object, or a list of them when several files were judged. */
    JSON,
    /** For a server that runs builds: JUnit XML, a suite for each file and a case for each rule. */
    JUNIT,
    /** For a designer: one page with the diagram, on which the ways are painted; it needs no network. */
    HTML;

    /**
     * The format of this name, in whatever case.
     *
     * @throws InvalidInputException {@code report.format}
     */
    public static ReportFormat named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "format",
                        "report.format",
                        "There is no format " + PlainText.shown(name) + "; choose one of "
                                + Arrays.stream(values())
                                        .map(ReportFormat::word)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** As one names it on a command line, such as {@code html}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
