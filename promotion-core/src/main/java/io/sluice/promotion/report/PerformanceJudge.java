package io.sluice.promotion.report;

import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.report.PerformanceLimits.Bound;
import io.sluice.promotion.spi.PromotionCheck.Candidate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges JMH JSON and plain numbers. */
final class PerformanceJudge implements ReportCheck.Judge {
    private static final int MOST_NAMED = 3;

    @Override
    public CheckOutcome judge(Candidate candidate, ReportReader reports) throws CannotTellException {
        PerformanceLimits limits = PerformanceLimits.of(candidate.settings());
        List<Report> found = reports.require(candidate.version());
        Benchmarks now = Benchmarks.read(found, limits.lowerIsBetter());
        refuseIdleSettings(limits, now);
        LiveComparison comparison = LiveComparison.of(now, candidate.live(), limits, reports);

        List<String> broken = new ArrayList<>(brokenBounds(limits, now));
        broken.addAll(tooNoisy(limits, now));
        broken.addAll(comparison.broken());
        List<String> evidence = new ArrayList<>(broken);
        evidence.addAll(comparison.remarks());
        evidence.addAll(ReportReader.links(found));
        return broken.isEmpty()
                ? CheckOutcome.passed(passed(now, comparison), Printable.evidence(evidence), metrics(now, comparison))
                : CheckOutcome.failed(firstOf(broken), Printable.evidence(evidence), metrics(now, comparison));
    }

    private static String passed(Benchmarks now, LiveComparison comparison) {
        List<String> sentences = new ArrayList<>();
        sentences.add(Printable.count(now.all().size(), "score") + " within the limits.");
        if (!comparison.summary().isEmpty()) {
            sentences.add(comparison.summary());
        }
        sentences.addAll(comparison.remarks());
        return firstOf(sentences);
    }

    /** A setting that means nothing is a mistake; unnoticed it would let everything through. */
    private static void refuseIdleSettings(PerformanceLimits limits, Benchmarks now) throws CannotTellException {
        for (Bound bound : limits.bounds()) {
            if (now.all().stream().noneMatch(benchmark -> benchmark.isMeantBy(bound.pattern()))) {
                throw new CannotTellException("The setting " + bound.setting() + " means no benchmark of the report.");
            }
        }
        for (String name : limits.lowerIsBetter()) {
            if (now.all().stream().noneMatch(number -> number.isPlain() && number.isMeantBy(name))) {
                throw new CannotTellException("The setting lowerIsBetter means no number of the report by "
                        + Printable.line(name, 100) + ".");
            }
        }
    }

    private static List<String> brokenBounds(PerformanceLimits limits, Benchmarks now) throws CannotTellException {
        List<String> broken = new ArrayList<>();
        for (Bound bound : limits.bounds()) {
            for (Benchmark benchmark : now.all()) {
                if (benchmark.isMeantBy(bound.pattern()) && !allows(bound, benchmark)) {
                    broken.add(now.shortLabel(benchmark) + " is " + benchmark.shown() + ", "
                            + (bound.isMinimum() ? "at least " : "at most ")
                            + Unit.shown(bound.value(), benchmark.unit())
                            + " demanded.");
                }
            }
        }
        return broken;
    }

    private static boolean allows(Bound bound, Benchmark benchmark) throws CannotTellException {
        if (!bound.unit().equals(Unit.NONE) && !bound.unit().base().equals(benchmark.unit())) {
            throw new CannotTellException("The setting " + bound.setting() + " cannot be compared with "
                    + benchmark.shown() + ": the units differ in kind.");
        }
        return bound.allows(benchmark.score());
    }

    private static List<String> tooNoisy(PerformanceLimits limits, Benchmarks now) {
        if (limits.maxErrorPercent().isEmpty()) {
            return List.of();
        }
        double most = limits.maxErrorPercent().getAsDouble();
        return now.all().stream()
                .filter(benchmark -> benchmark.errorPercent() > most)
                .map(benchmark -> now.shortLabel(benchmark) + " is measured with an error of "
                        + Printable.percent(benchmark.errorPercent()) + ", at most " + Printable.percent(most)
                        + " allowed.")
                .toList();
    }

    private static Map<String, Double> metrics(Benchmarks now, LiveComparison comparison) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        now.all()
                .forEach(benchmark -> metrics.put("performance." + now.label(benchmark) + ".score", benchmark.score()));
        comparison.worstPercent().ifPresent(percent -> metrics.put("performance.regression_percent", percent));
        return metrics;
    }

    private static String firstOf(List<String> sentences) {
        String first = String.join(" ", sentences.subList(0, Math.min(MOST_NAMED, sentences.size())));
        int more = sentences.size() - MOST_NAMED;
        return more > 0 ? first + " And " + more + " more." : first;
    }
}
