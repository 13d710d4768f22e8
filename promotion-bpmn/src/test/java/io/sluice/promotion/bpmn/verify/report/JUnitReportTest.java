package io.sluice.promotion.bpmn.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitReportTest {
    private static org.w3c.dom.Element suite(Report report) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(report.as(ReportFormat.JUNIT))));
        return elements(document.getDocumentElement(), "testsuite").get(0);
    }

    private static List<org.w3c.dom.Element> elements(org.w3c.dom.Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (org.w3c.dom.Element) nodes.item(i))
                .toList();
    }

    private static List<String> names(org.w3c.dom.Element suite, String child) {
        return elements(suite, "testcase").stream()
                .filter(test -> test.getElementsByTagName(child).getLength() > 0)
                .map(test -> test.getAttribute("name"))
                .toList();
    }

    private static void countsItself(org.w3c.dom.Element suite) {
        assertThat(suite.getAttribute("tests"))
                .isEqualTo(Integer.toString(elements(suite, "testcase").size()));
        assertThat(suite.getAttribute("failures"))
                .isEqualTo(Integer.toString(names(suite, "failure").size()));
        assertThat(suite.getAttribute("errors"))
                .isEqualTo(Integer.toString(names(suite, "error").size()));
        assertThat(suite.getAttribute("skipped"))
                .isEqualTo(Integer.toString(names(suite, "skipped").size()));
    }

    @Test
    void hasACaseForEachRule() throws Exception {
        org.w3c.dom.Element suite = suite(Report.of(List.of(Samples.proved())));

        assertThat(elements(suite, "testcase")).hasSize(Rule.values().length);
        assertThat(suite.getAttribute("name")).isEqualTo("process/acme.bpmn");
        assertThat(suite.getAttribute("time")).isEqualTo("0.084");
        countsItself(suite);
    }

    @Test
    void failsTheRulesWithErrorsAndPrintsWarnings() throws Exception {
        org.w3c.dom.Element suite = suite(Report.of(List.of(Samples.refused())));

        assertThat(names(suite, "failure")).containsExactly("P-APPROVAL", "P-TIMEOUT");
        assertThat(names(suite, "system-out")).containsExactly("V-CONDITION");
        assertThat(elements(suite, "failure").get(0).getTextContent()).contains("11. it comes to \"Deploy\"");
        assertThat(elements(suite, "failure").get(0).getAttribute("type")).isEqualTo("bpmn.approval");
        countsItself(suite);
    }

    @Test
    void skipsWhatWasNotDecidedButNeverPasses() throws Exception {
        org.w3c.dom.Element invalid = suite(Report.of(List.of(Samples.invalid())));
        org.w3c.dom.Element large =
                suite(Report.of(List.of(new Verification("a.bpmn", Verdict.TOO_LARGE, List.of(), 250_000, 9_999))));

        assertThat(names(invalid, "failure")).containsExactly("V-ELEMENT");
        assertThat(names(invalid, "skipped")).hasSize(Rule.values().length - 1).doesNotContain("V-ELEMENT");
        assertThat(names(large, "error")).containsExactly("file");
        assertThat(names(large, "skipped")).hasSize(Rule.values().length);
        countsItself(invalid);
        countsItself(large);
    }

    @Test
    void claimsInGeneralOnlyTheRulesThatWereJudged() throws Exception {
        org.w3c.dom.Element suite = suite(Report.general(List.of(Samples.proved())));

        assertThat(elements(suite, "testcase"))
                .extracting(test -> test.getAttribute("name"))
                .containsExactly("S-SYNC", "S-STUCK", "S-DEAD", "S-ENDLESS");
        countsItself(suite);
    }

    @Test
    void staysXmlWhateverTheNamesAre() throws Exception {
        String hostile = "]]></failure>\u0000\u001b<x a='\"'>&amp;";
        org.w3c.dom.Element suite = suite(Report.of(List.of(new Verification(
                hostile, Verdict.REFUSED, List.of(Samples.about(new Element(hostile, hostile, 1), hostile)), 1, 1))));

        assertThat(elements(suite, "failure").get(0).getAttribute("message"))
                .isEqualTo("]]></failure>\uFFFD\uFFFD<x a='\"'>&amp;");
        countsItself(suite);
    }
}
