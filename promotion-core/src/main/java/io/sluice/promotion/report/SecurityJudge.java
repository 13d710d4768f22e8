package io.sluice.promotion.report;

import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.spi.PromotionCheck.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges SARIF 2.1.0. */
final class SecurityJudge implements ReportCheck.Judge {
    private static final String VERSION = "2.1.0";

    /** The members that decide; all others are skipped, at whatever level they stand. */
    private static final Set<String> KEPT = Set.of(
            "version",
            "runs",
            "tool",
            "driver",
            "extensions",
            "name",
            "guid",
            "rules",
            "id",
            "defaultConfiguration",
            "level",
            "properties",
            "security-severity",
            "shortDescription",
            "text",
            "results",
            "ruleId",
            "ruleIndex",
            "rule",
            "index",
            "toolComponent",
            "kind",
            "suppressions",
            "status",
            "baselineState",
            "message",
            "locations",
            "physicalLocation",
            "artifactLocation",
            "uri",
            "region",
            "startLine",
            "logicalLocations",
            "fullyQualifiedName",
            "invocations",
            "executionSuccessful",
            "ruleConfigurationOverrides",
            "descriptor",
            "configuration",
            "provenance",
            "invocationIndex",
            "externalPropertyFileReferences");

    @Override
    public CheckOutcome judge(Candidate candidate, ReportReader reports) throws CannotTellException {
        SecurityLimits limits = SecurityLimits.of(candidate.settings());
        FindingTally tally = new FindingTally();
        List<Report> found = reports.require(candidate.version());
        for (Report report : found) {
            count(report, tally);
        }
        List<FindingWeight> exceeded = limits.exceeded(tally);
        return exceeded.isEmpty()
                ? CheckOutcome.passed(summary(counts(tally), tally), evidence(tally, found), tally.metrics())
                : CheckOutcome.failed(
                        summary(excess(exceeded, limits, tally), tally), evidence(tally, found), tally.metrics());
    }

    private static void count(Report report, FindingTally tally) throws CannotTellException {
        JsonNode log = JsonReport.read(report, KEPT::contains);
        String name = ReportReader.name(report);
        if (!log.isObject() || !log.at("runs").isPresent()) {
            throw new CannotTellException("Report " + name + " is no SARIF log.");
        }
        String version = log.at("version").text().orElse("no version");
        if (!version.equals(VERSION)) {
            throw new CannotTellException("Report " + name + " is SARIF " + Printable.line(version, 20) + ", only "
                    + VERSION + " can be read.");
        }
        List<JsonNode> runs = log.at("runs").elements();
        if (runs.isEmpty()) {
            throw new CannotTellException("Report " + name + " holds no run of a tool.");
        }
        for (JsonNode node : runs) {
            SarifRun run = new SarifRun(node);
            if (!run.isSuccessful()) {
                throw new CannotTellException("Report " + name + " says that " + run.tool() + " did not succeed.");
            }
            if (!run.hasResults()) {
                throw new CannotTellException("Report " + name + " holds no results of " + run.tool() + ".");
            }
            run.count(tally);
        }
    }

    private static String counts(FindingTally tally) {
        StringBuilder counts = new StringBuilder(Printable.count(tally.count(FindingWeight.ERROR), "error"));
        for (FindingWeight weight : FindingWeight.values()) {
            if (weight != FindingWeight.ERROR && tally.count(weight) > 0) {
                counts.append(", ").append(Printable.count(tally.count(weight), weight.noun()));
            }
        }
        return counts.append(tally.suppressed() == 0 ? "" : ", " + tally.suppressed() + " suppressed")
                .toString();
    }

    private static String excess(List<FindingWeight> exceeded, SecurityLimits limits, FindingTally tally) {
        return exceeded.stream()
                .map(weight -> Printable.count(tally.count(weight), weight.noun()) + " ("
                        + limits.most().getOrDefault(weight, 0) + " allowed)")
                .collect(Collectors.joining(", "));
    }

    private static String summary(String counts, FindingTally tally) {
        List<String> first = tally.first();
        return first.isEmpty() ? counts + "." : counts + ". First: " + first.get(0);
    }

    private static String evidence(FindingTally tally, List<Report> reports) {
        List<String> lines = new ArrayList<>(tally.first());
        lines.addAll(ReportReader.links(reports));
        return Printable.evidence(lines);
    }
}
