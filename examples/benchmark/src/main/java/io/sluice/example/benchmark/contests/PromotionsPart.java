package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Part;
import io.sluice.example.benchmark.Report;
import io.sluice.example.benchmark.Samples;
import java.util.List;
import java.util.Map;

/**
 * Whole promotions: Sluice against bare engines that run an equivalent process, and against plain JDBC that writes the same
 * business rows in the same number of transactions. A line has the database, the clients, the contestant, then promotions
 * a second (median, least, most), statements, transactions and allocated kilobytes for each promotion.
 */
public final class PromotionsPart implements Part {
    private static final List<Integer> CLIENTS = List.of(1, 2, 4);

    @Override
    public String name() {
        return "promotions";
    }

    @Override
    public void run(Report report, Effort effort) {
        Workshop workshop = Workshop.here();
        if (effort.volume() != Effort.Volume.TINY) {
            try (Server postgres = PostgresServer.start()) {
                run(report, effort, workshop, postgres);
            }
        }
        try (Server h2 = H2Files.open()) {
            run(report, effort, workshop, h2);
        }
    }

    private void run(Report report, Effort effort, Workshop workshop, Server server) {
        try (Contest contest = Contest.open(server, workshop, entries(effort, server), effort)) {
            report.columns(
                    "Database",
                    "Clients",
                    "Contestant",
                    "Promotions/s, median (min–max)",
                    "to Sluice's",
                    "SQL statements",
                    "Transactions",
                    "KB allocated");
            List<Integer> clients = clients(effort, server);
            Map<Contest.Place, Tally> tallies = contest.rounds(clients, effort.rounds());
            tallies.forEach((place, tally) -> add(report, server, place, tally, tallies));
            report.finish();
            contest.out()
                    .forEach(entry -> report.say(entry.title() + " is missing on " + server.title()
                            + ": one of its promotions did not move for five minutes, or it ended."));
            if (effort.volume() == Effort.Volume.FULL && contest.countsTransactions()) {
                report.say("Transactions per promotion as " + server.title() + " counts them, those of the background"
                        + " that finds nothing included: " + contest.committed() + ".");
            }
            Ratios.throughput(report, server, tallies, clients);
            report.picture(
                    server.name() + "-promotions",
                    "Promotions a second on " + server.title(),
                    ThroughputChart.draw(server, tallies));
        }
    }

    /** The short form leaves out what no target is about. */
    private static List<Entry> entries(Effort effort, Server server) {
        return switch (effort.volume()) {
            case FULL -> List.of(Entry.SLUICE, Entry.CAMUNDA, Entry.CAMUNDA_LEAN, Entry.OPERATON, Entry.FLOWABLE);
            case QUICK ->
                server instanceof PostgresServer
                        ? List.of(Entry.SLUICE, Entry.CAMUNDA, Entry.OPERATON, Entry.FLOWABLE)
                        : List.of(Entry.SLUICE, Entry.CAMUNDA, Entry.FLOWABLE);
            case TINY -> List.of(Entry.SLUICE);
        };
    }

    /** The short form leaves out what says least. */
    private static List<Integer> clients(Effort effort, Server server) {
        boolean all = effort.volume() == Effort.Volume.FULL
                || (effort.volume() == Effort.Volume.QUICK && server instanceof PostgresServer);
        return all ? CLIENTS : List.of(2);
    }

    private void add(
            Report report, Server server, Contest.Place place, Tally tally, Map<Contest.Place, Tally> tallies) {
        Tally sluice = tallies.get(new Contest.Place(place.clients(), Entry.SLUICE));
        double share = sluice == null ? 1 : tally.throughput().ratioTo(sluice.throughput());
        report.add(
                List.of(
                        name(),
                        server.name(),
                        Integer.toString(place.clients()),
                        place.entry().name(),
                        Samples.shown(tally.throughput().median()),
                        Samples.shown(tally.throughput().least()),
                        Samples.shown(tally.throughput().most()),
                        Samples.shown(tally.statements().median()),
                        Samples.shown(tally.transactions().median()),
                        Samples.shown(tally.allocated().median())),
                List.of(
                        server.title(),
                        Integer.toString(place.clients()),
                        place.entry().title(),
                        tally.throughput().shown(),
                        Samples.shown(share),
                        Samples.shown(tally.statements().median()),
                        Samples.shown(tally.transactions().median()),
                        Samples.shown(tally.allocated().median())));
    }
}
