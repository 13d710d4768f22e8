package io.sluice.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.SluiceEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    @Test
    void tellsItsStoryToTheEndOnTheEmbeddedDatabase(@TempDir Path folder) {
        assertTold(folder, Quickstart.embedded(folder));
    }

    @Test
    void tellsItsStoryToTheEndOnPostgres(@TempDir Path folder) throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String address = server.getJdbcUrl("postgres", "postgres");
            assertTold(folder, builder -> builder.database(address).credentials("postgres", ""));
        }
    }

    private static void assertTold(Path folder, UnaryOperator<SluiceEngine.Builder> database) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        boolean happened = Quickstart.run(folder, new PrintStream(told, true, StandardCharsets.UTF_8), database);

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains(
                        "mia.chen tries to approve and is refused",
                        "Subject: Reminder",
                        "1.5.0 → staging: FAILED",
                        "1.6.0 → production: ROLLED_BACK",
                        "Production runs 2.0.0 again.",
                        "every chain is intact",
                        "Every step happened.");
        assertThat(happened).isTrue();
    }
}
