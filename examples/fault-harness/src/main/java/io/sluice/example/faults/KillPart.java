package io.sluice.example.faults;

import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.NodeProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Nodes are killed at random times; in the end one of two dies for good, and the other has to take its work over. */
final class KillPart implements Part {
    private static final long SEED = 42;
    private static final int ON_H2 = 12;
    private static final int ON_POSTGRES = 20;
    private static final Duration IN_TIME = Duration.ofSeconds(60);

    @Override
    public List<Result> run(Workshop workshop) {
        List<Result> results = new ArrayList<>();
        try (Trial trial = workshop.onH2("kill")) {
            results.add(shake(workshop, trial, 1, ON_H2));
        }
        try (Trial trial = workshop.onPostgres("kill")) {
            results.add(shake(workshop, trial, 2, ON_POSTGRES));
            results.add(takeOver(workshop, trial));
        }
        return results;
    }

    static Result shake(Workshop workshop, Trial trial, int nodes, int kills) {
        Random random = new Random(SEED);
        for (int i = 0; i < nodes; i++) {
            trial.start(trial.settings());
        }
        trial.setUp();
        for (int kill = 0; kill < kills; kill++) {
            DatabasePart.underWay(trial, 4);
            Client.pause(random.nextInt(4_000));
            NodeProcess victim = trial.nodes().get(random.nextInt(trial.nodes().size()));
            victim.kill();
            trial.nodes().remove(victim);
            trial.start(trial.settings());
        }
        trial.settle();
        workshop.say("  killed " + kills + " times: " + trial.history().refusals());
        return trial.verdict("kill", "kill -9 at " + kills + " random times, " + nodes + " nodes", Map.of());
    }

    private static Result takeOver(Workshop workshop, Trial trial) {
        for (int i = 0; i < 10; i++) {
            trial.begin(i % 5 == 4 ? Wish.BAD : Wish.GOOD);
        }
        Client.pause(700);
        NodeProcess victim = trial.nodes().get(0);
        victim.kill();
        trial.nodes().remove(victim);
        long longest = trial.settle().stream()
                .mapToLong(Journey.End::longestWait)
                .max()
                .orElse(0);
        if (longest > IN_TIME.toMillis()) {
            trial.report(Rule.TAKEN_OVER_IN_TIME, "Something waited " + longest + " ms for programs.");
        }
        workshop.say("  taken over, longest wait " + longest + " ms");
        return trial.verdict("kill", "one of two nodes dies for good", Map.of("longestWaitMs", longest));
    }
}
