package io.sluice.example.benchmark.contests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Part;
import io.sluice.example.benchmark.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each part once, with next to nothing in the database, Sluice in JVMs of its own on files of H2. */
class PartsTest {
    private final Report report =
            new Report(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @BeforeAll
    static void startsQuickly() {
        System.setProperty("sluice.bench.jvm", "-XX:TieredStopAtLevel=1 -Xshare:auto");
    }

    @AfterAll
    static void forgets() {
        System.clearProperty("sluice.bench.jvm");
    }

    private void run(Part part) {
        part.run(report, Effort.SMOKE);
        report.end(part.name());
        assertThat(report.sections().get(part.name())).contains("| Database |", "| H2, a file |");
    }

    @Test
    void promotionsRunBesideTheLimit() {
        run(new PromotionsPart());

        assertThat(report.ratios().get("h2.throughput.vs-jdbc-limit")).isPositive();
        assertThat(report.pictures()).containsOnlyKeys("h2-promotions");
    }

    @Test
    void queueAndBoardAreRead() {
        run(new QueuePart());

        assertThat(report.ratios().get("h2.queue.100k-vs-1k")).isPositive();
        assertThat(report.ratios().get("h2.board.100k-vs-1k")).isPositive();
    }

    @Test
    void promotionsRunBesideOpenAndEndedOnes() {
        run(new GrowthPart());

        assertThat(report.ratios().get("h2.growth.100k-vs-1k")).isPositive();
    }

    @Test
    void timersAreAwaitedAndDone() {
        run(new TimersPart());

        assertThat(report.ratios().get("h2.timers.acquire-ms-100k")).isPositive();
        assertThat(report.ratios().get("h2.timers.drain-per-second")).isPositive();
        assertThat(report.ratios().get("h2.timers.deadlines-per-second")).isPositive();
        assertThat(report.ratios())
                .containsEntry("h2.timers.reminders-done", 10.0)
                .containsEntry("h2.timers.reminders-due", 10.0)
                .containsEntry("h2.timers.people-reminded", 10.0)
                .containsEntry("h2.timers.deadlines-done", 10.0)
                .containsEntry("h2.timers.deadlines-due", 10.0);
    }

    @Test
    void secondStartChangesNoSchema() {
        run(new StartupPart());

        assertThat(report.ratios()).containsEntry("startup.second-definitions", 0.0);
    }

    @Test
    void auditTrailIsExportedAndVerified() {
        run(new AuditPart());

        assertThat(report.ratios().get("h2.audit.verify-per-second")).isPositive();
    }

    @Test
    void whatOnePostgresCarriesIsMeasured() {
        new ScalePart().run(report, Effort.SMOKE);

        assertThat(report.ratios().get("scale.promotions-per-second")).isPositive();
        assertThat(report.ratios().get("scale.kb-per-finished")).isPositive();
        assertThat(report.ratios().get("scale.kb-per-open")).isPositive();
        assertThat(report.ratios().get("scale.queue-ms.approvers-10000")).isPositive();
        assertThat(report.ratios().get("scale.queue-ms.organizations-1000")).isPositive();
    }
}
