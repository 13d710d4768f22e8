package io.sluice.example.faults;

import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.NodeProcess;
import io.sluice.example.faults.outside.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Mixed load for a long time, with a fault every now and then. The first node is never killed: what it holds must not
 * grow.
 */
final class SoakPart implements Part {
    private static final int NODES = 3;
    private static final int CLIENTS = 10;
    private static final long SEED = 20_261_123L;
    private static final Duration SAMPLE = Duration.ofSeconds(30);

    /** Kinds of faults beside those of the database. */
    private enum NodeFault {
        KILLED,
        PAUSED
    }

    @Override
    public List<Result> run(Workshop workshop) {
        try (Trial trial = workshop.onPostgres("soak");
                TcpProxy way = new TcpProxy(trial.server().port())) {
            String address = trial.server().url(way.port());
            for (int i = 0; i < NODES; i++) {
                trial.launch(trial.settings().at(address));
            }
            trial.nodes().forEach(NodeProcess::awaitStart);
            trial.setUp();
            Growth growth = new Growth(trial.nodes().get(0), trial.server());
            Load load = new Load(trial, CLIENTS);
            Map<String, Long> figures =
                    new TreeMap<>(Map.of("minutes", workshop.soak().toMinutes()));
            shake(workshop, trial, way, growth, figures);
            load.stop();
            growth.sample();
            trial.settle();
            figures.putAll(growth.figures());
            growth.violations().forEach(violation -> trial.report(violation.rule(), violation.what()));
            workshop.say("  refusals: " + trial.history().refusals());
            return List.of(trial.verdict("soak", "mixed load with random faults", figures));
        }
    }

    private static void shake(Workshop workshop, Trial trial, TcpProxy way, Growth growth, Map<String, Long> figures) {
        Random random = new Random(SEED);
        long end = System.nanoTime() + workshop.soak().toNanos();
        long nextSample = System.nanoTime();
        while (System.nanoTime() < end) {
            Client.pause(5_000 + random.nextInt(10_000));
            if (System.nanoTime() > nextSample) {
                growth.sample();
                workshop.say(
                        "  " + Duration.ofNanos(end - System.nanoTime()).toSeconds() + " s left: " + growth.last());
                nextSample = System.nanoTime() + SAMPLE.toNanos();
            }
            String happened = happen(trial, way, random);
            figures.merge("faults", 1L, Long::sum);
            workshop.say("  " + happened);
        }
    }

    /** Half of the faults meet a node, half the database; those that last are left to a part of their own. */
    private static String happen(Trial trial, TcpProxy way, Random random) {
        if (random.nextBoolean()) {
            NodeProcess node = trial.nodes().get(1 + random.nextInt(NODES - 1));
            NodeFault fault = NodeFault.values()[random.nextInt(NodeFault.values().length)];
            if (fault == NodeFault.KILLED) {
                node.kill();
                trial.nodes().remove(node);
                trial.start(trial.settings().at(trial.server().url(way.port())));
                return "a node was killed and replaced";
            }
            node.pause();
            Client.pause(35_000);
            node.resume();
            return "a node stood still for 35 s";
        }
        DatabaseFault[] all = DatabaseFault.values();
        DatabaseFault fault = all[random.nextInt(all.length)];
        fault.happen(trial.server(), way);
        return fault.words();
    }

    /** Clients that bring one version after the other where it shall go. */
    private static final class Load {
        private final ExecutorService hands = Executors.newCachedThreadPool();
        private volatile boolean running = true;

        Load(Trial trial, int clients) {
            for (int i = 0; i < clients; i++) {
                int client = i;
                hands.execute(() -> work(trial, client));
            }
        }

        private void work(Trial trial, int client) {
            Random random = new Random(SEED + client);
            List<Wish> wishes =
                    List.of(Wish.GOOD, Wish.GOOD, Wish.GOOD, Wish.GOOD, Wish.GOOD, Wish.BAD, Wish.REJECT, Wish.CANCEL);
            while (running) {
                String artifact = "soak-" + client + "-" + trial.nextNumber();
                boolean ended = true;
                while (running && ended) {
                    Wish wish = wishes.get(random.nextInt(wishes.size()));
                    String number = String.valueOf(trial.nextNumber());
                    ended = trial.travel(wish, artifact, number).hasEnded();
                }
            }
        }

        void stop() {
            running = false;
            hands.shutdown();
            try {
                if (!hands.awaitTermination(10, TimeUnit.MINUTES)) {
                    hands.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
