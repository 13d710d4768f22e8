package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Report;
import io.sluice.example.benchmark.Samples;
import java.util.List;
import java.util.Map;

/** The numbers that the targets are about, by their names. */
final class Ratios {
    private Ratios() {}

    /**
     * How many times as fast as each of the others Sluice is: with each number of clients, and without a number the lowest
     * of these.
     */
    static void throughput(Report report, Server server, Map<Contest.Place, Tally> tallies, List<Integer> clients) {
        List<Entry> others = tallies.keySet().stream()
                .map(Contest.Place::entry)
                .distinct()
                .filter(entry -> !entry.name().equals(Entry.SLUICE.name()))
                .toList();
        for (Entry other : others) {
            String name = server.name() + ".throughput.vs-" + other.name();
            double lowest = Double.MAX_VALUE;
            for (int number : clients) {
                Samples own = of(tallies, number, Entry.SLUICE);
                double ratio = own.ratioTo(of(tallies, number, other));
                report.ratio(name + ".clients-" + number, ratio);
                lowest = Math.min(lowest, ratio);
            }
            report.ratio(name, lowest);
        }
    }

    private static Samples of(Map<Contest.Place, Tally> tallies, int clients, Entry entry) {
        Tally tally = tallies.get(new Contest.Place(clients, entry));
        if (tally == null) {
            throw new IllegalStateException(entry.name() + " did not run with " + clients + " clients.");
        }
        return tally.throughput();
    }
}
