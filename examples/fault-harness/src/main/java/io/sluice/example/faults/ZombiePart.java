package io.sluice.example.faults;

import static io.sluice.example.faults.node.Moment.Kind.AFTER_CALL;
import static io.sluice.example.faults.node.Moment.Kind.AFTER_COMMIT;
import static io.sluice.example.faults.node.Moment.Kind.BEFORE_CALL;
import static io.sluice.example.faults.node.Moment.Kind.WRITTEN;

import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.Moment;
import io.sluice.example.faults.node.Moment.Kind;
import io.sluice.example.faults.node.NodeProcess;
import io.sluice.example.faults.outside.DeployCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A node stands still for longer than its locks hold, another one takes its work over, and then it goes on as if nothing
 * had happened.
 */
final class ZombiePart implements Part {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration IN_TIME = Duration.ofSeconds(60);
    private static final int LOOKS = 100;

    /**
     * A place to stand still at.
     *
     * @param name for people
     * @param wish what has to be under way to come there
     * @param comesTooLate whether its call of the deployer is still to come
     */
    record Point(String name, Kind kind, String word, Wish wish, boolean comesTooLate) {}

    static final List<Point> POINTS = List.of(
            new Point("before it calls the deployer", BEFORE_CALL, "deploy", Wish.GOOD, true),
            new Point("after the deployer answered", AFTER_CALL, "deploy", Wish.GOOD, false),
            new Point("after it wrote an attempt down", AFTER_COMMIT, "attempt.started", Wish.GOOD, true),
            new Point("with the lock of a promotion in hand", WRITTEN, "attempt.done", Wish.GOOD, false),
            new Point("before it puts the earlier version back", BEFORE_CALL, "restore", Wish.BAD, true),
            new Point("before it sends a message", BEFORE_CALL, "message", Wish.GOOD, false),
            new Point("before it hands a checkpoint over", BEFORE_CALL, "checkpoint", Wish.GOOD, false));

    @Override
    public List<Result> run(Workshop workshop) {
        List<Result> results = new ArrayList<>();
        try (Trial trial = workshop.onPostgres("zombie")) {
            NodeProcess first = trial.start(trial.settings());
            trial.setUp();
            first.kill();
            for (Point point : POINTS) {
                results.add(comesBack(workshop, trial, point));
            }
        }
        return results;
    }

    static Result comesBack(Workshop workshop, Trial trial, Point point) {
        NodeProcess zombie = trial.start(trial.settings().breakingOff(Moment.standsStill(point.kind(), point.word())));
        trial.begin(point.wish());
        if (!zombie.awaitStandstill(PATIENCE)) {
            trial.report(Rule.FAULT_HAPPENED, "The node never stood still " + point.name() + ".");
        }
        trial.nodes().remove(zombie);
        NodeProcess other = trial.start(trial.settings());
        long begun = System.nanoTime();
        trial.settle();
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        if (workshop.isFull() && taken.compareTo(IN_TIME) > 0) {
            trial.report(Rule.TAKEN_OVER_IN_TIME, "It took " + taken + " until the work went on.");
        }
        long before = fenced(trial);
        zombie.resume();
        for (int look = 0; point.comesTooLate() && fenced(trial) == before && look < LOOKS; look++) {
            Client.pause(200);
        }
        if (point.comesTooLate() && fenced(trial) == before) {
            trial.report(Rule.FAULT_HAPPENED, "The late call of the node that stood still never came.");
        }
        trial.nodes().add(zombie);
        trial.begin(Wish.GOOD);
        trial.settle();
        Result result = trial.verdict(
                "zombie",
                "a node stands still " + point.name() + ", and comes back",
                Map.of("takenOverMs", taken.toMillis()));
        zombie.kill();
        other.kill();
        workshop.say("  came back: " + point.name());
        return result;
    }

    private static long fenced(Trial trial) {
        return trial.production().calls().stream()
                .filter(call -> call.effect() == DeployCall.Effect.FENCED)
                .count();
    }
}
