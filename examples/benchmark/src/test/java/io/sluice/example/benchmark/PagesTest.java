package io.sluice.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final String PAGE = """
            # Performance

            By hand.

            <!-- measured: queue -->

            Old.

            <!-- end: queue -->

            By hand, too.
            """;

    @Test
    void replacesWhatLiesBetweenTheMarkersAndNothingElse() {
        String replaced = Pages.replaced(PAGE, "queue", "New.\n\n");

        assertThat(replaced).isEqualTo(PAGE.replace("Old.", "New."));
        assertThat(Pages.replaced(replaced, "queue", "New.")).isEqualTo(replaced);
    }

    @Test
    void refusesAPartThatHasNoPlace() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Pages.replaced(PAGE, "timers", "New."))
                .withMessageContaining("timers");
    }

    @Test
    void writesTablesAndPictures(@TempDir Path docs) throws IOException {
        Files.writeString(docs.resolve("performance.md"), PAGE);
        Report report = new Report(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        report.columns("Who", "ms");
        report.add(List.of("queue", "1"), List.of("Sluice", "1"));
        report.finish();
        report.picture("h2-queue", "The queue", "<svg/>");
        report.end("queue");

        new Pages(docs).write(report, "Measured today.");

        assertThat(docs.resolve("performance.md"))
                .content()
                .contains(
                        "By hand.",
                        "Measured today.\n\n| Who | ms |\n| --- | --- |\n| Sluice | 1 |\n",
                        "![The queue](pictures/performance/h2-queue.svg)")
                .doesNotContain("Old.");
        assertThat(docs.resolve("pictures/performance/h2-queue.svg")).hasContent("<svg/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"promotions", "queue", "growth", "timers", "startup", "audit", "verifier"})
    void thePageHasAPlaceForEachPart(String part) throws IOException {
        String page = Files.readString(Path.of("../../docs/performance.md"));

        assertThat(Pages.replaced(page, part, "New.")).contains("New.");
    }

    @Test
    void whatOperatorsReadHasItsPlaceOnTheirPage(@TempDir Path docs) throws IOException {
        Files.writeString(docs.resolve("performance.md"), PAGE);
        Files.copy(Path.of("../../docs/operations.md"), docs.resolve("operations.md"));
        Report report = new Report(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        report.say("It carries much.");
        report.end("scale");

        new Pages(docs).write(report, "Measured today.");

        assertThat(docs.resolve("operations.md")).content().contains("Measured today.\n\nIt carries much.\n");
        assertThat(docs.resolve("performance.md")).hasContent(PAGE);
    }
}
