package io.sluice.promotion.report;

import static io.sluice.promotion.report.Candidates.always;
import static io.sluice.promotion.report.Candidates.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckVerdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestsCheckTest {
    private static final String PASSING = """
            <testsuite name="s"><testcase classname="a.B" name="adds" time="0.5"/></testsuite>""";

    @Test
    void passesWhenEveryTestPasses() {
        CheckOutcome outcome = run("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="a.B" tests="2" failures="0" errors="0" skipped="0" time="1.75">
                  <properties><property name="java.version" value="17"/></properties>
                  <testcase name="adds" classname="a.B" time="0.5"/>
                  <testcase name="subtracts" classname="a.B" time="1.25"><system-out><![CDATA[<x>]]></system-out></testcase>
                </testsuite>""");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(outcome.summary()).isEqualTo("2 of 2 tests passed.");
        assertThat(outcome.metrics())
                .isEqualTo(Map.of(
                        "tests.total", 2.0,
                        "tests.passed", 2.0,
                        "tests.failed", 0.0,
                        "tests.errors", 0.0,
                        "tests.skipped", 0.0,
                        "tests.flaky", 0.0,
                        "tests.pass_rate", 100.0,
                        "tests.duration_seconds", 1.75));
    }

    @Test
    void countsFailuresErrorsAndSkippedTests() {
        CheckOutcome outcome = run("""
                <testsuite name="s">
                  <testcase classname="a.B" name="adds"/>
                  <testcase classname="a.B" name="divides"><failure message="expected 2" type="x">trace</failure></testcase>
                  <testcase classname="a.B" name="reads"><error>
                      java.io.IOException: gone
                      at a.B</error></testcase>
                  <testcase classname="a.B" name="waits"><skipped/></testcase>
                </testsuite>""");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(outcome.summary())
                .isEqualTo("1 of 3 tests passed (33.33 %, at least 100 % demanded). "
                        + "Failed: a.B.divides: expected 2; a.B.reads: java.io.IOException: gone.");
        assertThat(outcome.metrics())
                .containsEntry("tests.total", 4.0)
                .containsEntry("tests.failed", 1.0)
                .containsEntry("tests.errors", 1.0)
                .containsEntry("tests.skipped", 1.0);
    }

    @Test
    void readsSuitesInSuitesAndSeveralReports() {
        CheckOutcome outcome = run(PASSING, """
                <testsuites><testsuite name="outer">
                  <testcase name="one"/>
                  <testsuite name="inner"><testcase name="two"/><testsuite><testcase name="three"/></testsuite></testsuite>
                </testsuite><testcase name="without a suite"/></testsuites>""");

        assertThat(outcome.summary()).isEqualTo("5 of 5 tests passed.");
    }

    @Test
    void countsWhatIsThereNotWhatTheSuiteDeclares() {
        CheckOutcome outcome = run("""
                <testsuite tests="100" failures="0"><testcase name="only"/></testsuite>""");

        assertThat(outcome.metrics()).containsEntry("tests.total", 1.0);
    }

    @Test
    void refusesAReportThatDeclaresFailuresButShowsNone() {
        CheckOutcome outcome = run("""
                <testsuite tests="2" failures="1"><testcase name="one"/><testcase name="two"/></testsuite>""");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary())
                .isEqualTo("Report report-1 contradicts itself: it declares failures, but shows none.");
    }

    @Test
    void countsATestThatPassedWhenRepeatedAsPassedAndFlaky() {
        CheckOutcome outcome = run("""
                <testsuite failures="1">
                  <testcase classname="a.B" name="shaky"><flakyFailure message="no">t</flakyFailure></testcase>
                  <testcase classname="a.B" name="sound"/>
                </testsuite>""");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(outcome.summary()).isEqualTo("2 of 2 tests passed, 1 only when repeated.");
        assertThat(outcome.evidence()).isEqualTo("flaky: a.B.shaky");
        assertThat(outcome.metrics()).containsEntry("tests.flaky", 1.0).containsEntry("tests.passed", 2.0);
    }

    @Test
    void countsATestThatFailedAgainWhenRepeatedAsFailed() {
        CheckOutcome outcome = run("""
                <testsuite><testcase name="broken"><failure message="first"/><rerunFailure message="second"/></testcase>
                </testsuite>""");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(outcome.metrics()).containsEntry("tests.failed", 1.0).containsEntry("tests.flaky", 0.0);
    }

    @Test
    void countsTwoTestCasesOfOneNameForThemselves() {
        CheckOutcome outcome = run("""
                <testsuite><testcase name="adds(int)"><failure/></testcase><testcase name="adds(int)"/></testsuite>""");

        assertThat(outcome.summary()).startsWith("1 of 2 tests passed");
    }

    @Test
    void countsATestCaseWithAFailureAndAnErrorOnce() {
        CheckOutcome outcome = run("""
                <testsuite><testcase name="a"><error message="teardown"/><failure message="f"/></testcase>
                <testcase name="b"><skipped/><failure message="f"/></testcase></testsuite>""");

        assertThat(outcome.metrics())
                .containsEntry("tests.total", 2.0)
                .containsEntry("tests.failed", 2.0)
                .containsEntry("tests.errors", 0.0)
                .containsEntry("tests.skipped", 0.0);
    }

    @Test
    void countsAFaultOfTheWholeSuiteAsAnError() {
        CheckOutcome outcome = run("""
                <testsuite><testcase name="a"/><error message="the fork crashed"/></testsuite>""");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(outcome.summary()).endsWith("Failed: the suite itself: the fork crashed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=\"notrun\"", "status=\"disabled\"", "result=\"skipped\"", "result=\"suppressed\""})
    void takesATestThatWasNotRunForSkipped(String attribute) {
        CheckOutcome outcome = run("<testsuite><testcase name=\"a\" " + attribute + "/></testsuite>");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(outcome.summary()).isEqualTo("No test ran, 1 skipped.");
    }

    @Test
    void neverPassesWithoutATest() {
        assertThat(run("<testsuite tests=\"5\"/>").summary()).isEqualTo("No test ran.");
        assertThat(run("<testsuites/>").verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(run("<failsafe-summary><completed>9</completed></failsafe-summary>")
                        .verdict())
                .isEqualTo(CheckVerdict.FAILED);
    }

    @Test
    void leavesTheSummaryOfFailsafeOut() {
        assertThat(run("<failsafe-summary><failures>0</failures></failsafe-summary>", PASSING)
                        .verdict())
                .isEqualTo(CheckVerdict.PASSED);
    }

    @Test
    void demandsAsManyTestsAsThePolicySays() {
        CheckOutcome outcome = Reports.tests(always(PASSING)).run(candidate(Map.of("minTests", "10")));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(outcome.summary()).isEqualTo("Only 1 test ran, at least 10 demanded.");
    }

    @Test
    void allowsFailuresDownToThePassRateOfThePolicy() {
        String report = "<testsuite>" + "<testcase name=\"p\"/>".repeat(19)
                + "<testcase name=\"f\"><failure/></testcase></testsuite>";

        assertThat(Reports.tests(always(report)).run(candidate(Map.of("minPassRate", "95"))))
                .satisfies(outcome -> assertThat(outcome.verdict()).isEqualTo(CheckVerdict.PASSED))
                .satisfies(outcome -> assertThat(outcome.summary()).isEqualTo("19 of 20 tests passed. Failed: f."));
        assertThat(Reports.tests(always(report))
                        .run(candidate(Map.of("minPassRate", "95.01")))
                        .verdict())
                .isEqualTo(CheckVerdict.FAILED);
    }

    @Test
    void allowsSkippedTestsUpToTheRateOfThePolicy() {
        String report = "<testsuite>" + "<testcase name=\"p\"/>".repeat(3)
                + "<testcase name=\"s\"><skipped/></testcase></testsuite>";

        assertThat(Reports.tests(always(report))
                        .run(candidate(Map.of("maxSkippedRate", "25")))
                        .verdict())
                .isEqualTo(CheckVerdict.PASSED);
        assertThat(Reports.tests(always(report)).run(candidate(Map.of("maxSkippedRate", "10"))))
                .satisfies(outcome ->
                        assertThat(outcome.summary()).isEqualTo("1 of 4 tests skipped (25 %, at most 10 % allowed)."));
    }

    @Test
    void namesThreeFailuresInTheSummaryAndTwentyInTheEvidence() {
        StringBuilder report = new StringBuilder("<testsuite>");
        for (int i = 1; i <= 30; i++) {
            report.append("<testcase name=\"t" + i + "\"><failure/></testcase>");
        }

        CheckOutcome outcome = run(report + "</testsuite>");

        assertThat(outcome.summary()).endsWith("Failed: t1; t2; t3; and 27 more.");
        assertThat(outcome.evidence().lines()).hasSize(20).first().isEqualTo("failed: t1");
    }

    @Test
    void neverRoundsTheRateUpToWhatIsDemanded() {
        String report = "<testsuite>" + "<testcase name=\"p\"/>".repeat(99_999)
                + "<testcase name=\"f\"><failure/></testcase></testsuite>";

        assertThat(run(report).summary()).startsWith("99999 of 100000 tests passed (99.99 %, at least 100 % demanded)");
    }

    @Test
    void sumsDurationsAsToolsWriteThem() {
        CheckOutcome outcome = run("""
                <testsuite><testcase name="a" time="1,234.5"/><testcase name="b" time="1.5E-1"/>
                <testcase name="c" time="-3"/><testcase name="d" time="NaN"/><testcase name="e" time="soon"/>
                </testsuite>""");

        assertThat(outcome.metrics()).containsEntry("tests.duration_seconds", 1234.65);
    }

    @Test
    void makesWhatTheReportSaysFitToBeShown() {
        CheckOutcome outcome =
                run("<testsuite><testcase name=\"a&#x200B;b&#x202E;c&#9;d\"><failure message=\"x&#10;y\"/>"
                        + "</testcase><testcase name=\"" + "n".repeat(5_000) + "\"><failure/></testcase></testsuite>");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(outcome.evidence()).contains("a\ufffdb\ufffdc d: x");
        assertThat(outcome.evidence().lines()).allMatch(line -> line.length() < 500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE testsuite><testsuite/>",
                "<!DOCTYPE testsuite SYSTEM \"file:///etc/passwd\"><testsuite/>",
                "<!DOCTYPE t [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><testsuite name=\"&e;\"/>",
                "<!DOCTYPE t [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><testsuite>&b;</testsuite>",
                "<?xml version=\"1.0\"?>\n<!-- c --><!DOCTYPE t [<!ENT",
                "<!-- <a> --><!DOCTYPE t><testsuite/>"
            })
    void refusesDocumentTypesAndEntities(String report) {
        CheckOutcome outcome = run(report);

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).isEqualTo("Report report-1 has a document type or entities, which are not read.");
    }

    @Test
    void takesADocumentTypeInTheOutputOfATestForText() {
        assertThat(run("<testsuite><testcase name='a'><system-out><![CDATA[<!DOCTYPE html>]]></system-out></testcase>"
                                + "</testsuite>")
                        .verdict())
                .isEqualTo(CheckVerdict.PASSED);
    }

    @Test
    void readsTheEncodingThatAReportDeclares() {
        String report = "<?xml version='1.0' encoding='%s'?><testsuite><testcase name='gr\u00fc\u00df'><failure/>"
                + "</testcase></testsuite>";

        for (String encoding : List.of("UTF-8", "ISO-8859-1", "windows-1252", "UTF-16")) {
            byte[] content = report.formatted(encoding).getBytes(Charset.forName(encoding));

            assertThat(run(content).summary()).as(encoding).endsWith("Failed: gr\u00fc\u00df.");
        }
        assertThat(run(("\ufeff" + report.formatted("UTF-8")).getBytes(StandardCharsets.UTF_8))
                        .summary())
                .endsWith("Failed: gr\u00fc\u00df.");
    }

    @Test
    void refusesBrokenCharacters() {
        byte[] content =
                "<testsuite><testcase name='gr\u00fc\u00df'/></testsuite>".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(run(content).summary()).isEqualTo("Report r is not well-formed XML: its characters are broken.");
    }

    @Test
    void writesNothingToTheConsole() {
        PrintStream console = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            run(new byte[] {'<', 't', (byte) 0xE2, '>'});
            run("<testsuite><testcase name='a'");
            run("<!DOCTYPE t [<!ENTITY a ");
        } finally {
            System.setErr(console);
        }

        assertThat(written.size()).isZero();
    }

    @Test
    void refusesDeepNesting() {
        String report = "<testsuite>".repeat(51) + "</testsuite>".repeat(51);

        assertThat(run(report).summary()).isEqualTo("Report report-1 nests more than 50 levels deep.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<testsuite><testcase name='a'>",
                "<testsuite></testsuites>",
                "<testsuite/><testsuite/>",
                "<html><body/></html>",
                "<testng-results/>",
                "<testsuite><testcase name='a'><testcase name='b'/></testcase></testsuite>",
                "<testsuite><group><testcase name='a'/></group></testsuite>",
                "<testcase name='a'><failure/></testcase>",
                "<testsuite>\u0000</testsuite>",
                "<testsuite>&undeclared;</testsuite>",
                "<p:testsuite/>",
                "<?xml version=\"1.0\" encoding=\"klingon\"?><testsuite/>",
                "{\"json\": true}",
                "no report at all"
            })
    void saysInASentenceWhatItCannotRead(String report) {
        CheckOutcome outcome = run(report);

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).startsWith("Report report-1 ").endsWith(".");
    }

    private static CheckOutcome run(byte[] report) {
        return Reports.tests((version, check) -> List.of(Report.of("r", report, "")))
                .run(candidate(Map.of()));
    }

    private static CheckOutcome run(String... reports) {
        return Reports.tests(always(reports)).run(candidate(Map.of()));
    }
}
