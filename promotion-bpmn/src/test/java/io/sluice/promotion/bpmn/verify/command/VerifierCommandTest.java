package io.sluice.promotion.bpmn.verify.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sluice.promotion.bpmn.verify.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream faults = new ByteArrayOutputStream();

    @BeforeEach
    void copyTheShippedProcess() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/io/sluice/promotion/bpmn/promotion.bpmn")) {
            Files.copy(in, folder.resolve("promotion.bpmn"));
        }
    }

    @Test
    void endsWithZeroWhenTheProcessIsProved() {
        assertThat(run("promotion.bpmn")).isZero();
        assertThat(said()).contains("promotion.bpmn: proved (").doesNotContain("error");
        assertThat(faults()).isEmpty();
    }

    @Test
    void endsWithOneAndTheWayWhenItIsRefused() throws IOException {
        rewrite("\"overdue\" targetRef=\"expired\"", "\"overdue\" targetRef=\"window-opens\"");

        assertThat(run("promotion.bpmn")).isEqualTo(1);
        assertThat(said()).contains("error: P-APPROVAL: ", "This way shows it:", "promotion.bpmn: refused (");
        assertThat(faults()).isEmpty();
    }

    @Test
    void endsWithTwoWhenAFileIsNoProcess() throws IOException {
        write("promotion.bpmn", "<oops");

        assertThat(run("promotion.bpmn")).isEqualTo(2);
        assertThat(said()).contains("error: V-ELEMENT: ", "promotion.bpmn: cannot be read as a process");
    }

    @Test
    void endsWithTwoWhenAFileIsTooLargeToProve() {
        assertThat(run("--limit-states", "5", "promotion.bpmn")).isEqualTo(2);
        assertThat(said()).contains("promotion.bpmn: too large to prove");
    }

    @Test
    void endsWithTheWorstOfAllFiles() throws IOException {
        Files.copy(folder.resolve("promotion.bpmn"), folder.resolve("good.bpmn"));
        rewrite("\"overdue\" targetRef=\"expired\"", "\"overdue\" targetRef=\"window-opens\"");
        write("broken.bpmn", "<oops");

        assertThat(run("good.bpmn", "promotion.bpmn", "good.bpmn")).isEqualTo(1);
        assertThat(run("promotion.bpmn", "broken.bpmn", "good.bpmn")).isEqualTo(2);
    }

    @Test
    void judgesAnyProcessInGeneral() throws IOException {
        write("coffee.bpmn", """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
                  <process id="coffee">
                    <startEvent id="s"/><task id="brew" name="Brew"/><endEvent id="e"/>
                    <sequenceFlow id="f1" sourceRef="s" targetRef="brew"/>
                    <sequenceFlow id="f2" sourceRef="brew" targetRef="e"/>
                  </process>
                </definitions>""");

        assertThat(run("--general", "coffee.bpmn")).as(said()).isZero();
        assertThat(run("coffee.bpmn")).isEqualTo(1);
    }

    @Test
    void judgesByThePolicyAndTheStepsOfFiles() throws IOException {
        rewrite("\"overdue\" targetRef=\"expired\"", "\"overdue\" targetRef=\"window-opens\"");
        rewrite("camunda:topic=\"promotion.verify\"", "camunda:topic=\"acme.scan\"");
        write("nobody.json", "{\"stages\": [], \"checks\": []}");
        write("steps.json", "{\"topics\": {\"acme.scan\": {\"errors\": [\"VERIFY_FAILED\"]}}}");

        run("promotion.bpmn");
        assertThat(said()).contains("acme.scan");
        run("--steps", "steps.json", "promotion.bpmn");
        assertThat(said()).contains("P-APPROVAL").doesNotContain("acme.scan");
        run("--steps", "steps.json", "--policy", "nobody.json", "promotion.bpmn");
        assertThat(said()).doesNotContain("P-APPROVAL", "acme.scan");
    }

    @Test
    void writesTheReportInEveryFormat() throws IOException {
        run("--format", "json", "promotion.bpmn");
        assertThat(JSON.std.mapFrom(said())).containsEntry("verdict", "proved");

        run("--format=junit", "promotion.bpmn");
        assertThat(said()).contains("<testsuites>");

        run("--format=html", "--output", "report.html", "promotion.bpmn");
        assertThat(said()).isEmpty();
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("id=\"report\"", "Change window opens", "bpmn.io");
    }

    @Test
    void reportsAllFilesTogether() throws IOException {
        Files.copy(folder.resolve("promotion.bpmn"), folder.resolve("other.bpmn"));

        assertThat(run("--format=json", "promotion.bpmn", "other.bpmn")).isZero();
        assertThat(JSON.std.listFrom(said())).hasSize(2);
    }

    @Test
    void endsWithTwoWhenAFileIsNotThereAndJudgesTheOthers() {
        assertThat(run("nowhere.bpmn", "promotion.bpmn")).isEqualTo(2);
        assertThat(faults()).contains("There is no file ", "nowhere.bpmn");
        assertThat(said()).contains("promotion.bpmn: proved");
    }

    @Test
    void endsWithTwoForAFolder() {
        assertThat(run(".")).isEqualTo(2);
        assertThat(faults()).contains("is a folder.");
    }

    @Test
    void namesCodeAndPlaceOfABadPolicy() throws IOException {
        write("policy.json", "{\"stages\": [], \"checks\": [{\"name\": 1}]}");

        assertThat(run("--policy", "policy.json", "promotion.bpmn")).isEqualTo(2);
        assertThat(faults()).contains("(policy.field, policy.checks[0].name)").doesNotContain("\tat ");
        assertThat(said()).isEmpty();
    }

    @Test
    void namesTheLineOfAPolicyThatIsNoJson() throws IOException {
        write("policy.json", "{\n\"stages\": oops}");

        assertThat(run("--policy", "policy.json", "promotion.bpmn")).isEqualTo(2);
        assertThat(faults()).contains("line 2").contains("(policy.json, policy)");
    }

    @Test
    void refusesFilesOfTheWrongKindForPolicyAndSteps() throws IOException {
        Files.write(folder.resolve("latin.json"), new byte[] {'{', (byte) 0xFC, '}'});

        assertThat(run("--policy", "latin.json", "promotion.bpmn")).isEqualTo(2);
        assertThat(faults()).contains("is not written in UTF-8. (verifier.file");
        assertThat(run("--steps", "nowhere.json", "promotion.bpmn")).isEqualTo(2);
        assertThat(faults()).contains("There is no file ");
    }

    @Test
    void saysWhenTheReportCannotBeWritten() {
        assertThat(run("--output", "nowhere/report.txt", "promotion.bpmn")).isEqualTo(2);
        assertThat(faults()).contains("The report cannot be written to ");
    }

    @Test
    void tellsHowToUseIt() {
        assertThat(run("--help")).isZero();
        assertThat(said()).contains("java -jar promotion-verifier.jar", "--policy FILE", "Ends with 0");
        assertThat(run("--version")).isZero();
        assertThat(said()).startsWith("promotion-verifier ");
        assertThat(run("--frobnicate")).isEqualTo(2);
        assertThat(faults()).contains("There is no option --frobnicate");
        assertThat(run()).isEqualTo(2);
        assertThat(faults()).contains("Name at least one BPMN file");
    }

    @Test
    void hasANumberForEachVerdict() {
        assertThat(Stream.of(Verdict.PROVED, Verdict.REFUSED, Verdict.TOO_LARGE, Verdict.INVALID)
                        .map(VerifierCommand::status))
                .containsExactly(0, 1, 2, 2);
    }

    /** Names of files are meant in the folder. */
    private int run(String... arguments) {
        out.reset();
        faults.reset();
        List<String> line = Stream.of(arguments)
                .map(argument -> argument.matches("[\\w./]+\\.(bpmn|json|html|txt)|\\.")
                        ? folder.resolve(argument).toString()
                        : argument)
                .toList();
        return VerifierCommand.run(line, printer(out), printer(faults));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private void rewrite(String from, String to) throws IOException {
        String bpmn = Files.readString(folder.resolve("promotion.bpmn"));
        assertThat(bpmn).contains(from);
        write("promotion.bpmn", bpmn.replace(from, to));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String faults() {
        return faults.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
