package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Chart;
import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Part;
import io.sluice.example.benchmark.Report;
import io.sluice.example.benchmark.Samples;
import io.sluice.example.benchmark.contest.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reminders and deadlines of a hundred thousand promotions wait: what one look for due timers costs that finds none; then
 * the reminders of ten thousand more are due at once: how many are done in a second. A line has the database, the
 * contestant, the milliseconds of one look, the looks, the timers done a second and the reminders that people got a second.
 */
public final class TimersPart implements Part {
    private record Drained(double timers, double reminders) {}

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public void run(Report report, Effort effort) {
        Workshop workshop = Workshop.here();
        if (effort.volume() != Effort.Volume.TINY) {
            try (Server postgres = PostgresServer.start()) {
                run(report, effort, workshop, postgres);
            }
        }
        if (effort.volume() != Effort.Volume.QUICK) {
            try (Server h2 = H2Files.open()) {
                run(report, effort, workshop, h2);
            }
        }
    }

    private void run(Report report, Effort effort, Workshop workshop, Server server) {
        List<Entry> entries = effort.volume() == Effort.Volume.FULL
                ? List.of(Entry.SLUICE, Entry.CAMUNDA_GROUP, Entry.FLOWABLE_GROUP)
                : List.of(Entry.SLUICE);
        report.columns(
                "Database",
                "Contestant",
                "One look that finds nothing, ms",
                "Looks",
                "Timers done a second",
                "Promotions reminded a second");
        List<Chart.Bar> looks = new ArrayList<>();
        List<Chart.Bar> drains = new ArrayList<>();
        for (Entry entry : entries) {
            try (Population population = Population.begin(server, workshop, entry)) {
                measure(report, effort, server, population, looks, drains);
            }
        }
        report.finish();
        report.picture(
                server.name() + "-timers",
                "Timers on " + server.title(),
                Chart.logarithmic("Timers on " + server.title(), "milliseconds of a look, timers done a second")
                        .group("One look among " + effort.pick(100_000, 100_000, 50) + " that finds nothing, ms", looks)
                        .group("Done a second, " + effort.pick(10_000, 10_000, 10) + " due at once", drains)
                        .draw());
    }

    private void measure(
            Report report,
            Effort effort,
            Server server,
            Population population,
            List<Chart.Bar> looks,
            List<Chart.Bar> drains) {
        Entry entry = population.entry();
        population.open(effort.pick(100_000, 100_000, 50));
        population.tell("idle 3 due");
        Answer idle = population.tell("idle " + effort.pick(60, 20, 2) + " due");
        double look = idle.number("median") / 1e6;
        Drained drained = drain(population, effort.pick(10_000, 10_000, 10), effort.pick(900, 60, 60));
        looks.add(new Chart.Bar(entry.title(), Samples.none().with(look)));
        drains.add(new Chart.Bar(entry.title(), Samples.none().with(drained.timers())));
        report.add(
                List.of(
                        name(),
                        server.name(),
                        entry.name(),
                        Samples.shown(look),
                        Long.toString(idle.number("executions")),
                        Samples.shown(drained.timers()),
                        Samples.shown(drained.reminders())),
                List.of(
                        server.title(),
                        entry.title(),
                        Samples.shown(look),
                        Long.toString(idle.number("executions")),
                        Samples.shown(drained.timers()),
                        Samples.shown(drained.reminders())));
        String prefix = server.name() + ".timers." + (entry.equals(Entry.SLUICE) ? "" : entry.name() + ".");
        report.ratio(prefix + "acquire-ms-100k", look);
        report.ratio(prefix + "drain-per-second", drained.timers());
        report.ratio(prefix + "reminded-per-second", drained.reminders());
    }

    /** From the moment at which they are due until no timer is left, and until everybody was reminded, or patience ends. */
    private static Drained drain(Population population, int number, int patience) {
        String table = population.entry().timers();
        long remindedBefore = population.tell("reminders").number("count");
        population.soon(number, -1);
        long begun = System.nanoTime();
        long timersDone = 0;
        long reminded = 0;
        while ((timersDone == 0 || reminded == 0) && seconds(begun) < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            if (timersDone == 0 && population.tell("due " + table).number("count") == 0) {
                timersDone = System.nanoTime();
            }
            if (reminded == 0 && population.tell("reminders").number("count") - remindedBefore >= number) {
                reminded = System.nanoTime();
            }
        }
        long end = System.nanoTime();
        long left = population.tell("due " + table).number("count");
        long got = population.tell("reminders").number("count") - remindedBefore;
        return new Drained(
                (number - left) / seconds(begun, timersDone == 0 ? end : timersDone),
                Math.min(number, got) / seconds(begun, reminded == 0 ? end : reminded));
    }

    private static double seconds(long begun) {
        return seconds(begun, System.nanoTime());
    }

    private static double seconds(long begun, long end) {
        return (end - begun) / 1e9;
    }
}
