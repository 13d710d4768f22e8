package io.sluice.promotion.bpmn.verify.report;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.Verification;
import java.util.List;

/** Messages like a compiler's: the first line of each has the file, the line and the problem, so that editors jump there. */
final class TextReport {
    private final StringBuilder out = new StringBuilder();

    private TextReport() {}

    static String write(List<Verification> verifications) {
        TextReport report = new TextReport();
        verifications.forEach(report::add);
        return report.out.toString();
    }

    /** One finding as it stands in the whole report. */
    static String write(String file, Finding finding) {
        TextReport report = new TextReport();
        report.add(file, finding);
        return report.out.toString();
    }

    private void add(Verification verification) {
        String file = PlainText.line(verification.file());
        verification.findings().forEach(finding -> add(file, finding));
        line(file + ": " + Wording.of(verification.verdict()) + " (" + Wording.summary(verification) + ")");
    }

    private void add(String file, Finding finding) {
        int at = finding.element().line();
        line(file + ":" + (at > 0 ? at + ":" : "") + " " + Wording.of(finding.severity()) + ": "
                + finding.rule().id() + ": " + PlainText.line(finding.message()));
        if (!finding.path().isEmpty()) {
            line("    This way shows it:");
            int number = 0;
            for (PathStep step : finding.path()) {
                number++;
                line("      " + " ".repeat(number < 10 ? 1 : 0) + number + ". " + Wording.of(step));
            }
        }
        if (!finding.repair().isBlank()) {
            line("    Repair: " + PlainText.line(finding.repair()));
        }
        line("    (" + finding.code() + ", " + PlainText.line(finding.key()) + ")");
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
