package io.sluice.promotion.report;

import static io.sluice.promotion.report.Candidates.always;
import static io.sluice.promotion.report.Candidates.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckVerdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityCheckTest {
    @Test
    void passesWithoutFindings() {
        CheckOutcome outcome = run(log("[]", "[]"));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(outcome.summary()).isEqualTo("0 errors.");
        assertThat(outcome.metrics())
                .isEqualTo(Map.of(
                        "security.errors", 0.0,
                        "security.warnings", 0.0,
                        "security.notes", 0.0,
                        "security.suppressed", 0.0,
                        "security.critical", 0.0,
                        "security.high", 0.0,
                        "security.medium", 0.0,
                        "security.low", 0.0));
    }

    @Test
    void namesRuleMessageAndPlaceOfTheWeightiestFinding() {
        CheckOutcome outcome = run(log("[]", """
                [{"ruleId": "style", "level": "warning", "message": {"text": "Long line"}},
                 {"ruleId": "sql-injection", "level": "error", "message": {"text": "Text\\nfrom outside in SQL"},
                  "locations": [{"physicalLocation": {"artifactLocation": {"uri": "src/Orders.java"},
                                 "region": {"startLine": 12, "startColumn": 4}}}]}]"""));

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(outcome.summary())
                .isEqualTo("1 error (0 allowed). First: sql-injection: Text from outside in SQL (src/Orders.java:12)");
        assertThat(outcome.evidence().lines())
                .containsExactly("sql-injection: Text from outside in SQL (src/Orders.java:12)", "style: Long line");
    }

    @Test
    void showsALogicalPlaceWhenThereIsNoFile() {
        CheckOutcome outcome = run(log("[]", """
                [{"ruleId": "r", "message": {"text": "m"},
                  "locations": [{"logicalLocations": [{"fullyQualifiedName": "acme.Orders.find"}]}]}]"""));

        assertThat(outcome.summary()).endsWith("First: r: m (acme.Orders.find)");
    }

    @ParameterizedTest(name = "{0} with the rule''s level {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"level\": \"note\"                            | error   | security.notes",
                "\"level\": \"error\", \"kind\": \"fail\"       | note    | security.errors",
                "\"level\": \"none\"                            | error   | none",
                "\"kind\": \"pass\"                             | error   | none",
                "\"kind\": \"open\"                             | error   | none",
                "\"kind\": \"informational\"                    | error   | none",
                "\"kind\": \"notApplicable\"                    | error   | none",
                "\"kind\": \"review\"                           | error   | none",
                "\"kind\": \"fail\"                             | error   | security.errors",
                "\"ruleIndex\": 0                               | error   | security.errors",
                "\"ruleIndex\": 0                               | warning | security.warnings",
                "\"ruleIndex\": 0                               | note    | security.notes",
                "\"ruleIndex\": 0                               | none    | none",
                "\"ruleIndex\": 7                               | error   | security.errors",
                "\"rule\": {\"id\": \"R1\"}                     | error   | security.errors",
                "\"rule\": {\"index\": 0}                       | error   | security.errors",
                "\"rule\": {\"guid\": \"g-1\"}                  | error   | security.errors"
            })
    void resolvesTheLevelAsTheStandardSays(String members, String ruleLevel, String metric) {
        String rules =
                "[{\"id\": \"R1\", \"guid\": \"g-1\", \"defaultConfiguration\": {\"level\": \"" + ruleLevel + "\"}}]";
        CheckOutcome outcome =
                run(log(rules, "[{\"ruleId\": \"R1\", \"message\": {\"text\": \"m\"}, " + members + "}]"));

        assertThat(outcome.metrics().entrySet())
                .filteredOn(entry -> entry.getValue() > 0)
                .extracting(Map.Entry::getKey)
                .containsExactlyElementsOf(metric.equals("none") ? List.of() : List.of(metric));
    }

    @Test
    void takesAResultForAWarningWhenNothingSaysItsLevel() {
        String rules = "[{\"id\": \"R1\"}]";

        assertThat(run(log(rules, "[{\"ruleId\": \"R1\", \"ruleIndex\": 0}]")).metrics())
                .containsEntry("security.warnings", 1.0);
        assertThat(run(log(rules, "[{\"ruleId\": \"unknown\"}]")).metrics()).containsEntry("security.warnings", 1.0);
        assertThat(run(log(rules, "[{}]")).metrics()).containsEntry("security.warnings", 1.0);
    }

    @Test
    void findsTheRuleOfANameThatGoesOn() {
        String rules = "[{\"id\": \"CA5350\", \"defaultConfiguration\": {\"level\": \"error\"}}]";

        assertThat(run(log(rules, "[{\"ruleId\": \"CA5350/md5\", \"ruleIndex\": 0}]"))
                        .metrics())
                .containsEntry("security.errors", 1.0);
        assertThat(run(log(rules, "[{\"ruleId\": \"CA5350/md5/weak\"}]")).metrics())
                .containsEntry("security.errors", 1.0);
        assertThat(run(log(rules, "[{\"ruleId\": \"CA53501\"}]")).metrics()).containsEntry("security.errors", 0.0);
    }

    @Test
    void doesNotTrustAnIndexThatContradictsTheName() {
        String rules = "[{\"id\": \"mild\", \"defaultConfiguration\": {\"level\": \"note\"}},"
                + "{\"id\": \"grave\", \"defaultConfiguration\": {\"level\": \"error\"}}]";

        assertThat(run(log(rules, "[{\"ruleId\": \"grave\", \"ruleIndex\": 0}]"))
                        .metrics())
                .containsEntry("security.errors", 1.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"index\": 0, \"toolComponent\": {\"index\": 1}}",
                "{\"index\": 0, \"toolComponent\": {\"name\": \"second\"}}",
                "{\"index\": 0, \"toolComponent\": {\"guid\": \"c-2\"}}",
                "{\"id\": \"R1\", \"toolComponent\": {\"index\": 1}}"
            })
    void findsTheRulesOfExtensions(String rule) {
        String log = """
                {"version": "2.1.0", "runs": [{
                  "results": [{"rule": %s}],
                  "tool": {"driver": {"name": "T", "rules": [{"id": "R1", "defaultConfiguration": {"level": "note"}}]},
                           "extensions": [
                             {"name": "first", "rules": [{"id": "R1", "defaultConfiguration": {"level": "warning"}}]},
                             {"name": "second", "guid": "c-2",
                              "rules": [{"id": "R1", "defaultConfiguration": {"level": "error"}}]}]}}]}""";

        assertThat(run(log.formatted(rule)).metrics()).containsEntry("security.errors", 1.0);
    }

    @Test
    void findsARuleThatOnlyAnExtensionHas() {
        String log = """
                {"version": "2.1.0", "runs": [{"results": [{"ruleId": "R9"}],
                  "tool": {"driver": {"name": "T"},
                    "extensions": [{"rules": [{"id": "R9", "defaultConfiguration": {"level": "error"}}]}]}}]}""";

        assertThat(run(log).metrics()).containsEntry("security.errors", 1.0);
    }

    @Test
    void appliesTheOverridesOfTheInvocationThatAResultNames() {
        String log = """
                {"version": "2.1.0", "runs": [{
                  "tool": {"driver": {"name": "T", "rules": [{"id": "R1", "defaultConfiguration": {"level": "note"}}]}},
                  "invocations": [{"executionSuccessful": true,
                    "ruleConfigurationOverrides": [{"descriptor": {"index": 0}, "configuration": {"level": "error"}}]}],
                  "results": [{"ruleId": "R1", "provenance": {"invocationIndex": 0}},
                              {"ruleId": "R1"},
                              {"ruleId": "R1", "provenance": {"invocationIndex": 5}}]}]}""";

        assertThat(run(log).metrics()).containsEntry("security.errors", 1.0).containsEntry("security.notes", 2.0);
    }

    @ParameterizedTest(name = "{0} suppresses: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "null                                                            | false",
                "[]                                                              | false",
                "[{\"kind\": \"inSource\"}]                                      | true",
                "[{\"kind\": \"external\", \"status\": \"accepted\"}]            | true",
                "[{\"kind\": \"external\", \"status\": \"underReview\"}]         | false",
                "[{\"kind\": \"external\", \"status\": \"rejected\"}]            | false",
                "[{\"kind\": \"external\", \"status\": \"whatever\"}]            | false",
                "[{\"kind\": \"inSource\"}, {\"status\": \"rejected\"}]          | false",
                "[{\"kind\": \"inSource\"}, {\"status\": \"accepted\"}]          | true"
            })
    void leavesOutOnlyWhatEverySuppressionAccepts(String suppressions, boolean suppressed) {
        CheckOutcome outcome =
                run(log("[]", "[{\"ruleId\": \"r\", \"level\": \"error\", \"suppressions\": " + suppressions + "}]"));

        assertThat(outcome.metrics())
                .containsEntry("security.suppressed", suppressed ? 1.0 : 0.0)
                .containsEntry("security.errors", suppressed ? 0.0 : 1.0);
        assertThat(outcome.summary().contains("suppressed")).isEqualTo(suppressed);
    }

    @ParameterizedTest(name = "baselineState {0} counts: {1}")
    @CsvSource({"new, 1", "unchanged, 1", "updated, 1", "absent, 0"})
    void leavesOutWhatIsGone(String state, double errors) {
        CheckOutcome outcome = run(log("[]", "[{\"level\": \"error\", \"baselineState\": \"" + state + "\"}]"));

        assertThat(outcome.metrics()).containsEntry("security.errors", errors);
    }

    @ParameterizedTest(name = "severity {0} is {1}")
    @CsvSource({
        "\"10.0\", critical",
        "\"9.0\", critical",
        "\"8.9\", high",
        "7.0, high",
        "6.9, medium",
        "4, medium",
        "\"3.9\", low",
        "0.1, low",
        "\"0.0\", nothing"
    })
    void ranksTheSeverityOfTheRule(String severity, String rank) {
        String rules = "[{\"id\": \"R1\", \"properties\": {\"security-severity\": " + severity + "},"
                + "\"defaultConfiguration\": {\"level\": \"none\"}}]";
        CheckOutcome outcome = run(log(rules, "[{\"ruleId\": \"R1\"}]"));

        assertThat(outcome.metrics().entrySet())
                .filteredOn(entry -> entry.getValue() > 0)
                .extracting(Map.Entry::getKey)
                .containsExactlyElementsOf(rank.equals("nothing") ? List.of() : List.of("security." + rank));
        assertThat(outcome.verdict())
                .isEqualTo(rank.matches("critical|high") ? CheckVerdict.FAILED : CheckVerdict.PASSED);
    }

    @Test
    void takesTheHigherSeverityOfRuleAndResult() {
        String rules = "[{\"id\": \"R1\", \"properties\": {\"security-severity\": \"5\"}}]";

        assertThat(run(log(rules, "[{\"ruleId\": \"R1\", \"properties\": {\"security-severity\": \"9.1\"}}]"))
                        .metrics())
                .containsEntry("security.critical", 1.0);
        assertThat(run(log(rules, "[{\"ruleId\": \"R1\", \"properties\": {\"security-severity\": \"1\"}}]"))
                        .metrics())
                .containsEntry("security.medium", 1.0);
    }

    @Test
    void ranksNoSeverityWhenTheRuleWasPassed() {
        String rules = "[{\"id\": \"R1\", \"properties\": {\"security-severity\": \"9.8\"}}]";

        assertThat(run(log(rules, "[{\"ruleId\": \"R1\", \"kind\": \"pass\"}]")).verdict())
                .isEqualTo(CheckVerdict.PASSED);
    }

    @Test
    void allowsAsManyFindingsAsThePolicySays() {
        String log = log("[{\"id\": \"R1\", \"properties\": {\"security-severity\": \"9.8\"}}]", """
                [{"ruleId": "R1", "level": "error"}, {"ruleId": "x"}, {"ruleId": "y", "level": "note"}]""");
        Map<String, String> enough = Map.of("maxErrors", "1", "maxCritical", "1", "maxWarnings", "1", "maxNotes", "1");

        assertThat(run(enough, log).verdict()).isEqualTo(CheckVerdict.PASSED);
        assertThat(run(enough, log).summary()).startsWith("1 error, 1 critical finding, 1 warning, 1 note. First: R1");
        assertThat(run(Map.of("maxErrors", "1"), log).summary())
                .startsWith("1 critical finding (0 allowed). First: R1");
        assertThat(run(Map.of("maxErrors", "1", "maxCritical", "1", "maxWarnings", "0"), log)
                        .summary())
                .startsWith("1 warning (0 allowed)");
        assertThat(run(Map.of("maxErrors", "1", "maxCritical", "1", "maxNotes", "0"), log)
                        .verdict())
                .isEqualTo(CheckVerdict.FAILED);
    }

    @Test
    void countsOverAllRunsAndReports() {
        String one = log("[]", "[{\"level\": \"error\"}]");

        assertThat(run(one, one).metrics()).containsEntry("security.errors", 2.0);
    }

    @Test
    void readsMembersInAnyOrder() {
        String log = """
                {"runs": [{"results": [{"ruleId": "R1"}],
                           "tool": {"driver": {"rules": [{"defaultConfiguration": {"level": "error"}, "id": "R1"}]}}}],
                 "version": "2.1.0"}""";

        assertThat(run(log).metrics()).containsEntry("security.errors", 1.0);
    }

    @Test
    void failsToTellWhenTheToolDidNotSucceed() {
        CheckOutcome outcome = run("""
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Scanner"}}, "results": [],
                  "invocations": [{"executionSuccessful": true}, {"executionSuccessful": false}]}]}""");

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).isEqualTo("Report report-1 says that Scanner did not succeed.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"T\"}}}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"T\"}}, \"results\": null}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [], \"externalPropertyFileReferences\":"
                        + " {\"results\": [{\"location\": {\"uri\": \"more.sarif\"}}]}}]}",
                "{\"version\": \"2.1.0\", \"runs\": []}",
                "{\"version\": \"2.1.0\", \"runs\": null}",
                "{\"version\": \"2.1.0\"}",
                "{\"version\": \"2.0.0\", \"runs\": [{\"results\": []}]}",
                "{\"version\": \"2.2\", \"runs\": [{\"results\": []}]}",
                "{\"version\": 2.1, \"runs\": [{\"results\": []}]}",
                "{\"runs\": [{\"results\": []}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": {}}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [{\"level\": \"fatal\"}]}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [{\"level\": 3}]}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [{\"kind\": \"Pass\"}]}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [17]}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [{\"ruleIndex\": 1.5}]}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [{\"properties\": {\"security-severity\": \"high\"}}]}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [{\"properties\": {\"security-severity\": 11}}]}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [], \"results\": [{\"level\": \"error\"}]}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": []}]} {}",
                "[]",
                "17",
                "<sarif/>"
            })
    void saysInASentenceWhatItCannotRead(String log) {
        CheckOutcome outcome = run(log);

        assertThat(outcome.verdict()).isEqualTo(CheckVerdict.ERROR);
        assertThat(outcome.summary()).startsWith("Report report-1 ").endsWith(".");
    }

    @Test
    void makesWhatTheReportSaysFitToBeShown() {
        CheckOutcome outcome = run(log("[]", """
                [{"ruleId": "\\u001b[31mred\\u0000\\ud800", "level": "error", "message": {"text": "%s"}}]""".formatted("long ".repeat(2_000))));

        assertThat(outcome.summary())
                .contains("First: \ufffd[31mred\ufffd\ufffd: long long")
                .hasSizeLessThan(400);
    }

    private static String log(String rules, String results) {
        return "{\"$schema\": \"s\", \"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"T\", \"rules\": "
                + rules + "}}, \"results\": " + results + "}]}";
    }

    private static CheckOutcome run(String... logs) {
        return run(Map.of(), logs);
    }

    private static CheckOutcome run(Map<String, String> settings, String... logs) {
        return Reports.security(always(logs)).run(candidate(settings));
    }
}
