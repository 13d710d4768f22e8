package io.sluice.promotion.bpmn.verify.report;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Verification;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the verifier answered about some files, to be written in one of the {@link ReportFormat}s. Immutable. */
public final class Report {
    private final List<Verification> verifications;
    private final Set<Rule> rules;
    private final Map<String, byte[]> files;

    private Report(List<Verification> verifications, Set<Rule> rules, Map<String, byte[]> files) {
        this.verifications = verifications;
        this.rules = rules;
        this.files = files;
    }

    /** About promotion processes, which were judged by all rules. */
    public static Report of(List<Verification> verifications) {
        return new Report(List.copyOf(verifications), EnumSet.allOf(Rule.class), Map.of());
    }

    /** About any processes, which were judged by the rules about running through alone. */
    public static Report general(List<Verification> verifications) {
        Set<Rule> judged = Arrays.stream(Rule.values())
                .filter(rule -> rule.id().startsWith("S-"))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));
        verifications.forEach(each -> each.findings().forEach(finding -> judged.add(finding.rule())));
        return new Report(List.copyOf(verifications), judged, Map.of());
    }

    /**
     * The same with the content of a file, which the page needs to show the diagram.
     *
     * @param file its name as in the {@link Verification}
     * @param bpmn its bytes
     */
    public Report showing(String file, byte[] bpmn) {
        Map<String, byte[]> more = new HashMap<>(files);
        more.put(file, bpmn.clone());
        return new Report(verifications, rules, Map.copyOf(more));
    }

    /** The whole report. */
    public String as(ReportFormat format) {
        return switch (format) {
            case TEXT -> TextReport.write(verifications);
            case JSON -> JsonReport.write(verifications);
            case JUNIT -> JUnitReport.write(verifications, rules);
            case HTML -> HtmlReport.write(verifications, files);
        };
    }
}
