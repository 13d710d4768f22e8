package io.sluice.promotion.bpmn.verify.report;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One page that holds everything it needs. The findings are plain HTML, so they can be read, searched and printed without
 * the script; the script draws the diagram and paints the way of the finding that is chosen. The page's own policy lets no
 * other script run and nothing be loaded, whatever the process file says.
 */
final class HtmlReport {
    private final List<Verification> verifications;
    private final Map<String, byte[]> files;

    private HtmlReport(List<Verification> verifications, Map<String, byte[]> files) {
        this.verifications = verifications;
        this.files = files;
    }

    static String write(List<Verification> verifications, Map<String, byte[]> files) {
        HtmlReport report = new HtmlReport(verifications, files);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("policy", policy());
        parts.put("title", new Html().text(report.title()).toString());
        parts.put("style", PageParts.STYLE);
        parts.put("findings", report.findings());
        parts.put("licence", new Html().open("pre").toString() + escaped(PageParts.VIEWER_LICENCE) + "</pre>");
        parts.put("data", report.data());
        parts.put("viewer", PageParts.VIEWER);
        parts.put("script", PageParts.SCRIPT);
        return filled(PageParts.FRAME, parts);
    }

    private static String policy() {
        return "default-src 'none'; script-src " + PageParts.hash(PageParts.VIEWER) + " "
                + PageParts.hash(PageParts.SCRIPT)
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    /** Fills each place of the frame once; what stands in a part is not looked at again. */
    private static String filled(String frame, Map<String, String> parts) {
        StringBuilder page = new StringBuilder();
        int from = 0;
        for (Map.Entry<String, String> part : parts.entrySet()) {
            String place = "{{" + part.getKey() + "}}";
            int at = frame.indexOf(place, from);
            page.append(frame, from, at).append(part.getValue());
            from = at + place.length();
        }
        return page.append(frame, from, frame.length()).toString();
    }

    private String title() {
        return verifications.stream()
                .map(each -> each.file() + ": " + Wording.of(each.verdict()))
                .collect(Collectors.joining(", "));
    }

    /** What the script needs: where the ways go, and the files. Without {@code <} no text of it can end the element. */
    private String data() {
        List<Map<String, Object>> data = new ArrayList<>();
        for (Verification verification : verifications) {
            Map<String, Object> file = new LinkedHashMap<>();
            byte[] bpmn = files.get(verification.file());
            file.put("xml", bpmn == null ? "" : XmlText.of(bpmn));
            file.put(
                    "findings",
                    verification.findings().stream().map(HtmlReport::painted).toList());
            data.add(file);
        }
        return harmless(JsonReport.text(data));
    }

    /** JSON without what would end the script element, or turn around how its source reads. */
    private static String harmless(String json) {
        StringBuilder text = new StringBuilder(json.length());
        json.chars().forEach(unit -> {
            if (unit == '<' || Character.getType(unit) == Character.FORMAT) {
                text.append(String.format("\\u%04x", unit));
            } else {
                text.append((char) unit);
            }
        });
        return text.toString();
    }

    private static Map<String, Object> painted(Finding finding) {
        Map<String, Object> painted = new LinkedHashMap<>();
        painted.put("element", finding.element().id());
        painted.put("others", finding.others().stream().map(Element::id).toList());
        painted.put(
                "path",
                finding.path().stream()
                        .map(step -> Map.of("id", step.element().id(), "flows", step.flows()))
                        .toList());
        return painted;
    }

    private String findings() {
        Html html = new Html();
        for (int file = 0; file < verifications.size(); file++) {
            Verification verification = verifications.get(file);
            html.open("section", "class", "file", "data-file", Integer.toString(file))
                    .open("h2")
                    .open("button", "type", "button", "class", "show")
                    .text(verification.file())
                    .close("button")
                    .close("h2")
                    .open("p", "class", "verdict " + verification.verdict().word())
                    .element("strong", Wording.of(verification.verdict()))
                    .text(Wording.summary(verification))
                    .close("p")
                    .open("ol", "class", "findings");
            int number = 0;
            for (Finding finding : verification.findings()) {
                number++;
                add(html, finding, "finding-" + (file + 1) + "-" + number);
            }
            html.close("ol").close("section");
        }
        return html.toString();
    }

    private static void add(Html html, Finding finding, String anchor) {
        html.open("li", "class", "finding " + Wording.of(finding.severity()), "id", anchor)
                .open("button", "type", "button", "class", "choose", "aria-expanded", "true")
                .element("span", Wording.of(finding.severity()), "class", "severity")
                .element("span", finding.rule().id(), "class", "rule")
                .element("span", finding.message(), "class", "message")
                .close("button")
                .open("div", "class", "details");
        if (!finding.path().isEmpty()) {
            html.element("p", "This way shows it:").open("ol", "class", "path");
            for (PathStep step : finding.path()) {
                html.open("li")
                        .open("button", "type", "button", "class", "step")
                        .text(Wording.of(step));
                html.close("button").close("li");
            }
            html.close("ol");
        }
        if (!finding.repair().isBlank()) {
            html.open("p", "class", "repair").element("strong", "Repair:").text(finding.repair());
            html.close("p");
        }
        String line = finding.element().line() > 0 ? "line " + finding.element().line() + ", " : "";
        html.element("p", line + finding.code() + ", " + finding.key(), "class", "key");
        html.close("div").close("li");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
