package io.sluice.promotion.report;

import io.sluice.promotion.report.TestTally.Ending;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one report of the JUnit XML family: suites in suites in suites, and test cases in them. The counts that a suite
 * declares are not trusted. No document type, no entities, no deep nesting.
 */
final class JUnitXml {
    private static final int MOST_LEVELS = 50;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MESSAGE = 200;
    private static final Set<String> NOT_RUN = Set.of("notrun", "disabled", "skipped", "suppressed");

    /** The test case that is being read, or a fault of a whole suite. */
    private static final class Case {
        final String name;
        final double seconds;
        Ending ending = Ending.PASSED;
        boolean repeated;
        boolean explained;
        final StringBuilder message = new StringBuilder();

        Case(String name, double seconds) {
            this.name = name;
            this.seconds = seconds;
        }
    }

    private final Report report;
    private final TestTally tally;
    private final Deque<String> path = new ArrayDeque<>();
    private final Deque<Case> open = new ArrayDeque<>();
    private boolean declaresFailures;
    private boolean showsFailures;

    JUnitXml(Report report, TestTally tally) {
        this.report = report;
        this.tally = tally;
    }

    void read() throws CannotTellException {
        byte[] content = ReportReader.read(report);
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(content));
            while (xml.hasNext()) {
                take(xml, xml.next());
            }
            xml.close();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw cannot("is not well-formed XML" + (line > 0 ? " (line " + line + ")" : ""));
        }
        if (declaresFailures && !showsFailures) {
            throw cannot("contradicts itself: it declares failures, but shows none");
        }
    }

    private void take(XMLStreamReader xml, int event) throws CannotTellException {
        switch (event) {
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw cannot("has a document type or entities, which are not read");
            case XMLStreamConstants.START_ELEMENT -> begin(xml);
            case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml);
            default -> {
                // Comments, processing instructions and the like say nothing.
            }
        }
    }

    private void begin(XMLStreamReader xml) throws CannotTellException {
        String element = xml.getLocalName();
        String parent = path.isEmpty() ? "" : path.peek();
        path.push(element);
        if (path.size() > MOST_LEVELS) {
            throw cannot("nests more than " + MOST_LEVELS + " levels deep");
        }
        switch (parent) {
            case "" -> root(xml, element);
            case "testsuites", "testsuite" -> inSuite(xml, element);
            case "testcase" -> inCase(xml, element);
            default -> {
                // Output, properties and what tools add.
            }
        }
    }

    private void root(XMLStreamReader xml, String element) throws CannotTellException {
        switch (element) {
            case "testsuites", "testsuite" -> declared(xml);
            case "failsafe-summary" -> {
                // Lies beside the reports that it sums up.
            }
            default -> throw cannot("is no JUnit XML: it begins with " + Printable.line(element, 50));
        }
    }

    private void inSuite(XMLStreamReader xml, String element) {
        switch (element) {
            case "testsuite" -> declared(xml);
            case "testcase" -> open.push(testCase(xml));
            case "failure", "error" -> {
                open.push(new Case("the suite itself", 0));
                fault(xml, Ending.ERROR);
            }
            default -> {
                // Properties and output of the suite.
            }
        }
    }

    private void inCase(XMLStreamReader xml, String element) throws CannotTellException {
        Case current = open.element();
        switch (element) {
            case "failure" -> fault(xml, Ending.FAILED);
            case "error" -> fault(xml, Ending.ERROR);
            case "skipped" -> {
                if (current.ending == Ending.PASSED) {
                    current.ending = Ending.SKIPPED;
                }
            }
            case "flakyFailure", "flakyError", "rerunFailure", "rerunError" -> {
                current.repeated = true;
                showsFailures = true;
            }
            case "testcase" -> throw cannot("has a test case inside a test case");
            default -> {
                // Output and properties of the test.
            }
        }
    }

    private void fault(XMLStreamReader xml, Ending ending) {
        Case current = open.element();
        showsFailures = true;
        if (current.ending != Ending.FAILED) {
            current.ending = ending;
        }
        String message = attribute(xml, "message");
        if (!current.explained && !message.isBlank()) {
            current.message.append(message);
            current.explained = true;
        }
    }

    /** The text of a fault explains it when it has no message. */
    private void text(XMLStreamReader xml) {
        boolean inFault = isFault(path.peek()) && !open.isEmpty();
        if (inFault && !open.element().explained && open.element().message.length() < LONGEST_MESSAGE) {
            StringBuilder message = open.element().message;
            String text = message.isEmpty() ? xml.getText().stripLeading() : xml.getText();
            message.append(text, 0, Math.min(text.length(), LONGEST_MESSAGE));
        }
    }

    private void end(String element) {
        path.pop();
        if (isFault(element) && !open.isEmpty()) {
            open.element().explained |= !open.element().message.isEmpty();
        }
        boolean inSuite = "testsuite".equals(path.peek()) || "testsuites".equals(path.peek());
        if (inSuite && (element.equals("testcase") || isFault(element))) {
            Case done = open.pop();
            boolean flaky = done.repeated && done.ending == Ending.PASSED;
            String message = done.message.toString().strip().lines().findFirst().orElse("");
            tally.add(done.name, done.ending, flaky, done.seconds, Printable.line(message, LONGEST_MESSAGE));
        }
    }

    private static boolean isFault(@Nullable String element) {
        return "failure".equals(element) || "error".equals(element);
    }

    private void declared(XMLStreamReader xml) {
        declaresFailures |= isPositive(attribute(xml, "failures")) || isPositive(attribute(xml, "errors"));
    }

    private static boolean isPositive(String number) {
        return number.chars().anyMatch(c -> c >= '1' && c <= '9') && !number.startsWith("-");
    }

    /** Google Test and CTest say in an attribute that a test was not run. */
    private static Case testCase(XMLStreamReader xml) {
        Case found = new Case(caseName(xml), seconds(xml));
        if (NOT_RUN.contains(attribute(xml, "status")) || NOT_RUN.contains(attribute(xml, "result"))) {
            found.ending = Ending.SKIPPED;
        }
        return found;
    }

    private static String caseName(XMLStreamReader xml) {
        String type = attribute(xml, "classname");
        String name = attribute(xml, "name");
        String full = type.isEmpty() || name.isEmpty() ? type + name : type + "." + name;
        return full.isEmpty() ? "a test without a name" : Printable.line(full, LONGEST_NAME);
    }

    /** Old versions of Surefire write 1,234.5. */
    private static double seconds(XMLStreamReader xml) {
        try {
            double seconds = Double.parseDouble(attribute(xml, "time").replace(",", ""));
            return Double.isFinite(seconds) && seconds > 0 ? seconds : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private CannotTellException cannot(String what) {
        return new CannotTellException("Report " + ReportReader.name(report) + " " + what + ".");
    }

    /** The reader of the platform, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing outside the report is read.");
        });
        return factory;
    }
}
