package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.ProcessLibrary;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFolderTest {
    @TempDir
    private Path folder;

    private static String process(String id, String content) {
        return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
                + " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"><process id=\"" + id + "\">" + content
                + "</process></definitions>";
    }

    private static String approval(String stage) {
        return "<userTask id=\"t-" + stage + "\"><extensionElements><camunda:properties><camunda:property"
                + " name=\"promotion.stage\" value=\"" + stage
                + "\"/></camunda:properties></extensionElements></userTask>";
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Optional<String> text(ProcessLibrary library, String id) {
        return library.file(id).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void findsTheProcessesOfTheFilesAndOfTheirNeighbours() throws IOException {
        Path main = write("main.bpmn", process("main", ""));
        write("review.bpmn", process("review", ""));
        write("notes.txt", process("hidden", ""));
        ProcessFolder library = ProcessFolder.around(List.of(main));

        assertThat(text(library, "main"))
                .hasValueSatisfying(file -> assertThat(file).contains("id=\"main\""));
        assertThat(text(library, "review")).isPresent();
        assertThat(text(library, "hidden")).isEmpty();
        assertThat(text(library, "absent")).isEmpty();
    }

    @Test
    void passesOverFilesThatCannotBeRead() throws IOException {
        Path main = write("main.bpmn", process("main", ""));
        write("broken.bpmn", "<oops");
        Files.createDirectory(folder.resolve("folder.bpmn"));

        assertThat(text(ProcessFolder.around(List.of(main)), "main")).isPresent();
        assertThat(ProcessFolder.around(List.of(folder.resolve("gone/x.bpmn"))).file("main"))
                .isEmpty();
    }

    @Test
    void prefersTheFileThatWasNamed() throws IOException {
        Path named = write("z.bpmn", process("review", approval("named")));
        write("a.bpmn", process("review", approval("neighbour")));

        assertThat(text(ProcessFolder.around(List.of(named)), "review"))
                .hasValueSatisfying(file -> assertThat(file).contains("t-named"));
    }

    @Test
    void takesTwoNamesOfOneFileForOne() throws IOException {
        Path main = write("main.bpmn", process("main", ""));
        Path again = folder.resolve("sub/../main.bpmn");

        assertThat(text(ProcessFolder.around(List.of(main, again)), "main")).isPresent();
    }

    @Test
    void doesNotChooseBetweenTwo() throws IOException {
        Path main = write("main.bpmn", process("main", ""));
        write("a.bpmn", process("review", ""));
        write("b.bpmn", process("review", ""));
        ProcessFolder library = ProcessFolder.around(List.of(main));

        assertThatThrownBy(() -> library.file("review"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("bpmn.ambiguousProcess"))
                .hasMessageContaining("a.bpmn")
                .hasMessageContaining("b.bpmn");
    }

    @Test
    void asksForTheStagesThatTheStepsName() throws IOException {
        String call = "<callActivity id=\"c\" calledElement=\"review\"/>";
        Path main = write("main.bpmn", process("main", approval("security") + call));
        write("review.bpmn", process("review", approval("legal") + approval("security") + call));
        byte[] bpmn = Files.readAllBytes(main);

        assertThat(AskedStages.of(bpmn, ProcessFolder.around(List.of(main))))
                .isEqualTo(new PolicyDemands(List.of("legal", "security"), true));
        assertThat(AskedStages.of(bpmn, ProcessLibrary.empty()))
                .isEqualTo(new PolicyDemands(List.of("security"), true));
    }

    @Test
    void asksForOneApprovalWhereNoStepNamesAStage() {
        PolicyDemands one = new PolicyDemands(List.of("approval"), true);

        assertThat(AskedStages.of(process("main", "").getBytes(StandardCharsets.UTF_8), ProcessLibrary.empty()))
                .isEqualTo(one);
        assertThat(AskedStages.of("<oops".getBytes(StandardCharsets.UTF_8), ProcessLibrary.empty()))
                .isEqualTo(one);
    }
}
