package io.sluice.promotion.bpmn.verify.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, started as one starts it. It runs after packaging. */
class VerifierJarIT {
    private static final Path JAR = Path.of("target", "promotion-verifier.jar").toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheShippedProcess() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/io/sluice/promotion/bpmn/promotion.bpmn")) {
            Files.copy(in, folder.resolve("promotion.bpmn"));
        }
    }

    @Test
    void provesTheShippedProcess() throws Exception {
        assertThat(run("--format", "json", "promotion.bpmn")).isZero();
        assertThat(JSON.std.mapFrom(said())).containsEntry("verdict", "proved");
        assertThat(faults()).isEmpty();
    }

    @Test
    void readsAPolicyWithEverythingThatAPolicyMayHold() throws Exception {
        Files.writeString(folder.resolve("policy.json"), """
                {"stages": [{"name": "approval", "rules": [{"role": "approver", "required": 1}]}],
                 "checks": [{"name": "tests"}],
                 "windows": [{"start": "2026-01-05T09:00", "duration": "PT8H", "zone": "Europe/Berlin",
                              "recurrence": "FREQ=MONTHLY;BYDAY=1MO"}],
                 "autoPromotion": {"match": "ALL", "conditions": ["tests.pass_rate >= 100"]},
                 "breakGlass": {}}""");

        assertThat(run("--policy", "policy.json", "promotion.bpmn"))
                .as(faults())
                .isZero();
        assertThat(said()).contains("promotion.bpmn: proved");
    }

    @Test
    void writesThePageWithTheDiagram() throws Exception {
        assertThat(run("--format", "html", "--output", "report.html", "promotion.bpmn"))
                .isZero();
        assertThat(Files.readString(folder.resolve("report.html"))).contains("Change window opens", "BpmnJS");
    }

    @Test
    void namesItsVersion() throws Exception {
        assertThat(run("--version")).isZero();
        assertThat(said()).matches("promotion-verifier \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void saysWhatIsWrongWithoutAStackTrace() throws Exception {
        assertThat(run("nowhere.bpmn")).isEqualTo(2);
        assertThat(faults()).isEqualTo("promotion-verifier: There is no file nowhere.bpmn.\n");
    }

    @Test
    void holdsNoEngineNoDatabaseAndNoMail() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains("META-INF/LICENSE")
                    .noneMatch(name -> name.matches(
                            "(org/camunda/bpm/engine|org/h2|com/zaxxer|jakarta/mail|org/slf4j|org/jdbi)/.*"))
                    .filteredOn(name -> name.startsWith("io/sluice/promotion/jdbc/") && name.endsWith(".class"))
                    .allMatch(name -> name.contains("Json"));
        }
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Process program = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("faults").toFile())
                .start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS))
                    .as("the program ended")
                    .isTrue();
        } finally {
            program.destroyForcibly();
        }
        return program.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    private String faults() throws IOException {
        return Files.exists(folder.resolve("faults"))
                ? Files.readString(folder.resolve("faults"), StandardCharsets.UTF_8)
                : "";
    }
}
