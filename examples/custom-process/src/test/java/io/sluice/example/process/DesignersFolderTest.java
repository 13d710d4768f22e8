package io.sluice.example.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.command.VerifierCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The folder as a designer keeps it. */
class DesignersFolderTest {
    @Test
    void theCommandLineProvesTheProcessWithWhatLiesInTheFolder() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int status = VerifierCommand.run(
                List.of(
                        "--policy",
                        Variants.PROCESSES.resolve("policy.json").toString(),
                        "--steps",
                        Variants.PROCESSES.resolve("steps.json").toString(),
                        Variants.PROCESSES.resolve(DesignersFolder.PROCESS).toString()),
                new PrintStream(said, true, UTF_8),
                new PrintStream(said, true, UTF_8));

        assertThat(said.toString(UTF_8)).contains("proved");
        assertThat(status).isZero();
    }

    @Test
    void theTemplatesAreThoseOfTheKit() throws IOException {
        assertThat(templates(Variants.PROCESSES.resolve(".camunda/element-templates")))
                .isNotEmpty()
                .isEqualTo(templates(Path.of("../../promotion-bpmn/modeler/.camunda/element-templates")));
    }

    private static Map<String, String> templates(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toMap(file -> file.getFileName().toString(), DesignersFolderTest::text));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
