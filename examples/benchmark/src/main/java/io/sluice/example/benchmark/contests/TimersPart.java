package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Chart;
import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Part;
import io.sluice.example.benchmark.Report;
import io.sluice.example.benchmark.Samples;
import io.sluice.example.benchmark.contest.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * The reminders and deadlines of a hundred thousand promotions wait: what one look at everything that may be due costs when
 * nothing is. Then the reminders of ten thousand are due at once, and after that the deadlines of as many others: how many
 * are done in a second. A line has the database, the contestant, the milliseconds of a look (median, least, most), its
 * statements, and for reminders and deadlines how many were due, how many were done, and how many a second; in the end
 * how many reminders were delivered a second.
 */
public final class TimersPart implements Part {
    /** What statements are about that look for what is due by time. */
    private static final String LOOKS = "duedate_ settles_at sluice_freeze_touched";

    private record Result(Entry entry, Answer look, Drain reminders, Drain deadlines) {
        Samples millis() {
            return Samples.none().with(look.number("median") / 1e6);
        }

        String shownMillis() {
            return Samples.shown(look.number("median") / 1e6) + " (" + Samples.shown(look.number("least") / 1e6) + "–"
                    + Samples.shown(look.number("most") / 1e6) + ")";
        }
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public void run(Report report, Effort effort) {
        Workshop workshop = Workshop.here();
        Servers.each(effort, server -> run(report, effort, workshop, server));
    }

    private void run(Report report, Effort effort, Workshop workshop, Server server) {
        List<Entry> entries = server instanceof PostgresServer
                ? List.of(Entry.SLUICE, Entry.CAMUNDA_GROUP, Entry.OPERATON.with("use=group"), Entry.FLOWABLE_GROUP)
                : List.of(Entry.SLUICE);
        report.columns(
                "Database",
                "Contestant",
                "One look that finds nothing, ms (min–max)",
                "SQL statements",
                "Reminders due, done",
                "Reminders/s",
                "Delivered/s",
                "Deadlines due, done",
                "Deadlines/s");
        List<Result> results = new ArrayList<>();
        for (Entry entry : entries) {
            try (Population population = Population.begin(server, workshop, entry)) {
                Result result = measure(effort, population);
                results.add(result);
                add(report, server, result);
            }
        }
        report.finish();
        results.forEach(result -> conclude(report, server, result));
        picture(report, effort, server, results);
    }

    private static Result measure(Effort effort, Population population) {
        int waiting = effort.pick(100_000, 10_000, 50);
        int due = effort.pick(10_000, 1_000, 10);
        int patience = effort.pick(900, 60, 60);
        population.open(waiting);
        Answer look = population.tell("poll " + effort.pick(60, 8, 3) + " " + effort.pick(200, 50, 5) + " " + LOOKS);
        Drain reminders = Drain.reminders(population, 1, due, patience);
        Drain deadlines = Drain.deadlines(population, waiting - due + 1, due, patience);
        return new Result(population.entry(), look, reminders, deadlines);
    }

    private void add(Report report, Server server, Result result) {
        report.add(
                List.of(
                        name(),
                        server.name(),
                        result.entry().name(),
                        Samples.shown(result.look().number("median") / 1e6),
                        Samples.shown(result.look().number("least") / 1e6),
                        Samples.shown(result.look().number("most") / 1e6),
                        Long.toString(result.look().number("statements")),
                        Long.toString(result.reminders().due()),
                        Long.toString(result.reminders().done()),
                        Samples.shown(result.reminders().perSecond()),
                        Long.toString(result.deadlines().due()),
                        Long.toString(result.deadlines().done()),
                        Samples.shown(result.deadlines().perSecond()),
                        Samples.shown(result.reminders().remindedPerSecond())),
                List.of(
                        server.title(),
                        result.entry().title(),
                        result.shownMillis(),
                        Long.toString(result.look().number("statements")),
                        result.reminders().due() + ", " + result.reminders().done(),
                        Samples.shown(result.reminders().perSecond()),
                        Samples.shown(result.reminders().remindedPerSecond()),
                        result.deadlines().due() + ", " + result.deadlines().done(),
                        Samples.shown(result.deadlines().perSecond())));
    }

    private static void conclude(Report report, Server server, Result result) {
        String prefix = server.name() + ".timers."
                + (result.entry().equals(Entry.SLUICE) ? "" : result.entry().name() + ".");
        report.ratio(prefix + "acquire-ms-100k", result.look().number("median") / 1e6);
        report.ratio(prefix + "drain-per-second", result.reminders().perSecond());
        report.ratio(prefix + "reminders-due", (double) result.reminders().due());
        report.ratio(prefix + "reminders-done", (double) result.reminders().done());
        report.ratio(prefix + "people-reminded", (double) result.reminders().reminded());
        report.ratio(prefix + "deadlines-per-second", result.deadlines().perSecond());
        report.ratio(prefix + "deadlines-due", (double) result.deadlines().due());
        report.ratio(prefix + "deadlines-done", (double) result.deadlines().done());
    }

    private static void picture(Report report, Effort effort, Server server, List<Result> results) {
        String title = "Timers on " + server.title();
        Chart chart = Chart.logarithmic(title, "milliseconds of a look, timers done a second")
                .group(
                        "One look among " + effort.pick(100_000, 10_000, 50) + " that finds nothing, ms",
                        results.stream()
                                .map(result -> new Chart.Bar(result.entry().title(), result.millis()))
                                .toList())
                .group(
                        "Reminders done a second, " + effort.pick(10_000, 1_000, 10) + " due at once",
                        results.stream()
                                .map(result -> bar(result, result.reminders()))
                                .toList())
                .group(
                        "Deadlines done a second, as many",
                        results.stream()
                                .map(result -> bar(result, result.deadlines()))
                                .toList());
        report.picture(server.name() + "-timers", title, chart.draw());
    }

    private static Chart.Bar bar(Result result, Drain drain) {
        return new Chart.Bar(result.entry().title(), Samples.none().with(drain.perSecond()));
    }
}
