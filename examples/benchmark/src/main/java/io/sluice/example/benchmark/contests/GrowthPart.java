package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Chart;
import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Part;
import io.sluice.example.benchmark.Report;
import io.sluice.example.benchmark.Samples;
import io.sluice.example.benchmark.contest.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whole promotions beside a thousand open ones, and beside a hundred thousand and all those that have ended. A line has the
 * database, the open and the ended promotions, the contestant, and promotions a second (median, least, most).
 */
public final class GrowthPart implements Part {
    private record Stage(Entry entry, int open, int finished, Population population) {}

    private static final int CLIENTS = 2;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void run(Report report, Effort effort) {
        Workshop workshop = Workshop.here();
        Servers.each(effort, server -> run(report, effort, workshop, server));
    }

    private void run(Report report, Effort effort, Workshop workshop, Server server) {
        int few = effort.pick(1_000, 1_000, 5);
        int many = effort.pick(100_000, 100_000, 20);
        int ended = Integer.getInteger("sluice.bench.ended", effort.pick(1_000_000, 20_000, 20));
        List<Entry> entries = effort.volume() == Effort.Volume.FULL && server instanceof PostgresServer
                ? List.of(Entry.SLUICE, Entry.CAMUNDA)
                : List.of(Entry.SLUICE);
        List<Stage> stages = new ArrayList<>();
        try {
            for (Entry entry : entries) {
                // What a bare engine writes of so many that have ended would take hours to fill in.
                int past = entry.equals(Entry.SLUICE) ? ended : Math.min(ended, 50_000);
                stages.add(stage(server, workshop, entry, few, 0));
                stages.add(stage(server, workshop, entry, many, past));
            }
            race(report, effort, server, stages);
        } finally {
            stages.forEach(stage -> stage.population().close());
        }
    }

    private static Stage stage(Server server, Workshop workshop, Entry entry, int open, int finished) {
        Population population = Population.begin(server, workshop, entry);
        return new Stage(
                entry, open, finished, population.finished(finished).open(open).restarted());
    }

    private void race(Report report, Effort effort, Server server, List<Stage> stages) {
        Map<Stage, Samples> results = new LinkedHashMap<>();
        stages.forEach(stage -> stage.population().tell("race " + effort.pick(500, 100, 2) + " " + CLIENTS));
        for (int round = 0; round < effort.rounds(); round++) {
            for (Stage stage : stages) {
                Answer run = stage.population().tell("race " + effort.pick(200, 40, 4) + " " + CLIENTS);
                double perSecond = run.number("promotions") * 1e9 / run.number("nanos");
                results.merge(stage, Samples.none().with(perSecond), (known, one) -> known.with(perSecond));
            }
        }
        report.columns("Database", "Open promotions", "Ended", "Contestant", "Promotions/s, median (min–max)");
        results.forEach((stage, samples) -> report.add(
                List.of(
                        name(),
                        server.name(),
                        Integer.toString(stage.open()),
                        Integer.toString(stage.finished()),
                        stage.entry().name(),
                        Samples.shown(samples.median()),
                        Samples.shown(samples.least()),
                        Samples.shown(samples.most())),
                List.of(
                        server.title(),
                        Integer.toString(stage.open()),
                        Integer.toString(stage.finished()),
                        stage.entry().title(),
                        samples.shown())));
        report.finish();
        conclude(report, server, stages, results);
    }

    private static void conclude(Report report, Server server, List<Stage> stages, Map<Stage, Samples> results) {
        Chart chart = Chart.linear("Promotions beside open and ended ones, " + server.title(), "promotions a second");
        for (int i = 0; i + 1 < stages.size(); i += 2) {
            Stage small = stages.get(i);
            Stage large = stages.get(i + 1);
            Samples beside = results.getOrDefault(large, Samples.none());
            Samples alone = results.getOrDefault(small, Samples.none());
            String of = small.entry().equals(Entry.SLUICE)
                    ? ""
                    : "." + small.entry().name();
            report.ratio(server.name() + ".growth" + of + ".100k-vs-1k", beside.ratioTo(alone));
            chart.group(
                    small.entry().title(),
                    List.of(
                            new Chart.Bar(small.open() + " open", alone),
                            new Chart.Bar(large.open() + " open, " + large.finished() + " ended", beside)));
        }
        report.picture(server.name() + "-growth", "Growth on " + server.title(), chart.draw());
    }
}
