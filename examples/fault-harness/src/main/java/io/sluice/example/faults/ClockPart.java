package io.sluice.example.faults;

import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Three nodes, one of them ten minutes ahead, one ten minutes behind. The database's clock has to decide: nothing expires
 * early, nothing is approved late, and no node takes work away from another that is still at it.
 */
final class ClockPart implements Part {
    private static final Duration OFF = Duration.ofMinutes(10);

    /** Longer than the deadline of the workspace, as it is set for this part. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @Override
    public List<Result> run(Workshop workshop) {
        try (Trial trial = workshop.onPostgres("clock")) {
            trial.launch(trial.settings().ahead(OFF));
            trial.launch(trial.settings().ahead(OFF.negated()));
            trial.launch(trial.settings());
            trial.nodes().forEach(node -> node.awaitStart());
            trial.setUp();
            DatabasePart.underWay(trial, 24);
            trial.settle();
            Trial.require(trial.client().perform(DEADLINE, List.of("deadline", "deadline-1", DEADLINE.toString())));
            trial.begin(Wish.LEAVE);
            List<Journey.End> left = trial.settle();
            String id = left.get(0).promotion();
            if (!isAsked(trial, id)) {
                trial.report(Rule.ENDS_AS_ASKED, "It expired at once, by the clock of a node that is ahead.");
            }
            Client.pause(DEADLINE.dividedBy(2).toMillis());
            if (!isAsked(trial, id)) {
                trial.report(
                        Rule.ENDS_AS_ASKED, "It expired before its deadline, by the clock of a node that is ahead.");
            }
            Duration late = waitForTheEnd(trial, id);
            workshop.say("  expired after the deadline by " + late);
            return List.of(
                    trial.verdict("clock", "clocks 10 min ahead and behind", Map.of("expiredLateMs", late.toMillis())));
        }
    }

    private static boolean isAsked(Trial trial, String id) {
        return trial.ask("get", id).get(2).equals("AWAITING_APPROVAL");
    }

    private static Duration waitForTheEnd(Trial trial, String id) {
        long half = System.nanoTime() + DEADLINE.dividedBy(2).toNanos();
        while (isAsked(trial, id)
                && System.nanoTime() - half < Duration.ofMinutes(2).toNanos()) {
            Client.pause(500);
        }
        return Duration.ofNanos(System.nanoTime() - half);
    }
}
