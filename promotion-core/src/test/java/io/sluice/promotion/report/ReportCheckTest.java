package io.sluice.promotion.report;

import static io.sluice.promotion.report.Candidates.always;
import static io.sluice.promotion.report.Candidates.candidate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.spi.PromotionCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all three checks. */
class ReportCheckTest {
    private static final String TESTS =
            "<testsuite name=\"s\" tests=\"1\"><testcase classname=\"a.B\" name=\"adds\" time=\"0.5\">"
                    + "<failure message=\"m\">t</failure></testcase><testcase name=\"b\"/></testsuite>";
    private static final String SECURITY =
            "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"T\", \"rules\": [{\"id\": \"R\","
                    + "\"properties\": {\"security-severity\": \"7.5\"}}]}}, \"results\": [{\"ruleId\": \"R/x\","
                    + "\"level\": \"error\", \"message\": {\"text\": \"m\"}, \"suppressions\": []}]}]}";
    private static final String PERFORMANCE =
            "[{\"benchmark\": \"a.B.c\", \"mode\": \"avgt\", \"params\": {\"n\": \"1\"}, \"primaryMetric\":"
                    + "{\"score\": 12.5, \"scoreError\": \"NaN\", \"scoreUnit\": \"us/op\"}}]";

    static Stream<CheckName> checks() {
        return Stream.of(CheckName.TESTS, CheckName.SECURITY, CheckName.PERFORMANCE);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void cannotTellWithoutAReport(CheckName check) {
        CheckOutcome outcome = check(check, (version, name) -> List.of()).run(candidate(Map.of()));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary())
                .isEqualTo("The check " + check + " has no report to read for AGENT/support-assistant 1.4.0.");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void asksForItsOwnReportsOfTheCandidate(CheckName check) {
        ReportSource source = (version, name) -> {
            assertThat(version.label()).hasToString("1.4.0");
            assertThat(name).isEqualTo(check);
            return always(good(check)).reports(version, name);
        };

        CheckOutcome outcome = check(check, source).run(candidate(Map.of()));

        assertThat(outcome.verdict()).isNotEqualTo(CheckVerdict.ERROR);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void refusesAnEmptyFile(CheckName check) {
        assertThat(check(check, always("")).run(candidate(Map.of())).summary()).isEqualTo("Report report-1 is empty.");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void refusesAnOverlongFileWithoutReadingAllOfIt(CheckName check) {
        InputStream endless = new SequenceInputStream(
                Collections.enumeration(Collections.nCopies(1_000, new byte[1024 * 1024]).stream()
                        .map(ByteArrayInputStream::new)
                        .toList()));
        Report huge = new Report("huge", () -> endless, "");

        CheckOutcome outcome = check(check, (version, name) -> List.of(huge)).run(candidate(Map.of()));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).isEqualTo("Report huge has more than 20 MiB.");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void refusesMoreFilesThanItReads(CheckName check) {
        List<Report> many = Collections.nCopies(501, Report.of("r", new byte[] {1}, ""));

        assertThat(check(check, (version, name) -> many)
                        .run(candidate(Map.of()))
                        .summary())
                .isEqualTo("The check " + check + " has more than 500 reports to read for"
                        + " AGENT/support-assistant 1.4.0.");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void leavesAFaultOfTheMediumToBeTriedAgain(CheckName check) {
        Report broken = new Report(
                "broken",
                () -> {
                    throw new IOException("The disk is gone.");
                },
                "");

        assertThatThrownBy(
                        () -> check(check, (version, name) -> List.of(broken)).run(candidate(Map.of())))
                .isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void closesWhatItOpens(CheckName check) {
        AtomicInteger open = new AtomicInteger();
        byte[] content = bytes(good(check));
        Report report = new Report(
                "r",
                () -> {
                    open.incrementAndGet();
                    return new ByteArrayInputStream(content) {
                        @Override
                        public void close() {
                            open.decrementAndGet();
                        }
                    };
                },
                "");

        check(check, (version, name) -> List.of(report)).run(candidate(Map.of()));

        assertThat(open).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void neverThrowsWhateverTheContentIs(CheckName check) {
        Random random = new Random(20_260_301);
        byte[] good = bytes(good(check));

        for (int i = 0; i < 4_000; i++) {
            byte[] bad = mutated(good, random);

            CheckOutcome outcome = check(check, (version, name) -> List.of(Report.of("r", bad, "")))
                    .run(candidate(Map.of()));

            assertThat(outcome.summary()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void neverPassesATruncatedReport(CheckName check) {
        byte[] good = bytes(good(check));

        for (int length = 0; length < good.length; length++) {
            String truncated = new String(good, 0, length, StandardCharsets.UTF_8);

            assertThat(check(check, always(truncated)).run(candidate(Map.of())).verdict())
                    .as(truncated)
                    .isEqualTo(CheckVerdict.ERROR);
        }
    }

    @Test
    void refusesJsonThatNestsTooDeep() {
        String deep = "{\"x\": " + "[".repeat(100) + "]".repeat(100) + "}";

        assertThat(check(CheckName.PERFORMANCE, always(deep))
                        .run(candidate(Map.of()))
                        .summary())
                .startsWith("Report report-1 is not readable JSON");
        assertThat(check(CheckName.SECURITY, always(deep))
                        .run(candidate(Map.of()))
                        .summary())
                .startsWith("Report report-1 is not readable JSON");
    }

    @Test
    void refusesJsonWithMoreValuesThanFitIntoMemory() {
        String wide = "{\"version\": \"2.1.0\", \"runs\": [" + "{},".repeat(1_000_001) + "{}]}";

        assertThat(check(CheckName.SECURITY, always(wide))
                        .run(candidate(Map.of()))
                        .summary())
                .isEqualTo("Report report-1 holds more than 1000000 values.");
    }

    @Test
    void showsTheNamesAndLinksOfReportsSafely() {
        Report report =
                new Report("a\nb\u202e\u0000" + "n".repeat(200), () -> new ByteArrayInputStream(bytes("[")), "");
        Report linked = Report.of("r", bytes("<testsuite><testcase name='a'/></testsuite>"), "ftp://x/\u0007y");

        assertThat(check(CheckName.TESTS, (version, name) -> List.of(report))
                        .run(candidate(Map.of()))
                        .summary())
                .startsWith("Report a b\ufffd\ufffdnnn")
                .hasSizeLessThan(200);
        assertThat(check(CheckName.TESTS, (version, name) -> List.of(linked))
                        .run(candidate(Map.of()))
                        .evidence())
                .isEqualTo("ftp://x/\ufffdy");
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource({
        "tests, minPassRate, '', must be a number from 0 to 100",
        "tests, minPassRate, 100%, must be a number from 0 to 100",
        "tests, minPassRate, 101, must be a number from 0 to 100",
        "tests, minPassRate, -1, must be a number from 0 to 100",
        "tests, minPassRate, NaN, must be a number from 0 to 100",
        "tests, minPassRate, 0x1p3, must be a number from 0 to 100",
        "tests, minPassRate, 1e2, must be a number from 0 to 100",
        "tests, minPassRate, ' 95', must be a number from 0 to 100",
        "tests, minTests, 0, must be a number from 1 to 10000000",
        "tests, minTests, 1.5, must be a whole number",
        "tests, maxSkippedRate, many, must be a number from 0 to 100",
        "tests, minPasRate, 90, There is no setting minPasRate.",
        "security, maxErrors, -1, must be a number from 0 to 1000000",
        "security, maxErrors, 0.5, must be a whole number",
        "security, maxHigh, none, must be a number from 0 to 1000000",
        "security, maxhigh, 0, There is no setting maxhigh.",
        "performance, maxRegressionPercent, -5, must be a number from 0 to 10000",
        "performance, maxErrorPercent, x, must be a number from 0 to 10000",
        "performance, max.a.B.c, fast, must be a number",
        "performance, max.a.B.c, 5 parsecs, must be a number",
        "performance, max.a.B.c, 5us/op, must be a number",
        "performance, min.a.B.c, '', must be a number",
        "performance, max., 5, There is no setting max..",
        "performance, threshold, 5, There is no setting threshold."
    })
    void refusesSettingsItDoesNotUnderstand(String check, String setting, String value, String complaint) {
        CheckName name = new CheckName(check);

        CheckOutcome outcome = check(name, always(good(name))).run(candidate(Map.of(setting, value)));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).contains(complaint).contains(setting);
        assertThat(Reports.problem(name, Map.of(setting, value))).contains(outcome.summary());
    }

    @Test
    void findsNothingWrongWithSettingsItUnderstands() {
        assertThat(Reports.problem(CheckName.TESTS, Map.of("minPassRate", "99.5", "minTests", "10")))
                .isEmpty();
        assertThat(Reports.problem(CheckName.SECURITY, Map.of("maxErrors", "0", "maxLow", "17")))
                .isEmpty();
        assertThat(Reports.problem(CheckName.PERFORMANCE, Map.of("max.a.*", "25 us/op", "lowerIsBetter", "a,b")))
                .isEmpty();
        assertThat(Reports.problem(new CheckName("licences"), Map.of("anything", "goes")))
                .isEmpty();
    }

    @Test
    void offersAllThree() {
        assertThat(Reports.all(always("")))
                .extracting(PromotionCheck::name)
                .containsExactly(CheckName.TESTS, CheckName.SECURITY, CheckName.PERFORMANCE);
    }

    private static PromotionCheck check(CheckName name, ReportSource source) {
        return Reports.all(source).stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String good(CheckName name) {
        return switch (name.value()) {
            case "tests" -> TESTS;
            case "security" -> SECURITY;
            default -> PERFORMANCE;
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bad = good.clone();
        for (int change = 0; change <= random.nextInt(4); change++) {
            int at = random.nextInt(bad.length);
            switch (random.nextInt(3)) {
                case 0 -> bad[at] = (byte) random.nextInt(256);
                case 1 -> bad[at] = good[random.nextInt(good.length)];
                default -> System.arraycopy(good, 0, bad, at, Math.min(good.length - at, random.nextInt(good.length)));
            }
        }
        return bad;
    }
}
