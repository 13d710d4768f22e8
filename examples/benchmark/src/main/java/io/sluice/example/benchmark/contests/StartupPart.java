package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Chart;
import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Part;
import io.sluice.example.benchmark.Report;
import io.sluice.example.benchmark.Samples;
import io.sluice.example.benchmark.contest.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cold JVM to the end of the first promotion, on an empty database and on one that has its tables; and the heap after a
 * collection. A line has the database, the contestant, seconds on the empty database and on the other, megabytes, and the
 * statements on the other that change the schema.
 */
public final class StartupPart implements Part {
    private record Start(Samples empty, Samples again, Samples heap, Samples definitions) {
        static Start none() {
            return new Start(Samples.none(), Samples.none(), Samples.none(), Samples.none());
        }
    }

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public void run(Report report, Effort effort) {
        Workshop workshop = Workshop.here();
        try (Server h2 = H2Files.open()) {
            run(report, effort, workshop, h2);
        }
        if (effort.volume() == Effort.Volume.FULL) {
            try (Server postgres = PostgresServer.start()) {
                run(report, effort, workshop, postgres);
            }
        }
    }

    private void run(Report report, Effort effort, Workshop workshop, Server server) {
        List<Entry> entries = effort.volume() == Effort.Volume.TINY
                ? List.of(Entry.SLUICE)
                : List.of(Entry.SLUICE, Entry.CAMUNDA, Entry.FLOWABLE);
        Map<Entry, Start> starts = new LinkedHashMap<>();
        for (int round = 0; round < effort.pick(5, 1, 1); round++) {
            for (Entry entry : entries) {
                starts.put(entry, begin(server, workshop, entry, starts.getOrDefault(entry, Start.none())));
            }
        }
        report.columns(
                "Database",
                "Contestant",
                "Empty database, s",
                "Tables there, s",
                "Heap after a collection, MB",
                "Schema changes at the second start");
        starts.forEach((entry, start) -> add(report, server, entry, start));
        report.finish();
        conclude(report, server, starts);
    }

    private static Start begin(Server server, Workshop workshop, Entry entry, Start known) {
        Database database = server.create(entry.name());
        double empty;
        try (RunningChild child = RunningChild.start(entry, database, workshop, List.of("first=true"))) {
            empty = child.startNanos() / 1e9;
        }
        try (RunningChild child = RunningChild.start(entry, database, workshop, List.of("first=true"))) {
            return new Start(
                    known.empty().with(empty),
                    known.again().with(child.startNanos() / 1e9),
                    known.heap().with(child.tell("memory").number("heap") / 1024.0 / 1024),
                    known.definitions().with((double) child.ready().number("definitions")));
        } finally {
            server.drop(database);
        }
    }

    private void add(Report report, Server server, Entry entry, Start start) {
        report.add(
                List.of(
                        name(),
                        server.name(),
                        entry.name(),
                        Samples.shown(start.empty().median()),
                        Samples.shown(start.again().median()),
                        Samples.shown(start.heap().median()),
                        Samples.shown(start.definitions().median())),
                List.of(
                        server.title(),
                        entry.title(),
                        start.empty().shown(),
                        start.again().shown(),
                        start.heap().shown(),
                        Samples.shown(start.definitions().median())));
    }

    private static void conclude(Report report, Server server, Map<Entry, Start> starts) {
        Start own = starts.getOrDefault(Entry.SLUICE, Start.none());
        String prefix = server instanceof H2Files ? "startup." : server.name() + ".startup.";
        report.ratio(prefix + "second-definitions", own.definitions().median());
        Start bare = starts.get(Entry.CAMUNDA);
        if (bare != null) {
            report.ratio(prefix + "vs-bare-engine", own.empty().ratioTo(bare.empty()));
            report.ratio(prefix + "again-vs-bare-engine", own.again().ratioTo(bare.again()));
            report.ratio(
                    prefix + "mb-above-bare-engine",
                    own.heap().median() - bare.heap().median());
        }
        Chart chart = Chart.linear("A cold JVM to the first promotion, " + server.title(), "seconds");
        starts.forEach((entry, start) -> chart.group(
                entry.title(),
                List.of(new Chart.Bar("empty database", start.empty()), new Chart.Bar("tables there", start.again()))));
        report.picture(server.name() + "-startup", "Start-up on " + server.title(), chart.draw());
    }
}
