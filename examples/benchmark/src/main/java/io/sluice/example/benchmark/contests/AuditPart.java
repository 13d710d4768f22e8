package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Part;
import io.sluice.example.benchmark.Report;
import io.sluice.example.benchmark.Samples;
import io.sluice.example.benchmark.contest.Answer;
import io.sluice.example.benchmark.contest.Database;
import java.util.List;

/**
 * How fast the audit trail of real promotions is exported, and how fast the export is verified without the database. A line
 * has the database, the events, and events a second exported and verified.
 */
public final class AuditPart implements Part {
    @Override
    public String name() {
        return "audit";
    }

    @Override
    public void run(Report report, Effort effort) {
        Workshop workshop = Workshop.here();
        report.columns("Database", "Events", "Exported a second (min–max)", "Verified a second (min–max)");
        if (effort.volume() == Effort.Volume.FULL) {
            try (Server postgres = PostgresServer.start()) {
                run(report, effort, workshop, postgres);
            }
        }
        try (Server h2 = H2Files.open()) {
            run(report, effort, workshop, h2);
        }
        report.finish();
    }

    private void run(Report report, Effort effort, Workshop workshop, Server server) {
        Database database = server.create(name());
        try (RunningChild child = RunningChild.start(Entry.SLUICE, database, workshop, List.of())) {
            child.tell("run " + effort.pick(1_000, 200, 2) + " 4");
            Samples exported = Samples.none();
            Samples verified = Samples.none();
            long events = 0;
            for (int round = 0; round < effort.pick(7, 5, 1); round++) {
                Answer export = child.tell("export 1");
                events = export.number("result");
                exported = exported.with(events * 1e9 / export.number("median"));
                verified = verified.with(events * 1e9 / child.tell("audit 1").number("median"));
            }
            report.add(
                    List.of(
                            name(),
                            server.name(),
                            Long.toString(events),
                            Samples.shown(exported.median()),
                            Samples.shown(verified.median())),
                    List.of(server.title(), Long.toString(events), exported.shown(), verified.shown()));
            report.ratio(server.name() + ".audit.export-per-second", exported.median());
            report.ratio(server.name() + ".audit.verify-per-second", verified.median());
        } finally {
            server.drop(database);
        }
    }
}
