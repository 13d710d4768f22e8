package io.sluice.promotion.report;

import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.report.TestTally.Ending;
import io.sluice.promotion.spi.PromotionCheck.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Judges JUnit XML. */
final class TestsJudge implements ReportCheck.Judge {
    private static final int NAMED_IN_SUMMARY = 3;

    @Override
    public CheckOutcome judge(Candidate candidate, ReportReader reports) throws CannotTellException {
        TestLimits limits = TestLimits.of(candidate.settings());
        TestTally tally = new TestTally();
        List<Report> found = reports.require(candidate.version());
        for (Report report : found) {
            new JUnitXml(report, tally).read();
        }
        List<String> broken = broken(limits, tally);
        return broken.isEmpty()
                ? CheckOutcome.passed(passed(tally), evidence(tally, found), tally.metrics())
                : CheckOutcome.failed(String.join(" ", broken), evidence(tally, found), tally.metrics());
    }

    private static List<String> broken(TestLimits limits, TestTally tally) {
        List<String> broken = new ArrayList<>();
        if (tally.ran() == 0) {
            broken.add("No test ran" + (tally.total() == 0 ? "." : ", " + tally.total() + " skipped."));
        } else if (tally.passRate() < limits.minPassRate()) {
            broken.add(tally.count(Ending.PASSED) + " of " + Printable.count(tally.ran(), "test") + " passed ("
                    + Printable.percent(tally.passRate()) + ", at least " + Printable.percent(limits.minPassRate())
                    + " demanded). Failed: " + names(tally));
        }
        if (tally.ran() > 0 && tally.ran() < limits.minTests()) {
            broken.add("Only " + Printable.count(tally.ran(), "test") + " ran, at least "
                    + Printable.number(limits.minTests()) + " demanded.");
        }
        if (limits.maxSkippedRate().isPresent()
                && tally.skippedRate() > limits.maxSkippedRate().getAsDouble()) {
            broken.add(tally.count(Ending.SKIPPED) + " of " + Printable.count(tally.total(), "test") + " skipped ("
                    + Printable.percent(tally.skippedRate()) + ", at most "
                    + Printable.percent(limits.maxSkippedRate().getAsDouble()) + " allowed).");
        }
        return broken;
    }

    private static String passed(TestTally tally) {
        return tally.count(Ending.PASSED) + " of " + Printable.count(tally.ran(), "test") + " passed"
                + (tally.count(Ending.SKIPPED) == 0 ? "" : ", " + tally.count(Ending.SKIPPED) + " skipped")
                + (tally.flakyCount() == 0 ? "" : ", " + tally.flakyCount() + " only when repeated")
                + (tally.failingCount() == 0 ? "." : ". Failed: " + names(tally));
    }

    private static String names(TestTally tally) {
        String first = tally.failing().stream()
                .limit(NAMED_IN_SUMMARY)
                .map(failing -> Printable.line(failing, 120))
                .collect(Collectors.joining("; "));
        int more = tally.failingCount() - NAMED_IN_SUMMARY;
        return more > 0 ? first + "; and " + more + " more." : Printable.sentence(first);
    }

    private static String evidence(TestTally tally, List<Report> reports) {
        List<String> lines = new ArrayList<>();
        tally.failing().forEach(failing -> lines.add("failed: " + failing));
        tally.flaky().forEach(flaky -> lines.add("flaky: " + flaky));
        lines.addAll(ReportReader.links(reports));
        return Printable.evidence(lines);
    }
}
