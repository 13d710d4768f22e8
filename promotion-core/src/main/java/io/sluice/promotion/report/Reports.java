package io.sluice.promotion.report;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.spi.PromotionCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checks that come with the library. Each reads the reports that build tools write, of which the host says where they
 * are; a report that is missing, too large or not what it should be gives the verdict ERROR, which lets nothing through.
 * Thread-safe.
 */
public final class Reports {
    private Reports() {}

    /**
     * The check {@code tests}: reads JUnit XML as Surefire, Gradle and pytest write it, and counts its test cases. A test
     * that passed when it was repeated passes and is reported as flaky, when the tool says that it was the same test
     * ({@code flakyFailure}; with Gradle: {@code mergeReruns}); a mere second test case of one name counts for itself.
     *
     * <table>
     * <caption>Settings</caption>
     * <tr><td>{@code minPassRate}</td><td>percent of the tests that ran, 0 to 100; 100 unless set</td></tr>
     * <tr><td>{@code minTests}</td><td>how many tests must have run, at least 1; 1 unless set</td></tr>
     * <tr><td>{@code maxSkippedRate}</td><td>percent of all tests, 0 to 100; any unless set</td></tr>
     * </table>
     *
     * <p>Metrics: {@code tests.total}, {@code tests.passed}, {@code tests.failed}, {@code tests.errors}, {@code
     * tests.skipped}, {@code tests.flaky}, {@code tests.pass_rate} (percent of those that ran), {@code
     * tests.duration_seconds}.
     */
    public static PromotionCheck tests(ReportSource source) {
        return new ReportCheck(CheckName.TESTS, source, new TestsJudge());
    }

    /**
     * The check {@code security}: reads SARIF 2.1.0. The level of a result is resolved as section 3.27.10 of the standard
     * says; its severity is the {@code security-severity} (0 to 10) of the rule or the result, in the ranges of CVSS. A
     * result counts unless every suppression of it is accepted, or it is absent from the scanned version. A scan that did
     * not succeed, or of which the results are missing, gives ERROR.
     *
     * <table>
     * <caption>Settings: most findings of a level or severity, whole numbers</caption>
     * <tr><td>{@code maxErrors}, {@code maxCritical}, {@code maxHigh}</td><td>0 unless set</td></tr>
     * <tr><td>{@code maxWarnings}, {@code maxNotes}, {@code maxMedium}, {@code maxLow}</td><td>any unless set</td></tr>
     * </table>
     *
     * <p>Metrics: {@code security.errors}, {@code security.warnings}, {@code security.notes}, {@code
     * security.suppressed}, {@code security.critical} (from 9.0), {@code security.high} (from 7.0), {@code
     * security.medium} (from 4.0), {@code security.low}.
     */
    public static PromotionCheck security(ReportSource source) {
        return new ReportCheck(CheckName.SECURITY, source, new SecurityJudge());
    }

    /**
     * The check {@code performance}: reads JMH's JSON, or a JSON object of names and numbers, holds it against limits and
     * against the report of the version that is live in the target.
     *
     * <p>Throughput is converted to {@code ops/s}, time to {@code ms/op}; a limit is a number in these units or names
     * another, such as {@code 250 us/op}. A benchmark is named {@code package.Class.method}, with its parameters behind
     * it as {@code [size=10]}. Settings may leave out the beginning of the name and the parameters, and use {@code *} and
     * {@code ?}.
     *
     * <table>
     * <caption>Settings</caption>
     * <tr><td>{@code min.<benchmark>}, {@code max.<benchmark>}</td><td>bounds of a score, both included</td></tr>
     * <tr><td>{@code maxRegressionPercent}</td><td>how much worse than live a score may be; 20 unless set</td></tr>
     * <tr><td>{@code maxErrorPercent}</td><td>how large the error of a score may be; any unless set</td></tr>
     * <tr><td>{@code lowerIsBetter}</td><td>names in a plain report of which less is better, with commas between</td></tr>
     * </table>
     *
     * <p>A score that is worse than the tolerance allows fails only when the part beyond the tolerance is larger than the
     * errors of both measurements together (the root of the sum of their squares, as they are independent). JMH's error
     * is half of a 99.9 % confidence interval: below it the difference may be nothing but noise, and a gate that fails by
     * chance is one that people learn to ignore. A score without an error counts as exact. So that noise cannot hide a
     * regression for long, bound it by {@code maxErrorPercent}.
     *
     * <p>Metrics: {@code performance.<benchmark>.score} and, when there was something to compare with, {@code
     * performance.regression_percent}: how much worse the worst benchmark is, below 0 when all are better.
     */
    public static PromotionCheck performance(ReportSource source) {
        return new ReportCheck(CheckName.PERFORMANCE, source, new PerformanceJudge());
    }

    /** All three. */
    public static List<PromotionCheck> all(ReportSource source) {
        return List.of(tests(source), security(source), performance(source));
    }

    /**
     * What is wrong with the settings of one of these checks, in whole sentences; empty when nothing is, or when the
     * check is none of these. Lets a policy be refused before it stops a promotion.
     */
    public static Optional<String> problem(CheckName check, Map<String, String> settings) {
        try {
            if (check.equals(CheckName.TESTS)) {
                TestLimits.of(settings);
            } else if (check.equals(CheckName.SECURITY)) {
                SecurityLimits.of(settings);
            } else if (check.equals(CheckName.PERFORMANCE)) {
                PerformanceLimits.of(settings);
            }
            return Optional.empty();
        } catch (CannotTellException e) {
            return Optional.of(e.sentence());
        }
    }
}
