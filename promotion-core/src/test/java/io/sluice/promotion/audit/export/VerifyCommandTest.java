package io.sluice.promotion.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    private Path folder;

    private final ExportedTrail trail = ExportedTrail.ofThree();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        Files.write(folder.resolve("export.jsonl"), trail.export());
        Files.createDirectory(folder.resolve("checkpoints"));
        Files.writeString(folder.resolve("checkpoints/acme.checkpoints"), String.join("\n", trail.notes));
        Files.writeString(folder.resolve("key.pub"), trail.noteKey + "\n");
        Files.writeString(folder.resolve("audit.keys"), "# keys\nk1:" + "00".repeat(32) + "\n");
    }

    @Test
    void endsWithZeroWhenNothingIsWrong() {
        int status = run("--checkpoints", "checkpoints", "--public-key", "key.pub", "--key", "audit.keys");

        assertThat(status).isZero();
        assertThat(said()).startsWith("OK\n").contains("3 checkpoints agree with the events");
    }

    @Test
    void endsWithOneAndTheFirstBadEventWhenSomethingIs() throws IOException {
        String export = Files.readString(folder.resolve("export.jsonl"));
        Files.writeString(folder.resolve("export.jsonl"), export.replaceFirst("approval.given", "approval.givem"));

        assertThat(run("--checkpoints", "checkpoints")).isEqualTo(1);
        assertThat(said()).startsWith("TAMPERED\nFirst bad event: promotion:p-1:3\n");
    }

    @Test
    void endsWithTwoWhenSomethingIsMissing() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--checkpoints", "nowhere")).isEqualTo(2);
        assertThat(run("--key", "key.pub")).isEqualTo(2);
        assertThat(run("--checkpoints")).isEqualTo(2);
        assertThat(run("--verbose", "x")).isEqualTo(2);
        assertThat(VerifyCommand.run(List.of("help"), printer())).isEqualTo(2);
        Files.delete(folder.resolve("export.jsonl"));
        assertThat(run("--checkpoints", "checkpoints")).isEqualTo(2);
        assertThat(said()).contains("INCOMPLETE", "java -jar promotion-audit.jar verify");
    }

    private int run(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("verify", folder.resolve("export.jsonl").toString()));
        for (String option : options) {
            boolean name = option.startsWith("--") || option.equals("x");
            arguments.add(name ? option : folder.resolve(option).toString());
        }
        return VerifyCommand.run(arguments, printer());
    }

    private PrintStream printer() {
        return new PrintStream(console, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
