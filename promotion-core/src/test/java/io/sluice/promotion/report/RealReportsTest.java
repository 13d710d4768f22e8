package io.sluice.promotion.report;

import static io.sluice.promotion.report.Candidates.candidate;
import static io.sluice.promotion.report.Candidates.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.spi.PromotionCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what the tools themselves wrote; what is in each file is told in {@code reports/README.md}. */
class RealReportsTest {
    private static final ArtifactRef AGENT = ArtifactRef.agent("support-assistant");
    private static final ArtifactRef FLOW = ArtifactRef.orchestration("refund-flow");
    private static final ReportSource QUICKSTART =
            ReportSource.directory(Path.of("..", "examples", "quickstart", "src", "main", "resources", "artifacts"));

    @ParameterizedTest(name = "{0}: {1} passed, {2} failed, {3} errors, {4} skipped, {5} flaky")
    @CsvSource({
        "surefire-failures-errors-skipped.xml, 2, 2, 1, 2, 0",
        "surefire-rerun-flaky.xml, 3, 2, 1, 2, 1",
        "pytest.xml, 3, 1, 1, 2, 0",
        "node-test-runner.xml, 2, 1, 0, 1, 0",
        "gradle.xml, 3, 1, 0, 1, 0",
        "empty-testsuite.xml, 0, 0, 0, 0, 0"
    })
    void countsTheTestCasesOfEachTool(
            String file, double passed, double failed, double errors, double skipped, double flaky) throws IOException {
        CheckOutcome outcome = Reports.tests(report("junit/" + file)).run(candidate(Map.of()));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(outcome.metrics())
                .containsEntry("tests.total", passed + failed + errors + skipped)
                .containsEntry("tests.passed", passed)
                .containsEntry("tests.failed", failed)
                .containsEntry("tests.errors", errors)
                .containsEntry("tests.skipped", skipped)
                .containsEntry("tests.flaky", flaky);
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctype-xxe.xml", "doctype-entity-expansion.xml"})
    void refusesDocumentTypes(String file) throws IOException {
        CheckOutcome outcome = Reports.tests(report("junit/" + file)).run(candidate(Map.of()));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary())
                .isEqualTo("Report " + file + " has a document type or entities, which are not read.");
    }

    @ParameterizedTest(name = "{0}: {1} errors, {2} warnings, {3} notes, {4} suppressed")
    @CsvSource({
        "eslint-suppressed.sarif, 0, 2, 0, 3, PASSED",
        "pmd-no-level.sarif, 0, 2, 0, 0, PASSED",
        "multitool-baseline-state.sarif, 3, 1, 0, 0, FAILED",
        "default-levels-and-suppressions.sarif, 4, 3, 2, 2, FAILED"
    })
    void countsTheFindingsOfEachTool(
            String file, double errors, double warnings, double notes, double suppressed, CheckVerdict verdict)
            throws IOException {
        CheckOutcome outcome = Reports.security(report("sarif/" + file)).run(candidate(Map.of()));

        assertThat(outcome.verdict()).isEqualTo(verdict);
        assertThat(outcome.metrics())
                .containsEntry("security.errors", errors)
                .containsEntry("security.warnings", warnings)
                .containsEntry("security.notes", notes)
                .containsEntry("security.suppressed", suppressed);
    }

    @Test
    void readsTheModesOfJmh() throws IOException {
        CheckOutcome outcome =
                Reports.performance(report("jmh/modes-thrpt-avgt-sample.json")).run(candidate(Map.of()));

        String benchmark = "performance.quickstart.samples.ReportFixtureBenchmark.work@";
        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(outcome.metrics())
                .containsOnlyKeys(benchmark + "thrpt.score", benchmark + "avgt.score", benchmark + "sample.score");
    }

    @Test
    void tellsTheParametersOfJmhApart() throws IOException {
        CheckOutcome outcome = Reports.performance(report("jmh/params-and-secondary-metrics.json"))
                .run(candidate(Map.of()));

        String benchmark = "performance.quickstart.samples.ReportFixtureBenchmark.allocate";
        assertThat(outcome.metrics()).containsOnlyKeys(benchmark + "[size=1].score", benchmark + "[size=1000].score");
    }

    @Test
    void comparesScoresOfJmhWithoutErrors() throws IOException {
        CheckOutcome outcome = Reports.performance(report("jmh/single-iteration-nan-error.json"))
                .run(candidate(version("1.5.0"), version("1.4.0"), Map.of("maxRegressionPercent", "0")));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(outcome.metrics()).containsEntry("performance.regression_percent", 0.0);
    }

    @Test
    void refusesTruncatedReports() throws IOException {
        assertThat(Reports.security(report("sarif/truncated.sarif"))
                        .run(candidate(Map.of()))
                        .summary())
                .startsWith("Report truncated.sarif is not readable JSON (line 74): Unexpected end-of-input");
        assertThat(Reports.performance(report("jmh/truncated.json"))
                        .run(candidate(Map.of()))
                        .verdict())
                .isEqualTo(CheckVerdict.ERROR);
    }

    @Test
    void stopsTheAgentThatRunsWhatCustomersWrite() {
        CheckOutcome outcome =
                Reports.security(QUICKSTART).run(candidate(version(AGENT, "1.5.0"), version(AGENT, "1.4.0"), Map.of()));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(outcome.summary())
                .isEqualTo("2 errors (0 allowed). First: security/detect-eval-with-expression: eval with argument of"
                        + " type MemberExpression (handlers/estimate-compensation.js:6)");
    }

    @ParameterizedTest
    @CsvSource({"1.4.0, 1.4.0", "1.6.0, 1.4.0"})
    void letsTheOtherAgentsThrough(String candidate, String live) {
        assertAllPass(version(AGENT, candidate), version(AGENT, live));
    }

    @ParameterizedTest
    @CsvSource({"2.0.0, 2.0.0", "2.1.0, 2.0.0"})
    void letsTheOrchestrationsThrough(String candidate, String live) {
        assertAllPass(version(FLOW, candidate), version(FLOW, live));
    }

    private static void assertAllPass(ArtifactVersion version, ArtifactVersion live) {
        for (PromotionCheck check : Reports.all(QUICKSTART)) {
            CheckOutcome outcome = check.run(candidate(version, live, Map.of()));

            assertThat(outcome.verdict()).as(outcome.summary()).isEqualTo(CheckVerdict.PASSED);
        }
    }

    private static ReportSource report(String file) throws IOException {
        String name = file.substring(file.indexOf('/') + 1);
        try (InputStream in =
                Objects.requireNonNull(RealReportsTest.class.getResourceAsStream("/reports/" + file), file)) {
            Report report = Report.of(name, in.readAllBytes(), "");
            return (version, check) -> List.of(report);
        }
    }
}
