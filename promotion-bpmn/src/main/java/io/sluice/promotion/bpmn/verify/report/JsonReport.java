package io.sluice.promotion.bpmn.verify.report;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.Verification;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report for programs. Members are added to it over time; none is renamed, none changes its meaning. */
final class JsonReport {
    private static final JSON WRITER =
            JSON.builder().enable(JSON.Feature.PRETTY_PRINT_OUTPUT).build();

    private JsonReport() {}

    static String write(List<Verification> verifications) {
        return text(verifications.size() == 1 ? object(verifications.get(0)) : objects(verifications)) + "\n";
    }

    static List<Map<String, Object>> objects(List<Verification> verifications) {
        return verifications.stream().map(JsonReport::object).toList();
    }

    static String text(Object value) {
        try {
            return WRITER.asString(value);
        } catch (IOException e) {
            throw new IllegalStateException("A report has no JSON.", e);
        }
    }

    private static Map<String, Object> object(Verification verification) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", verification.file());
        fields.put("verdict", verification.verdict().word());
        fields.put(
                "findings",
                verification.findings().stream().map(JsonReport::object).toList());
        fields.put("states", verification.states());
        fields.put("millis", verification.millis());
        return fields;
    }

    private static Map<String, Object> object(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", finding.rule().id());
        fields.put("severity", Wording.of(finding.severity()));
        fields.put("code", finding.code());
        fields.put("message", finding.message());
        fields.put("repair", finding.repair());
        fields.put("key", finding.key());
        fields.put("element", finding.element().id());
        fields.put("name", finding.element().name());
        fields.put("line", finding.element().line());
        fields.put("others", finding.others().stream().map(JsonReport::object).toList());
        fields.put("path", finding.path().stream().map(JsonReport::object).toList());
        return fields;
    }

    private static Map<String, Object> object(Element element) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", element.id());
        fields.put("name", element.name());
        fields.put("line", element.line());
        return fields;
    }

    private static Map<String, Object> object(PathStep step) {
        Map<String, Object> fields = object(step.element());
        fields.put("event", Wording.of(step.event()));
        fields.put("detail", step.detail());
        fields.put("flows", step.flows());
        fields.put("words", Wording.of(step));
        return fields;
    }
}
