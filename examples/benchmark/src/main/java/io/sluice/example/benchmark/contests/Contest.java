package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Samples;
import io.sluice.example.benchmark.contest.Answer;
import io.sluice.example.benchmark.contest.Database;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Contestants that are alive at the same time, each on an empty database of its own on one server. */
final class Contest implements AutoCloseable {
    /** Who ran with how many clients. */
    record Place(int clients, Entry entry) {}

    private record Runner(RunningChild child, Database database, int size) {}

    private final Server server;
    private final List<Runner> runners;
    private final List<Entry> out = new ArrayList<>();

    private Contest(Server server, List<Runner> runners) {
        this.server = server;
        this.runners = runners;
    }

    /** Starts them side by side and warms them up in turn; the limit, too, which writes as much as Sluice was seen to. */
    static Contest open(Server server, Workshop workshop, List<Entry> entries, Effort effort) {
        Contest contest = new Contest(server, new ArrayList<>());
        try {
            entries.parallelStream().forEach(entry -> contest.start(entry, workshop));
            contest.runners.sort(Comparator.comparing(
                    runner -> entries.indexOf(runner.child().entry())));
            Entry limit = Entry.LIMIT;
            for (int i = 0; i < entries.size(); i++) {
                Answer seen = contest.warmUp(i, effort);
                if (entries.get(i).equals(Entry.SLUICE)) {
                    limit = Entry.LIMIT.with(
                            "transactions=" + seen.number("writing") / seen.number("promotions"),
                            "rows=" + seen.number("business") / seen.number("promotions"));
                }
            }
            contest.start(limit, workshop);
            contest.warmUp(entries.size(), effort);
            return contest;
        } catch (RuntimeException | Error e) {
            contest.close();
            throw e;
        }
    }

    private void start(Entry entry, Workshop workshop) {
        Database database = create(entry);
        RunningChild child = RunningChild.start(entry, database, workshop, List.of());
        synchronized (runners) {
            runners.add(new Runner(child, database, 1));
        }
    }

    private Database create(Entry entry) {
        synchronized (server) {
            return server.create(entry.name());
        }
    }

    private Answer warmUp(int place, Effort effort) {
        RunningChild child = runners.get(place).child();
        for (int i = 0; i < effort.pick(15, 2, 1); i++) {
            child.tell("race " + effort.pick(100, 100, 4) + " 4");
            child.tell("settle");
        }
        Answer measured = child.tell("run " + effort.pick(100, 40, 4) + " 2");
        double perSecond = measured.number("promotions") * 1e9 / measured.number("nanos");
        double seconds = effort.pick(50, 12, 1) / 10.0;
        int size = Math.max(4, (int) Math.min(2000, perSecond * seconds));
        runners.set(place, new Runner(child, runners.get(place).database(), size));
        return measured;
    }

    /**
     * Has all of them run in turn, round after round, with each number of clients; then once more to count. Whoever does not
     * bring a round to its end is out, with all that was measured of it; Sluice may not be.
     */
    Map<Place, Tally> rounds(List<Integer> clients, int rounds) {
        Map<Place, Tally> tallies = new LinkedHashMap<>();
        for (int number : clients) {
            for (int round = 0; round < rounds; round++) {
                each("race", number, tallies, (known, run) -> known.with(run));
            }
            each("run", number, tallies, (known, run) -> known.counted(run));
        }
        return tallies;
    }

    private void each(String command, int clients, Map<Place, Tally> tallies, BiFunction<Tally, Answer, Tally> note) {
        for (Runner runner : List.copyOf(runners)) {
            Place place = place(clients, runner);
            try {
                Answer run = runner.child().tell(command + " " + runner.size() + " " + clients);
                tallies.put(place, note.apply(tallies.getOrDefault(place, Tally.none()), run));
            } catch (UncheckedIOException e) {
                if (place.entry().equals(Entry.SLUICE)) {
                    throw e;
                }
                System.err.println(place.entry().title() + " is out. " + e.getMessage());
                tallies.keySet().removeIf(known -> known.entry().equals(place.entry()));
                runner.child().close();
                runners.remove(runner);
                out.add(place.entry());
            }
        }
    }

    /** Those that did not bring every round to its end. */
    List<Entry> out() {
        return List.copyOf(out);
    }

    private static Place place(int clients, Runner runner) {
        return new Place(clients, plain(runner.child().entry()));
    }

    /** The limit is one contestant, however much it was told to write. */
    private static Entry plain(Entry entry) {
        return entry.name().equals(Entry.LIMIT.name()) ? Entry.LIMIT : entry;
    }

    /** Whether the server counts transactions. */
    boolean countsTransactions() {
        return server.committed(runners.get(0).database()) > 0;
    }

    /** Transactions per promotion of each, counted by the server. */
    String committed() {
        return runners.stream()
                .map(runner -> runner.child().entry().title() + " " + Samples.shown(committed(runner)))
                .collect(Collectors.joining(", "));
    }

    /** Sessions report what they did with a delay of up to a second. */
    private double committed(Runner runner) {
        LockSupport.parkNanos(1_500_000_000L);
        long before = server.committed(runner.database());
        runner.child().tell("run " + runner.size() + " 2");
        LockSupport.parkNanos(1_500_000_000L);
        return (double) (server.committed(runner.database()) - before) / runner.size();
    }

    @Override
    public void close() {
        runners.forEach(runner -> runner.child().close());
        runners.forEach(runner -> server.drop(runner.database()));
    }
}
