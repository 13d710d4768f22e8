package io.sluice.promotion.jdbc;

import io.sluice.promotion.process.ProcessFinding;
import io.sluice.promotion.process.ProcessFinding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stored form of what was found in a process file. */
final class FindingJson {
    private static final int LONGEST = 900_000;

    private FindingJson() {}

    /** Findings without their ways when those would not fit into the column. */
    static String write(List<ProcessFinding> findings) {
        String all = Json.write(Map.of(
                "findings",
                findings.stream().map(finding -> fields(finding, true)).toList()));
        return all.length() <= LONGEST
                ? all
                : Json.write(Map.of(
                        "findings",
                        findings.stream()
                                .limit(200)
                                .map(finding -> fields(finding, false))
                                .toList()));
    }

    static List<ProcessFinding> read(String json) {
        return JsonFields.read(Json.readObject(json), fields -> fields.objects("findings", FindingJson::finding));
    }

    private static Map<String, Object> fields(ProcessFinding finding, boolean path) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", finding.rule());
        fields.put("severity", finding.severity().name());
        fields.put("code", finding.code());
        fields.put("message", finding.message());
        fields.put("repair", finding.repair());
        fields.put("element", finding.element());
        fields.put("name", finding.name());
        fields.put("line", finding.line());
        fields.put("others", finding.others());
        fields.put(
                "path", path ? finding.path().stream().map(FindingJson::fields).toList() : List.of());
        return fields;
    }

    private static Map<String, Object> fields(ProcessFinding.Step step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", step.element());
        fields.put("name", step.name());
        fields.put("event", step.event());
        fields.put("detail", step.detail());
        fields.put("flows", step.flows());
        return fields;
    }

    private static ProcessFinding finding(JsonFields fields) {
        return new ProcessFinding(
                fields.text("rule"),
                Severity.valueOf(fields.text("severity")),
                fields.text("code"),
                fields.text("message"),
                fields.text("repair"),
                fields.text("element"),
                fields.text("name"),
                fields.integer("line"),
                fields.texts("others", text -> text),
                fields.objects("path", FindingJson::step));
    }

    private static ProcessFinding.Step step(JsonFields fields) {
        return new ProcessFinding.Step(
                fields.text("id"),
                fields.text("name"),
                fields.text("event"),
                fields.text("detail"),
                fields.texts("flows", text -> text));
    }
}
