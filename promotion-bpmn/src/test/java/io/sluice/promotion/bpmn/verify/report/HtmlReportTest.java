package io.sluice.promotion.bpmn.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");

    private static String page(Verification verification, byte[] bpmn) {
        return Report.of(List.of(verification))
                .showing(verification.file(), bpmn)
                .as(ReportFormat.HTML);
    }

    private static String policy(String page) {
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        return policy.find() ? policy.group(1) : "";
    }

    private static String withoutScripts(String page) {
        return page.replaceAll("(?s)<(script|style)\\b.*?</\\1>", "");
    }

    @Test
    void showsFindingsWithTheirWayAndRepairEvenWithoutItsScript() {
        assertThat(withoutScripts(page(Samples.refused(), Samples.bpmn())))
                .contains("<title>process/acme.bpmn: refused</title>")
                .contains("P-APPROVAL", "&quot;Deploy&quot; (deploy) can run without a granted approval.")
                .contains("&quot;Overdue&quot; (overdue) interrupts what runs")
                .contains("Lead the flow of &quot;Overdue&quot; to an end with the outcome EXPIRED.");
    }

    @Test
    void needsNothingFromElsewhere() {
        String page = page(Samples.refused(), Samples.bpmn());

        assertThat(withoutScripts(page)).doesNotContainPattern("<link\\b|<iframe\\b|<object\\b");
        assertThat(Pattern.compile("<script[^>]+src=").matcher(page).find()).isFalse();
        assertThat(PageParts.STYLE).doesNotContainPattern("@import|url\\(['\"]?(?!data:|#)[a-z]");
    }

    @Test
    void letsOnlyItsOwnScriptsRun() {
        String page = page(Samples.refused(), Samples.bpmn());

        Matcher script = SCRIPT.matcher(page);
        int scripts = 0;
        while (script.find()) {
            scripts++;
            assertThat(page)
                    .contains(new Html()
                            .text(PageParts.hash(script.group(1)))
                            .toString()
                            .replace("&#39;", "'"));
        }
        assertThat(scripts).isEqualTo(2);
        assertThat(policy(page)).startsWith("default-src 'none'; script-src 'sha256-");
        assertThat(withoutScripts(page)).doesNotContainPattern("\\son[a-z]+=\"");
    }

    @Test
    void keepsTheNoticesOfTheViewer() {
        assertThat(page(Samples.proved(), Samples.bpmn()))
                .contains(
                        "bpmn.io/license",
                        "Diagram rendered with bpmn.io",
                        "Copyright (c) 2014-present Camunda Services");
        assertThat(PageParts.VIEWER).doesNotContain("<script", "</script");
    }

    @Test
    void takesWhatStandsInAFileForNothingButText() {
        String hostile = "</script><img src=x onerror=alert(1)>{{script}}\" onclick=\"x\u202e";
        byte[] bpmn = ("<a n=\"" + hostile + "\"/><!-- </script> -->").getBytes(StandardCharsets.UTF_8);
        String page = page(
                new Verification(
                        hostile,
                        Verdict.REFUSED,
                        List.of(Samples.about(new Element(hostile, hostile, 1), hostile)),
                        1,
                        1),
                bpmn);

        assertThat(withoutScripts(page)).doesNotContain("<img", "onclick=\"x", "\u202e");
        assertThat(page.split("</script>", -1)).hasSize(4);
        assertThat(page.indexOf(PageParts.SCRIPT)).isEqualTo(page.lastIndexOf(PageParts.SCRIPT));
    }

    @Test
    void readsAFileInTheEncodingThatItDeclares() {
        for (String encoding : List.of("UTF-8", "ISO-8859-1", "UTF-16")) {
            String text = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a n=\"Pr\u00fcfung\"/>";
            assertThat(XmlText.of(text.getBytes(Charset.forName(encoding))))
                    .as(encoding)
                    .isEqualTo(text);
        }
        assertThat(XmlText.of("\uFEFF<a n=\"\u00fc\"/>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("<a n=\"\u00fc\"/>");
        assertThat(XmlText.of(new byte[0])).isEmpty();
        assertThat(XmlText.of("<?xml version=\"1.0\" encoding=\"klingon\"?><a/>".getBytes(StandardCharsets.UTF_8)))
                .endsWith("<a/>");
    }
}
