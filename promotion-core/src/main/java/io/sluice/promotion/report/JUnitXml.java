package io.sluice.promotion.report;

import io.sluice.promotion.report.TestTally.Ending;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads one report of the JUnit XML family: suites in suites in suites, and test cases in them. The counts that a suite
 * declares are not trusted.
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
        XmlReport xml = new XmlReport(report);
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(xml);
                case XMLStreamConstants.END_ELEMENT -> end(xml.element());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml);
                default -> {
                    // Comments, processing instructions and the like say nothing.
                }
            }
        }
        if (declaresFailures && !showsFailures) {
            throw xml.cannot("contradicts itself: it declares failures, but shows none");
        }
    }

    private void begin(XmlReport xml) throws CannotTellException {
        String element = xml.element();
        String parent = path.isEmpty() ? "" : path.peek();
        path.push(element);
        if (path.size() > MOST_LEVELS) {
            throw xml.cannot("nests more than " + MOST_LEVELS + " levels deep");
        }
        switch (parent) {
            case "" -> root(xml, element);
            case "testsuites", "testsuite" -> inSuite(xml, element);
            case "testcase" -> inCase(xml, element);
            default -> {
                // Output, properties and what tools add.
                if (element.equals("testcase") || element.equals("testsuite")) {
                    throw xml.cannot("has a " + element + " in a place where none belongs");
                }
            }
        }
    }

    private void root(XmlReport xml, String element) throws CannotTellException {
        switch (element) {
            case "testsuites", "testsuite" -> declared(xml);
            case "failsafe-summary" -> {
                // Lies beside the reports that it sums up.
            }
            default -> throw xml.cannot("is no JUnit XML: it begins with " + Printable.line(element, 50));
        }
    }

    private void inSuite(XmlReport xml, String element) {
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

    private void inCase(XmlReport xml, String element) throws CannotTellException {
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
            case "testcase" -> throw xml.cannot("has a testcase in a place where none belongs");
            default -> {
                // Output and properties of the test.
            }
        }
    }

    private void fault(XmlReport xml, Ending ending) {
        Case current = open.element();
        showsFailures = true;
        if (current.ending != Ending.FAILED) {
            current.ending = ending;
        }
        String message = xml.attribute("message");
        if (!current.explained && !message.isBlank()) {
            current.message.append(message);
            current.explained = true;
        }
    }

    /** The text of a fault explains it when it has no message. */
    private void text(XmlReport xml) {
        boolean inFault = isFault(path.peek()) && !open.isEmpty();
        if (inFault && !open.element().explained && open.element().message.length() < LONGEST_MESSAGE) {
            StringBuilder message = open.element().message;
            String text = message.isEmpty() ? xml.text().stripLeading() : xml.text();
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

    private void declared(XmlReport xml) {
        declaresFailures |= isPositive(xml.attribute("failures")) || isPositive(xml.attribute("errors"));
    }

    private static boolean isPositive(String number) {
        return number.chars().anyMatch(c -> c >= '1' && c <= '9') && !number.startsWith("-");
    }

    /** Google Test and CTest say in an attribute that a test was not run. */
    private static Case testCase(XmlReport xml) {
        Case found = new Case(caseName(xml), seconds(xml));
        if (NOT_RUN.contains(xml.attribute("status")) || NOT_RUN.contains(xml.attribute("result"))) {
            found.ending = Ending.SKIPPED;
        }
        return found;
    }

    private static String caseName(XmlReport xml) {
        String type = xml.attribute("classname");
        String name = xml.attribute("name");
        String full = type.isEmpty() || name.isEmpty() ? type + name : type + "." + name;
        return full.isEmpty() ? "a test without a name" : Printable.line(full, LONGEST_NAME);
    }

    /** Old versions of Surefire write 1,234.5. */
    private static double seconds(XmlReport xml) {
        try {
            double seconds = Double.parseDouble(xml.attribute("time").replace(",", ""));
            return Double.isFinite(seconds) && seconds > 0 ? seconds : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
