package io.sluice.promotion.bpmn.verify.report;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML in the form that Surefire writes and servers that run builds read. A rule with an error is a failure; a rule
 * that was not decided, because the file cannot be read or is too large, is skipped; warnings and hints are output.
 */
final class JUnitReport {
    private final XMLStreamWriter xml;
    private final Set<Rule> rules;

    private JUnitReport(XMLStreamWriter xml, Set<Rule> rules) {
        this.xml = xml;
        this.rules = rules;
    }

    static String write(List<Verification> verifications, Set<Rule> rules) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            newLine(xml, 0);
            new JUnitReport(xml, rules).suites(verifications);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A report has no XML.", e);
        }
        return out + "\n";
    }

    private void suites(List<Verification> verifications) throws XMLStreamException {
        xml.writeStartElement("testsuites");
        for (Verification verification : verifications) {
            newLine(xml, 1);
            suite(verification);
        }
        newLine(xml, 0);
        xml.writeEndElement();
    }

    private void suite(Verification verification) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", PlainText.line(verification.file()));
        xml.writeAttribute("tests", Integer.toString(rules.size() + (failsAsAWhole(verification) ? 1 : 0)));
        xml.writeAttribute("failures", Long.toString(count(verification, JUnitReport::fails)));
        xml.writeAttribute("errors", failsAsAWhole(verification) ? "1" : "0");
        xml.writeAttribute("skipped", Long.toString(count(verification, JUnitReport::isOpen)));
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", verification.millis() / 1000.0));
        for (Rule rule : rules) {
            newLine(xml, 2);
            testCase(verification, rule);
        }
        if (failsAsAWhole(verification)) {
            newLine(xml, 2);
            wholeFile(verification);
        }
        newLine(xml, 2);
        text(
                "system-out",
                PlainText.line(verification.file()) + ": " + Wording.of(verification.verdict()) + " ("
                        + Wording.summary(verification) + ")");
        newLine(xml, 1);
        xml.writeEndElement();
    }

    private void testCase(Verification verification, Rule rule) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", rule.id());
        xml.writeAttribute("classname", PlainText.line(verification.file()));
        xml.writeAttribute("time", "0");
        if (fails(verification, rule)) {
            List<Finding> errors = of(verification, rule, true);
            newLine(xml, 3);
            xml.writeStartElement("failure");
            xml.writeAttribute("type", errors.get(0).code());
            xml.writeAttribute("message", PlainText.line(errors.get(0).message()));
            xml.writeCharacters(words(verification, errors));
            xml.writeEndElement();
        } else if (isOpen(verification, rule)) {
            newLine(xml, 3);
            xml.writeEmptyElement("skipped");
            xml.writeAttribute(
                    "message",
                    "Not decided: the file is " + verification.verdict().word() + ".");
        }
        List<Finding> remarks = of(verification, rule, false);
        if (!remarks.isEmpty()) {
            newLine(xml, 3);
            text("system-out", words(verification, remarks));
        }
        newLine(xml, 2);
        xml.writeEndElement();
    }

    private void wholeFile(Verification verification) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", "file");
        xml.writeAttribute("classname", PlainText.line(verification.file()));
        xml.writeAttribute("time", "0");
        xml.writeEmptyElement("error");
        xml.writeAttribute("message", Wording.of(verification.verdict()));
        xml.writeEndElement();
    }

    private void text(String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /** Something of a rule's state. */
    @FunctionalInterface
    private interface Question {
        boolean asked(Verification verification, Rule rule);
    }

    private long count(Verification verification, Question question) {
        return rules.stream().filter(rule -> question.asked(verification, rule)).count();
    }

    /** A file that is not proved never passes, whatever the rules say. */
    private boolean failsAsAWhole(Verification verification) {
        return !verification.isProved() && count(verification, JUnitReport::fails) == 0;
    }

    private static boolean fails(Verification verification, Rule rule) {
        return !of(verification, rule, true).isEmpty();
    }

    private static boolean isOpen(Verification verification, Rule rule) {
        boolean undecided = verification.verdict() == Verdict.INVALID || verification.verdict() == Verdict.TOO_LARGE;
        return undecided && !fails(verification, rule);
    }

    private static List<Finding> of(Verification verification, Rule rule, boolean errors) {
        return verification.findings().stream()
                .filter(finding -> finding.rule() == rule && (finding.severity() == Severity.ERROR) == errors)
                .toList();
    }

    private static String words(Verification verification, List<Finding> findings) {
        return findings.stream()
                .map(finding -> TextReport.write(PlainText.line(verification.file()), finding))
                .collect(Collectors.joining());
    }

    private static void newLine(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
