package io.sluice.promotion.report;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.check.CheckName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Finds the reports of a version and reads them within limits. A report is read whole before it is parsed: from then on
 * every fault is one of its content, and a fault of the medium can be told apart.
 */
final class ReportReader {
    static final int MOST_FILES = 500;
    static final int MOST_BYTES = 20 * 1024 * 1024;
    private static final int MOST_LINKS = 3;

    private final ReportSource source;
    private final CheckName check;

    ReportReader(ReportSource source, CheckName check) {
        this.source = source;
        this.check = check;
    }

    /** The reports of a version, at least one. */
    List<Report> require(ArtifactVersion version) throws CannotTellException {
        List<Report> found = find(version);
        if (found.isEmpty()) {
            throw new CannotTellException("The check " + check + " has no report to read for " + version.artifact()
                    + " " + version.label() + ".");
        }
        return found;
    }

    /** The reports of a version, if there are any. */
    List<Report> find(ArtifactVersion version) throws CannotTellException {
        List<Report> found = source.reports(version, check);
        if (found.size() > MOST_FILES) {
            throw new CannotTellException("The check " + check + " has more than " + MOST_FILES
                    + " reports to read for " + version.artifact() + " " + version.label() + ".");
        }
        return found;
    }

    /** The bytes of one report. */
    static byte[] read(Report report) throws CannotTellException {
        byte[] content;
        try (InputStream in = report.content().open()) {
            content = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("Report " + name(report) + " cannot be read now.", e);
        }
        if (content.length > MOST_BYTES) {
            throw new CannotTellException(
                    "Report " + name(report) + " has more than " + MOST_BYTES / (1024 * 1024) + " MiB.");
        }
        if (content.length == 0) {
            throw new CannotTellException("Report " + name(report) + " is empty.");
        }
        return content;
    }

    /** Where a person finds the first of them. */
    static List<String> links(List<Report> reports) {
        return reports.stream()
                .map(report -> Printable.line(report.link(), 200))
                .filter(link -> !link.isEmpty())
                .limit(MOST_LINKS)
                .toList();
    }

    /** The name of a report as it can be shown. */
    static String name(Report report) {
        return Printable.line(report.name(), 100);
    }
}
