package io.sluice.promotion.report;

import static io.sluice.promotion.report.Candidates.always;
import static io.sluice.promotion.report.Candidates.byVersion;
import static io.sluice.promotion.report.Candidates.candidate;
import static io.sluice.promotion.report.Candidates.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckVerdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceCheckTest {
    private static final String PARSE = "io.acme.ParserBenchmark.parse";

    @Test
    void passesWithNothingToCompareWithAndSaysSo() {
        CheckOutcome outcome = run(Map.of(), jmh(PARSE, "avgt", "20", "1.5", "us/op"));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(outcome.summary()).isEqualTo("1 score within the limits. Nothing is live to compare with.");
        assertThat(outcome.metrics()).isEqualTo(Map.of("performance." + PARSE + ".score", 0.02));
    }

    @Test
    void saysWhenTheLiveVersionHasNoReport() {
        CheckOutcome outcome = Reports.performance(byVersion(Map.of("1.5.0", jmh(PARSE, "avgt", "1", "0", "ms/op"))))
                .run(candidate(version("1.5.0"), version("1.4.0"), Map.of()));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(outcome.summary()).contains("There is no report of the live version 1.4.0 to compare with.");
        assertThat(outcome.metrics()).doesNotContainKey("performance.regression_percent");
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "250, ns/op, 0.00025",
        "250, us/op, 0.25",
        "250, ms/op, 250",
        "2, s/op, 2000",
        "2, min/op, 120000",
        "1, hr/op, 3600000",
        "1, day/op, 86400000",
        "3, ops/ns, 3000000000",
        "3, ops/us, 3000000",
        "3, ops/ms, 3000",
        "3, ops/s, 3",
        "60, ops/min, 1",
        "7, ops, 7"
    })
    void convertsUnits(String score, String unit, double converted) {
        String mode = unit.startsWith("ops") ? "thrpt" : "avgt";

        assertThat(run(Map.of(), jmh(PARSE, mode, score, "1", unit)).metrics().get("performance." + PARSE + ".score"))
                .isCloseTo(converted, offset(converted * 1e-12));
    }

    @ParameterizedTest(name = "{0} = {1} for 20 us/op: {2}")
    @CsvSource({
        "max.ParserBenchmark.parse, 20 us/op, PASSED",
        "max.ParserBenchmark.parse, 19.9 us/op, FAILED",
        "max.ParserBenchmark.parse, 0.02, PASSED",
        "max.ParserBenchmark.parse, 0.0199, FAILED",
        "max.io.acme.ParserBenchmark.parse, 0.01, FAILED",
        "max.parse, 0.01, FAILED",
        "max.io.acme.*, 0.01, FAILED",
        "max.Parser*.pars?, 0.01, FAILED",
        "max.*, 0.01, FAILED",
        "min.*, 0.02, PASSED",
        "min.*, 0.03, FAILED",
        "max.*, 20000 ns/op, PASSED"
    })
    void holdsScoresAgainstLimits(String setting, String value, CheckVerdict verdict) {
        CheckOutcome outcome = run(Map.of(setting, value), jmh(PARSE, "avgt", "20", "1", "us/op"));

        assertThat(outcome.verdict()).isEqualTo(verdict);
    }

    @Test
    void saysWhichLimitIsBroken() {
        CheckOutcome outcome =
                run(Map.of("max.ParserBenchmark.parse", "15 us/op"), jmh(PARSE, "avgt", "20", "1", "us/op"));

        assertThat(outcome.summary())
                .isEqualTo("io.acme.ParserBenchmark.parse is 20 us/op, at most 15 us/op demanded.");
    }

    @Test
    void cannotTellWhenALimitMeansNoBenchmark() {
        CheckOutcome outcome = run(Map.of("max.Praser.parse", "1"), jmh(PARSE, "avgt", "20", "1", "us/op"));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).isEqualTo("The setting max.Praser.parse means no benchmark of the report.");
    }

    @Test
    void cannotTellWhenALimitIsInAnotherKindOfUnit() {
        CheckOutcome outcome = run(Map.of("max.parse", "1 ops/s"), jmh(PARSE, "avgt", "20", "1", "us/op"));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).contains("the units differ in kind");
    }

    @Test
    void tellsBenchmarksApartByTheirParameters() {
        String small = entry(PARSE, "avgt", "1", "0", "ms/op", "{\"size\": \"10\", \"kind\": \"a\"}");
        String large = entry(PARSE, "avgt", "9", "0", "ms/op", "{\"kind\": \"a\", \"size\": \"1000\"}");

        CheckOutcome outcome = run(Map.of("max.parse[kind=a,size=10]", "1"), "[" + small + "," + large + "]");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(outcome.metrics())
                .containsEntry("performance." + PARSE + "[kind=a,size=10].score", 1.0)
                .containsEntry("performance." + PARSE + "[kind=a,size=1000].score", 9.0);
    }

    @Test
    void tellsTheModesOfABenchmarkApart() {
        CheckOutcome outcome = run(
                Map.of(),
                "[" + entry(PARSE, "avgt", "1", "0", "ms/op", "{}") + ","
                        + entry(PARSE, "thrpt", "9", "0", "ops/s", "{}") + "]");

        assertThat(outcome.metrics())
                .containsEntry("performance." + PARSE + "@avgt.score", 1.0)
                .containsEntry("performance." + PARSE + "@thrpt.score", 9.0);
    }

    @ParameterizedTest(name = "{0}: {1} after {2} is {3} % worse: {4}")
    @CsvSource({
        "avgt,  120,     100, 20,  PASSED",
        "avgt,  120.001, 100, 20.001,  FAILED",
        "avgt,  50,      100, -50, PASSED",
        "sample, 121,    100, 21,  FAILED",
        "ss,    121,     100, 21,  FAILED",
        "thrpt, 80,      100, 20,  PASSED",
        "thrpt, 79.999,  100, 20.001,  FAILED",
        "thrpt, 200,     100, -100, PASSED"
    })
    void comparesWithTheLiveVersionInTheDirectionOfTheMode(
            String mode, String now, String live, double percent, CheckVerdict verdict) {
        String unit = mode.equals("thrpt") ? "ops/s" : "ms/op";

        CheckOutcome outcome =
                compare(Map.of(), jmh(PARSE, mode, now, "\"NaN\"", unit), jmh(PARSE, mode, live, "\"NaN\"", unit));

        assertThat(outcome.verdict()).isEqualTo(verdict);
        assertThat(outcome.metrics().get("performance.regression_percent")).isCloseTo(percent, offset(1e-9));
    }

    @Test
    void comparesAcrossUnits() {
        CheckOutcome outcome =
                compare(Map.of(), jmh(PARSE, "avgt", "900", "0", "us/op"), jmh(PARSE, "avgt", "1", "0", "ms/op"));

        assertThat(outcome.metrics().get("performance.regression_percent")).isCloseTo(-10, offset(1e-9));
        assertThat(outcome.summary()).isEqualTo("1 score within the limits. None is worse than in 1.4.0.");
    }

    @ParameterizedTest(name = "130 ± {0} after 100 ± {1}: {2}")
    @CsvSource({
        "0, 0, FAILED",
        "9.9, 0, FAILED",
        "0, 9.9, FAILED",
        "10.1, 0, PASSED",
        "0, 10.1, PASSED",
        "8, 8, PASSED",
        "7, 7, FAILED",
        "\"NaN\", 9.9, FAILED"
    })
    void failsOnlyWhenTheErrorsDoNotExplainWhatIsBeyondTheTolerance(
            String error, String liveError, CheckVerdict verdict) {
        CheckOutcome outcome = compare(
                Map.of(), jmh(PARSE, "avgt", "130", error, "ms/op"), jmh(PARSE, "avgt", "100", liveError, "ms/op"));

        assertThat(outcome.verdict()).isEqualTo(verdict);
        if (verdict == CheckVerdict.FAILED) {
            assertThat(outcome.summary())
                    .isEqualTo(PARSE + " is 30 % worse than in 1.4.0 (130 ms/op, was 100 ms/op; 20 % allowed).");
        } else {
            assertThat(outcome.evidence()).contains("which the errors of the measurements may explain.");
        }
    }

    @Test
    void refusesScoresTooNoisyForThePolicy() {
        String report = jmh(PARSE, "avgt", "100", "31", "ms/op");

        assertThat(run(Map.of("maxErrorPercent", "30"), report).summary())
                .isEqualTo(PARSE + " is measured with an error of 31 %, at most 30 % allowed.");
        assertThat(run(Map.of("maxErrorPercent", "31"), report).verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(run(Map.of("maxErrorPercent", "31"), jmh(PARSE, "avgt", "0", "1", "ms/op"))
                        .verdict())
                .isEqualTo(CheckVerdict.FAILED);
    }

    @Test
    void toleratesAsMuchAsThePolicySays() {
        String now = jmh(PARSE, "avgt", "106", "0", "ms/op");
        String live = jmh(PARSE, "avgt", "100", "0", "ms/op");

        assertThat(compare(Map.of("maxRegressionPercent", "5"), now, live).verdict())
                .isEqualTo(CheckVerdict.FAILED);
        assertThat(compare(Map.of("maxRegressionPercent", "6"), now, live).verdict())
                .isEqualTo(CheckVerdict.PASSED);
        assertThat(compare(Map.of("maxRegressionPercent", "0"), live, live).verdict())
                .isEqualTo(CheckVerdict.PASSED);
    }

    @Test
    void namesWhatIsNewMissingOrIncomparable() {
        String now = "[" + entry("a.B.same", "avgt", "1", "0", "ms/op", "{}") + ","
                + entry("a.B.fresh", "avgt", "1", "0", "ms/op", "{}") + ","
                + entry("a.B.zero", "avgt", "1", "0", "ms/op", "{}") + "]";
        String live = "[" + entry("a.B.same", "avgt", "1", "0", "ms/op", "{}") + ","
                + entry("a.B.gone", "avgt", "1", "0", "ms/op", "{}") + ","
                + entry("a.B.zero", "avgt", "0", "0", "ms/op", "{}") + "]";

        CheckOutcome outcome = compare(Map.of(), now, live);

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(outcome.evidence().lines())
                .containsExactly(
                        "a.B.fresh is not in the report of 1.4.0.",
                        "a.B.zero cannot be compared with 0 ms/op in 1.4.0.",
                        "a.B.gone, which 1.4.0 has, is missing.");
    }

    @Test
    void reportsTheWorstOfSeveralRegressions() {
        String now = "[" + entry("a.B.x", "avgt", "110", "0", "ms/op", "{}") + ","
                + entry("a.B.y", "thrpt", "70", "0", "ops/s", "{}") + "]";
        String live = "[" + entry("a.B.x", "avgt", "100", "0", "ms/op", "{}") + ","
                + entry("a.B.y", "thrpt", "100", "0", "ops/s", "{}") + "]";

        CheckOutcome outcome = compare(Map.of(), now, live);

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(outcome.summary()).startsWith("a.B.y is 30 % worse");
        assertThat(outcome.metrics()).containsEntry("performance.regression_percent", 30.0);
    }

    @Test
    void cannotTellWhenTheReportOfTheLiveVersionCannotBeRead() {
        CheckOutcome outcome = compare(Map.of(), jmh(PARSE, "avgt", "1", "0", "ms/op"), "[");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).startsWith("Report 1.4.0.json is not readable JSON");
    }

    @Test
    void readsPlainNumbersOfWhichMoreIsBetterUnlessThePolicySaysOtherwise() {
        String now = "{\"answers.correct\": 70, \"latency.p99\": 130}";
        String live = "{\"answers.correct\": 100, \"latency.p99\": 100}";

        assertThat(compare(Map.of("lowerIsBetter", "latency.*"), now, live).summary())
                .isEqualTo("answers.correct is 30 % worse than in 1.4.0 (70, was 100; 20 % allowed)."
                        + " latency.p99 is 30 % worse than in 1.4.0 (130, was 100; 20 % allowed).");
        assertThat(compare(Map.of("lowerIsBetter", " latency.p99 , answers.correct "), now, live)
                        .metrics())
                .containsEntry("performance.regression_percent", 30.0)
                .containsEntry("performance.answers.correct.score", 70.0);
        assertThat(compare(Map.of("max.latency.p99", "120"), now, now).summary())
                .isEqualTo("latency.p99 is 130, at most 120 demanded.");
    }

    @Test
    void comparesNegativeNumbersByTheirSize() {
        assertThat(compare(Map.of(), "{\"balance\": -130}", "{\"balance\": -100}")
                        .metrics())
                .containsEntry("performance.regression_percent", 30.0);
    }

    @Test
    void cannotTellWhenLowerIsBetterMeansNothing() {
        CheckOutcome outcome = run(Map.of("lowerIsBetter", "latncy"), "{\"latency\": 1}");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).isEqualTo("The setting lowerIsBetter means no number of the report by latncy.");
        assertThat(run(Map.of("lowerIsBetter", "parse"), jmh(PARSE, "thrpt", "1", "0", "ops/s"))
                        .verdict())
                .isEqualTo(CheckVerdict.ERROR);
    }

    @Test
    void neverReportsANumberThatCannotBeStored() {
        CheckOutcome outcome = compare(Map.of("lowerIsBetter", "x"), "{\"x\": 1e308}", "{\"x\": 1e-308}");

        assertThat(outcome.metrics().values()).allMatch(value -> Double.isFinite(value));
        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "null",
                "17",
                "[17]",
                "[{}]",
                "[{\"benchmark\": \"a\", \"mode\": \"thrpt\", \"primaryMetric\": {\"score\": \"NaN\", \"scoreUnit\": \"ops/s\"}}]",
                "[{\"benchmark\": \"a\", \"mode\": \"thrpt\", \"primaryMetric\": {\"score\": \"12\", \"scoreUnit\": \"ops/s\"}}]",
                "[{\"benchmark\": \"a\", \"mode\": \"thrpt\", \"primaryMetric\": {\"score\": -1, \"scoreUnit\": \"ops/s\"}}]",
                "[{\"benchmark\": \"a\", \"mode\": \"thrpt\", \"primaryMetric\": {\"score\": 1e308, \"scoreUnit\": \"ops/ns\"}}]",
                "[{\"benchmark\": \"a\", \"mode\": \"thrpt\", \"primaryMetric\": {\"score\": 1}}]",
                "[{\"benchmark\": \"a\", \"mode\": \"turbo\", \"primaryMetric\": {\"score\": 1, \"scoreUnit\": \"ops/s\"}}]",
                "[{\"benchmark\": \" \", \"mode\": \"thrpt\", \"primaryMetric\": {\"score\": 1, \"scoreUnit\": \"ops/s\"}}]",
                "{\"latency\": \"12\"}",
                "{\"latency\": null}",
                "{\"latency\": {\"p99\": 1}}",
                "{\"latency\": 1e999}",
                "{\"latency\": NaN}",
                "{\"latency\": 1, \"latency\": 2}",
                "{\"latency\": 1",
                "<jmh/>"
            })
    void saysInASentenceWhatItCannotRead(String report) {
        CheckOutcome outcome = run(Map.of(), report);

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).startsWith("Report report-1 ").endsWith(".");
    }

    @Test
    void refusesTheSameBenchmarkTwice() {
        String report = jmh(PARSE, "avgt", "1", "0", "ms/op");

        assertThat(Reports.performance(always(report, report))
                        .run(candidate(Map.of()))
                        .verdict())
                .isEqualTo(CheckVerdict.ERROR);
    }

    @Test
    void refusesMoreScoresThanAResultCanHold() {
        StringBuilder report = new StringBuilder("{\"first\": 1");
        for (int i = 0; i < 1_000; i++) {
            report.append(", \"n" + i + "\": 1");
        }

        assertThat(run(Map.of(), report + "}").summary()).isEqualTo("The reports hold more than 1000 scores.");
    }

    private static CheckOutcome run(Map<String, String> settings, String report) {
        return Reports.performance(always(report)).run(candidate(settings));
    }

    private static CheckOutcome compare(Map<String, String> settings, String now, String live) {
        return Reports.performance(byVersion(Map.of("1.5.0", now, "1.4.0", live)))
                .run(candidate(version("1.5.0"), version("1.4.0"), settings));
    }

    private static String jmh(String benchmark, String mode, String score, String error, String unit) {
        return "[" + entry(benchmark, mode, score, error, unit, "{}") + "]";
    }

    private static String entry(String benchmark, String mode, String score, String error, String unit, String params) {
        return """
                {"jmhVersion": "1.37", "benchmark": "%s", "mode": "%s", "threads": 1, "forks": 2, "params": %s,
                 "primaryMetric": {"score": %s, "scoreError": %s, "scoreConfidence": [1, "NaN"], "scoreUnit": "%s",
                   "rawData": [[1, 2]]}, "secondaryMetrics": {"gc": {"score": "NaN"}}}""".formatted(benchmark, mode, params, score, error, unit);
    }
}
