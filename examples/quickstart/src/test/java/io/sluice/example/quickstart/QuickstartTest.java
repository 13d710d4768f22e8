package io.sluice.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    @Test
    void tellsItsStoryToTheEnd(@TempDir Path folder) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        boolean happened = Quickstart.run(folder, new PrintStream(told, true, StandardCharsets.UTF_8));

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
