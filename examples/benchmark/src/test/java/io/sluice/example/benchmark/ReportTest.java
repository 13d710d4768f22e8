package io.sluice.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void endsWithTheRatiosInTheOrderInWhichTheyCame() {
        report.ratio("postgres.throughput.vs-flowable", 2.5);
        report.ratio("postgres.queue.vs-camunda-100k", 0.0041);

        report.conclude();

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .endsWith("ratio postgres.throughput.vs-flowable 2.50", "ratio postgres.queue.vs-camunda-100k 0.0041");
    }

    @Test
    void keepsTheTablesOfEachPartApart() {
        report.columns("A");
        report.add(List.of("a"), List.of("1"));
        report.finish();
        report.end("first");
        report.columns("B");
        report.add(List.of("b"), List.of("2"));
        report.finish();
        report.end("second");

        assertThat(report.sections())
                .containsEntry("first", "| A |\n| --- |\n| 1 |\n\n")
                .containsEntry("second", "| B |\n| --- |\n| 2 |\n\n");
    }
}
