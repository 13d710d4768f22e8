package io.sluice.promotion.bpmn.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.PathStep.Event;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static String text(Verification... verifications) {
        return Report.of(List.of(verifications)).as(ReportFormat.TEXT);
    }

    @Test
    void saysThatAFileIsProvedInOneLine() {
        assertThat(text(Samples.proved())).isEqualTo("process/acme.bpmn: proved (nothing found; 213 states, 84 ms)\n");
    }

    @Test
    void beginsAFindingWithFileLineSeverityAndRule() {
        assertThat(text(Samples.refused()))
                .startsWith("process/acme.bpmn:116: error: P-APPROVAL: \"Deploy\" (deploy) can run without")
                .contains("\nprocess/acme.bpmn:26: error: P-TIMEOUT: ")
                .contains("\nprocess/acme.bpmn:69: warning: V-CONDITION: ")
                .endsWith("process/acme.bpmn: refused (2 errors, 1 warning; 213 states, 84 ms)\n");
    }

    @Test
    void tellsTheWayStepByStepAndTheRepair() {
        assertThat(text(Samples.refused())).contains("""
                    This way shows it:
                       1. it starts at "Promotion requested" (requested)
                       2. "Run checks" (run-checks) is done: checksPassed=true
                """, """
                       7. "Reserve target" (reserve-target) throws TARGET_BUSY
                """, """
                      11. it comes to "Deploy" (deploy) and waits there
                    Repair: Lead the flow of "Overdue" to an end with the outcome EXPIRED.
                    (bpmn.approval, P-APPROVAL:deploy,overdue)
                """);
    }

    @Test
    void namesTheFileAloneWhereNoLineIsKnown() {
        assertThat(text(Samples.invalid()))
                .startsWith("process/acme.bpmn: error: V-ELEMENT: The file is not well-formed")
                .endsWith("process/acme.bpmn: cannot be read as a process (1 error; 0 states, 1 ms)\n");
    }

    @Test
    void reportsOneFileAfterTheOther() {
        Verification large = new Verification("b.bpmn", Verdict.TOO_LARGE, List.of(), 250_000, 10_000);

        assertThat(text(Samples.proved(), large)).isEqualTo("""
                process/acme.bpmn: proved (nothing found; 213 states, 84 ms)
                b.bpmn: too large to prove (nothing found; 250000 states, 10000 ms)
                """);
    }

    @Test
    void keepsWhatATerminalOrAReaderWouldFollowAwayFromIt() {
        String hostile = "red\u001b[31m\u0007 \u202eesrever\u009b2J\n  two   lines";
        Verification verification = new Verification(
                "a\u001b.bpmn",
                Verdict.REFUSED,
                List.of(Samples.about(new Element("x\u0085y", hostile, 3), hostile)),
                1,
                1);

        assertThat(text(verification))
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\\n]]")
                .contains("red\uFFFD[31m\uFFFD \uFFFDesrever\uFFFD2J two lines");
    }

    @Test
    void hasWordsForEveryEvent() {
        assertThat(Arrays.stream(Event.values())
                        .map(event -> Wording.of(new PathStep(new Element("a", "A", 1), event, "because", List.of()))))
                .allSatisfy(words -> assertThat(words).contains("\"A\" (a)"))
                .doesNotHaveDuplicates()
                .allSatisfy(words -> assertThat(words).doesNotContainIgnoringCase("token"));
    }
}
