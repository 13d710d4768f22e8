package io.sluice.example.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.audit.export.VerifyCommand;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.identity.OrganizationId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    /** Made by the build of promotion-core; not there when only the tests are run. */
    private static final Path VERIFIER = Path.of("../../promotion-core/target/promotion-audit.jar");

    @Test
    void tellsItsStoryToTheEndAndLeavesAnAuditTrailThatVerifies(@TempDir Path folder, @TempDir Path left)
            throws Exception {
        AuditFolder audit = AuditFolder.in(left);

        String told = assertTold(folder, Quickstart.embedded(folder), Optional.of(left));

        assertThat(told).contains(audit.command());
        assertThat(verify(audit.arguments())).startsWith("0 OK");
        if (Files.exists(VERIFIER)) {
            assertThat(verifyWithTheProgram(audit.arguments())).startsWith("0 OK");
        }
        changeOneByte(audit.export());
        assertThat(verify(audit.arguments())).startsWith("1 TAMPERED").contains("First bad event: promotion:");
    }

    @Test
    void tellsItsStoryToTheEndOnPostgres(@TempDir Path folder) throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String address = server.getJdbcUrl("postgres", "postgres");
            String told = assertTold(
                    folder, builder -> builder.database(address).credentials("postgres", ""), Optional.empty());

            assertThat(told).doesNotContain("promotion-audit.jar");
        }
    }

    @Test
    void replacesWhatAnEarlierRunLeftAndNothingElse(@TempDir Path left, @TempDir Path secrets) throws IOException {
        AuditFolder earlier = AuditFolder.in(left);
        Path ofThisOrganization = earlier.checkpoints().resolve("household-goods.checkpoints");
        Path ofAnother = earlier.checkpoints().resolve("acme.checkpoints");
        Files.createDirectories(earlier.checkpoints());
        for (Path file : List.of(earlier.export(), ofThisOrganization, ofAnother)) {
            Files.writeString(file, "earlier");
        }

        Quickstart.audit(left, secrets, new OrganizationId("household-goods"));

        assertThat(earlier.export()).doesNotExist();
        assertThat(ofThisOrganization).doesNotExist();
        assertThat(ofAnother).hasContent("earlier");
        assertThat(earlier.publicKey()).content().startsWith("audit.example.org+");
    }

    private static String assertTold(Path folder, UnaryOperator<SluiceEngine.Builder> database, Optional<Path> left) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        boolean happened = Quickstart.run(folder, new PrintStream(told, true, UTF_8), database, left);

        assertThat(told.toString(UTF_8))
                .contains(
                        "Mia tries to approve and is refused",
                        "Subject: AGENT/support-assistant 1.4.0 (Production): Reminder",
                        "support-assistant 1.5.0 → staging: FAILED",
                        "tests.pass_rate >= 100: it is 100",
                        "paul.weber for sara.nilsson",
                        "refund-flow 2.1.0 and support-assistant 1.6.0 → production: ROLLED_BACK",
                        "Why it waits: Freeze \"Stocktaking\" holds it",
                        "Production now runs refund-flow 2.1.0.",
                        "Production runs refund-flow 2.0.0 again.",
                        "every chain is intact",
                        "Every step happened.");
        assertThat(happened).isTrue();
        return told.toString(UTF_8);
    }

    private static String verify(List<String> arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = VerifyCommand.run(arguments, new PrintStream(said, true, UTF_8));
        return status + " " + said.toString(UTF_8);
    }

    private static String verifyWithTheProgram(List<String> arguments) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-jar", VERIFIER.toString()));
        command.addAll(arguments);
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(program.getInputStream().readAllBytes(), UTF_8);
        return program.waitFor() + " " + said;
    }

    private static void changeOneByte(Path file) throws IOException {
        String export = Files.readString(file);
        int changed = export.indexOf("\"type\":\"approval.given\"") + "\"type\":\"approval.give".length();
        Files.writeString(file, export.substring(0, changed) + "m" + export.substring(changed + 1));
    }
}
