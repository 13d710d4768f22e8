package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Part;
import io.sluice.example.benchmark.Report;
import io.sluice.example.benchmark.Samples;
import io.sluice.example.benchmark.contest.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one PostgreSQL carries: how many promotions a second with four clients, what one that has ended and one that is open
 * take of the disk, and how long the first page of the queue takes with many approvers and many organizations; and what
 * that comes to in a day and in a year. Each line has the name of a figure and the figure.
 */
public final class ScalePart implements Part {
    private static final int CLIENTS = 4;
    private static final List<Integer> APPROVERS = List.of(10, 1_000, 10_000);
    private static final List<Integer> ORGANIZATIONS = List.of(100, 1_000);
    private static final double SECONDS_A_DAY = 86_400;
    private static final double KILO = 1024;
    private static final double GIGA = 1024.0 * 1024 * 1024;

    /** What promotions take of the disk, in bytes each. */
    private record Size(double audit, double business, double engine) {
        static Size of(Population population) {
            double audit = population.bytes("sluice_audit");
            return new Size(audit, population.bytes("sluice_") - audit, population.bytes("act_"));
        }

        Size since(Size before, int promotions) {
            return new Size(
                    (audit - before.audit) / promotions,
                    (business - before.business) / promotions,
                    (engine - before.engine) / promotions);
        }

        double all() {
            return audit + business + engine;
        }

        String shown() {
            return Samples.shown(all() / KILO) + " KB: audit " + Samples.shown(audit / KILO)
                    + ", other tables of Sluice " + Samples.shown(business / KILO) + ", engine "
                    + Samples.shown(engine / KILO);
        }
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public void run(Report report, Effort effort) {
        try (Server server = PostgresServer.start();
                Population population = Population.begin(server, Workshop.here(), Entry.SLUICE)) {
            Samples pace = pace(effort, population);
            int finished = effort.pick(100_000, 10_000, 200);
            int open = effort.pick(100_000, 10_000, 200);
            Size empty = Size.of(population);
            population.finished(finished);
            Size withFinished = Size.of(population);
            population.open(open);
            Size ended = withFinished.since(empty, finished);
            Size waiting = Size.of(population).since(withFinished, open);
            figures(report, pace, ended, waiting);
            queues(report, effort, population, open);
        }
    }

    private static Samples pace(Effort effort, Population population) {
        population.tell("run " + effort.pick(400, 100, 4) + " " + CLIENTS);
        Samples pace = Samples.none();
        for (int round = 0; round < effort.pick(7, 3, 1); round++) {
            Answer run = population.tell("run " + effort.pick(300, 100, 4) + " " + CLIENTS);
            pace = pace.with(run.number("promotions") * 1e9 / run.number("nanos"));
        }
        return pace;
    }

    private void figures(Report report, Samples pace, Size ended, Size waiting) {
        report.columns("What", "How much");
        double daily = pace.median() * SECONDS_A_DAY / 2;
        double million = ended.all() * 1e6 / GIGA;
        double days = 1024 * GIGA / (daily * ended.all());
        add(report, "promotions-per-second", pace.median(), "promotions a second, four clients", pace.shown());
        add(report, "promotions-per-day", daily, "promotions a day, at half of that", whole(daily));
        add(report, "kb-per-finished", ended.all() / KILO, "a promotion that has ended", ended.shown());
        add(report, "kb-per-open", waiting.all() / KILO, "a promotion that waits for approval", waiting.shown());
        add(
                report,
                "gb-per-million-finished",
                million,
                "a million that have ended",
                Samples.shown(million) + " GB, of which audit " + Samples.shown(ended.audit() * 1e6 / GIGA));
        add(
                report,
                "gb-per-100k-open",
                waiting.all() * 1e5 / GIGA,
                "a hundred thousand that wait",
                Samples.shown(waiting.all() * 1e5 / GIGA) + " GB");
        add(
                report,
                "gb-per-year-at-1000-a-day",
                million * 0.365,
                "a year of 1,000 promotions a day",
                Samples.shown(million * 0.365) + " GB");
        add(
                report,
                "days-to-a-terabyte",
                days,
                "until a terabyte is full at half of that pace, if nothing is archived",
                whole(days) + " days");
        report.finish();
    }

    private void queues(Report report, Effort effort, Population population, int open) {
        Map<Integer, String> looked = new LinkedHashMap<>();
        ORGANIZATIONS.forEach(number -> looked.put(number, population.dealt(open, number)));
        report.columns(
                "Approvers", "Organizations", "Open in the one looked at", "First page of the queue, ms (min–max)");
        for (int approvers : APPROVERS) {
            population.restarted("approvers=" + approvers);
            queue(report, effort, population, "approvers-" + approvers, List.of(approvers, 1, open));
        }
        looked.forEach((number, organization) -> {
            population.restarted("approvers=10", "organization=" + organization);
            queue(report, effort, population, "organizations-" + number, List.of(10, number, open / number));
        });
        report.finish();
    }

    private void queue(Report report, Effort effort, Population population, String name, List<Integer> cells) {
        // Each of these JVMs has just started.
        population.tell("queue " + effort.pick(2_000, 500, 3));
        Answer page = population.tell("queue " + effort.pick(200, 50, 3));
        double median = page.number("median") / 1e6;
        report.ratio("scale.queue-ms." + name, median);
        List<String> row = new ArrayList<>(cells.stream().map(ScalePart::whole).toList());
        row.add(Samples.shown(median) + " (" + Samples.shown(page.number("least") / 1e6) + "–"
                + Samples.shown(page.number("most") / 1e6) + ")");
        report.add(List.of(name(), "queue-ms." + name, Samples.shown(median)), row);
    }

    private void add(Report report, String name, double value, String what, String shown) {
        report.ratio("scale." + name, value);
        report.add(List.of(name(), name, Samples.shown(value)), List.of(what, shown));
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
