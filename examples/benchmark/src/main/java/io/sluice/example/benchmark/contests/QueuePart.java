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
 * The first page of what waits for an approver, 50 entries, with more and more open promotions and a million rows of ended
 * ones, against the task query for candidate groups of bare engines; and the board of 200 artifacts in five workspaces. A
 * line has the database, the open promotions, the contestant, and milliseconds (median, least, most).
 */
public final class QueuePart implements Part {
    private static final String BOARD = "board";
    private static final List<Integer> LEVELS = List.of(1_000, 10_000, 100_000);

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public void run(Report report, Effort effort) {
        Workshop workshop = Workshop.here();
        Servers.each(effort, server -> run(report, effort, workshop, server));
    }

    private void run(Report report, Effort effort, Workshop workshop, Server server) {
        List<Entry> entries = effort.volume() == Effort.Volume.TINY
                ? List.of(Entry.SLUICE)
                : List.of(Entry.SLUICE, Entry.CAMUNDA_GROUP, Entry.FLOWABLE_GROUP);
        List<Population> populations = new ArrayList<>();
        try {
            for (Entry entry : entries) {
                populations.add(Population.begin(server, workshop, entry));
            }
            // The organization of the board is made now, so that the statistics after the next filling know it.
            populations.get(0).tell("board 1");
            populations.parallelStream().forEach(population -> population.finished(effort.pick(25_000, 2_500, 20)));
            Map<Integer, Map<String, Samples>> levels = new LinkedHashMap<>();
            report.columns("Database", "Open promotions", "Contestant", "ms, median (min–max)", "SQL statements");
            for (int open : effort.volume() == Effort.Volume.QUICK ? List.of(1_000, 100_000) : LEVELS) {
                int total = effort.volume() == Effort.Volume.TINY ? open / 1_000 : open;
                populations.parallelStream().forEach(population -> population.open(total));
                levels.put(open, level(report, effort, server, populations, total));
            }
            report.finish();
            conclude(report, server, levels);
        } finally {
            populations.forEach(Population::close);
        }
    }

    private Map<String, Samples> level(
            Report report, Effort effort, Server server, List<Population> populations, int open) {
        Map<String, Samples> level = new LinkedHashMap<>();
        Map<String, Long> statements = new LinkedHashMap<>();
        Map<String, String> titles = new LinkedHashMap<>();
        for (int round = 0; round < effort.rounds(); round++) {
            for (Population population : populations) {
                Entry entry = population.entry();
                titles.put(entry.name(), entry.title());
                note(level, statements, entry.name(), population.tell("queue " + effort.pick(50, 20, 2)));
                if (entry.name().equals(Entry.SLUICE.name())) {
                    titles.put(BOARD, "Sluice, the board");
                    note(level, statements, BOARD, population.tell("board " + effort.pick(20, 5, 1)));
                }
            }
        }
        level.forEach((who, samples) -> report.add(
                List.of(
                        name(),
                        server.name(),
                        Integer.toString(open),
                        who,
                        Samples.shown(samples.median()),
                        Samples.shown(samples.least()),
                        Samples.shown(samples.most())),
                List.of(
                        server.title(),
                        Integer.toString(open),
                        titles.getOrDefault(who, who),
                        samples.shown(),
                        Long.toString(statements.getOrDefault(who, 0L)))));
        return level;
    }

    private static void note(Map<String, Samples> level, Map<String, Long> statements, String who, Answer answer) {
        level.merge(
                who,
                Samples.none().with(answer.number("median") / 1e6),
                (known, one) -> known.with(answer.number("median") / 1e6));
        statements.put(who, answer.number("statements"));
    }

    private static void conclude(Report report, Server server, Map<Integer, Map<String, Samples>> levels) {
        Samples few = of(levels, 1_000, Entry.SLUICE.name());
        Samples many = of(levels, 100_000, Entry.SLUICE.name());
        report.ratio(server.name() + ".queue.100k-vs-1k", many.ratioTo(few));
        Map<String, Samples> largest = levels.getOrDefault(100_000, Map.of());
        largest.forEach((who, samples) -> {
            if (!who.equals(Entry.SLUICE.name()) && !who.equals(BOARD)) {
                report.ratio(server.name() + ".queue.vs-" + who + "-100k", many.ratioTo(samples));
            }
        });
        report.ratio(
                server.name() + ".board.100k-vs-1k", of(levels, 100_000, BOARD).ratioTo(of(levels, 1_000, BOARD)));
        Chart chart = Chart.logarithmic("First page of the queue on " + server.title(), "milliseconds");
        levels.forEach((open, level) -> chart.group(
                open + " open promotions",
                level.entrySet().stream()
                        .map(entry -> new Chart.Bar(entry.getKey(), entry.getValue()))
                        .toList()));
        report.picture(server.name() + "-queue", "First page of the queue on " + server.title(), chart.draw());
    }

    private static Samples of(Map<Integer, Map<String, Samples>> levels, int open, String who) {
        Samples samples = levels.getOrDefault(open, Map.of()).get(who);
        if (samples == null) {
            throw new IllegalStateException("Nobody measured " + who + " with " + open + " open promotions.");
        }
        return samples;
    }
}
