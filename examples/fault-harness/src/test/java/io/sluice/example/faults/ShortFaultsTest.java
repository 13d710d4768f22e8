package io.sluice.example.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.example.faults.Workshop.Size;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A little of everything that `make faults` tries, with real programs on real databases. */
class ShortFaultsTest {
    @TempDir
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(
                folder,
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                Duration.ZERO,
                Size.SHORT);
    }

    @Test
    void nothingIsLostOrDoneTwiceWhenTheOnlyNodeDies() {
        try (Trial trial = workshop.onH2("short")) {
            Result result = CrashPart.diesEverywhere(
                    workshop, trial, points("before the reply to a request", "between the deployment and its result"));

            assertThat(result.violations()).isEmpty();
            assertThat(result.figure("promotions")).isEqualTo(2);
            assertThat(result.figure("deployed")).isEqualTo(2);
        }
    }

    @Test
    void nothingIsLostOrDoneTwiceOnPostgres() {
        try (Trial trial = workshop.onPostgres("short")) {
            Result result = CrashPart.diesEverywhere(
                    workshop,
                    trial,
                    points("after the commit of the deciding approval", "before the commit of a result"));

            assertThat(result.violations()).isEmpty();
            assertThat(result.figure("promotions")).isEqualTo(2);
            assertThat(result.figure("deployed")).isEqualTo(2);
        }
    }

    @Test
    void everyFailureSaysWhetherToTryAgainWhenTheServerIsGoneForAWhile() {
        List<Result> results = DatabasePart.run(
                workshop, 2, List.of(DatabaseFault.IMMEDIATE_STOP, DatabaseFault.CUT_OFF, DatabaseFault.READ_ONLY));

        assertThat(results)
                .hasSize(3)
                .allSatisfy(result -> assertThat(result.violations()).isEmpty());
    }

    private static List<CrashPart.Point> points(String... names) {
        Set<String> wanted = Set.of(names);
        List<CrashPart.Point> points = CrashPart.POINTS.stream()
                .filter(point -> wanted.contains(point.name()))
                .toList();
        assertThat(points).hasSize(wanted.size());
        return points;
    }
}
