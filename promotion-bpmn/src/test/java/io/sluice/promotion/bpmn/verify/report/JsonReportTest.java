package io.sluice.promotion.bpmn.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sluice.promotion.bpmn.verify.Verification;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static String json(Verification... verifications) {
        return Report.of(List.of(verifications)).as(ReportFormat.JSON);
    }

    @Test
    void isOneObjectForOneFile() throws IOException {
        assertThat(JSON.std.mapFrom(json(Samples.proved())))
                .containsExactly(
                        entry("file", "process/acme.bpmn"),
                        entry("verdict", "proved"),
                        entry("findings", List.of()),
                        entry("states", 213),
                        entry("millis", 84));
    }

    @Test
    void isAListForSeveralFiles() throws IOException {
        assertThat(JSON.std.listFrom(json(Samples.proved(), Samples.refused())))
                .extracting(file -> String.valueOf(((Map<?, ?>) file).get("verdict")))
                .containsExactly("proved", "refused");
    }

    @Test
    void holdsAllThatAFindingSays() throws IOException {
        Map<String, Object> others = Map.of("id", "overdue", "name", "Overdue", "line", 55);

        assertThat(finding(0))
                .hasSize(11)
                .containsEntry("rule", "P-APPROVAL")
                .containsEntry("severity", "error")
                .containsEntry("code", "bpmn.approval")
                .containsEntry("message", "\"Deploy\" (deploy) can run without a granted approval.")
                .containsEntry("repair", "Lead the flow of \"Overdue\" to an end with the outcome EXPIRED.")
                .containsEntry("key", "P-APPROVAL:deploy,overdue")
                .containsEntry("element", "deploy")
                .containsEntry("name", "Deploy")
                .containsEntry("line", 116)
                .containsEntry("others", List.of(others));
    }

    @Test
    void holdsEachStepOfAWayWithItsFlows() throws IOException {
        List<?> path = (List<?>) finding(0).get("path");

        assertThat(path).hasSize(11);
        assertThat(path.get(4))
                .isEqualTo(Map.of(
                        "id", "overdue",
                        "name", "Overdue",
                        "line", 55,
                        "event", "interrupts",
                        "detail", "",
                        "flows", List.of("approve-overdue"),
                        "words", "\"Overdue\" (overdue) interrupts what runs"));
    }

    private static Map<String, Object> finding(int number) throws IOException {
        List<?> findings = (List<?>) JSON.std.mapFrom(json(Samples.refused())).get("findings");
        Map<String, Object> fields = new TreeMap<>();
        ((Map<?, ?>) findings.get(number)).forEach((name, value) -> fields.put(name.toString(), value));
        return fields;
    }
}
