package io.sluice.promotion.report;

import io.sluice.promotion.artifact.ArtifactVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A candidate's scores beside those of the version that is live. */
final class LiveComparison {
    private static final int MOST_REMARKS = 20;

    private final Benchmarks now;
    private final PerformanceLimits limits;
    private final List<Regression> regressions = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private String withWhat = "";

    private LiveComparison(Benchmarks now, PerformanceLimits limits) {
        this.now = now;
        this.limits = limits;
    }

    /** Compares as far as there is something to compare with. */
    static LiveComparison of(
            Benchmarks now, Optional<ArtifactVersion> live, PerformanceLimits limits, ReportReader reports)
            throws CannotTellException {
        LiveComparison comparison = new LiveComparison(now, limits);
        if (live.isEmpty()) {
            comparison.remark("Nothing is live to compare with.");
            return comparison;
        }
        comparison.withWhat = live.get().label().value();
        List<Report> found = reports.find(live.get());
        if (found.isEmpty()) {
            comparison.remark("There is no report of the live version " + comparison.withWhat + " to compare with.");
        } else {
            comparison.compareAll(Benchmarks.read(found, limits.lowerIsBetter()));
        }
        return comparison;
    }

    /** Regressions that are not allowed, as sentences. */
    List<String> broken() {
        return broken;
    }

    /** What a person should know beside that, as sentences. */
    List<String> remarks() {
        return remarks;
    }

    /** How many percent worse the worst score is; below 0 when all are better. */
    OptionalDouble worstPercent() {
        return worst().stream().mapToDouble(Regression::percent).findFirst();
    }

    /** The comparison in a sentence; empty when there was nothing to compare with. */
    String summary() {
        Optional<Regression> worst = worst();
        if (worst.isEmpty()) {
            return "";
        }
        double percent = worst.get().percent();
        return percent > 0
                ? "At most " + Printable.percent(percent) + " worse than " + withWhat + " ("
                        + now.shortLabel(worst.get().now()) + ")."
                : "None is worse than in " + withWhat + ".";
    }

    private void compareAll(Benchmarks before) {
        for (Benchmark benchmark : now.all()) {
            Optional<Benchmark> same = before.sameAs(benchmark);
            if (same.isEmpty()) {
                remark(now.shortLabel(benchmark) + " is not in the report of " + withWhat + ".");
            } else if (same.get().score() == 0 || !same.get().unit().equals(benchmark.unit())) {
                remark(now.shortLabel(benchmark) + " cannot be compared with "
                        + same.get().shown() + " in " + withWhat + ".");
            } else {
                compare(new Regression(benchmark, same.get()));
            }
        }
        before.all().stream()
                .filter(old -> now.sameAs(old).isEmpty())
                .forEach(old -> remark(before.shortLabel(old) + ", which " + withWhat + " has, is missing."));
    }

    private void compare(Regression regression) {
        regressions.add(regression);
        double tolerance = limits.maxRegressionPercent();
        if (!regression.exceeds(tolerance)) {
            return;
        }
        String sentence = now.shortLabel(regression.now()) + " is " + Printable.percent(regression.percent())
                + " worse than in " + withWhat + " (" + regression.now().shown() + ", was "
                + regression.live().shown() + "; " + Printable.percent(tolerance) + " allowed)";
        if (regression.isCertain(tolerance)) {
            broken.add(sentence + ".");
        } else {
            remark(sentence + ", which the errors of the measurements may explain.");
        }
    }

    private Optional<Regression> worst() {
        return regressions.stream().max(Comparator.comparingDouble(Regression::percent));
    }

    private void remark(String sentence) {
        if (remarks.size() < MOST_REMARKS) {
            remarks.add(sentence);
        }
    }
}
