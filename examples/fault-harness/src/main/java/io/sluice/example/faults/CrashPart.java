package io.sluice.example.faults;

import static io.sluice.example.faults.node.Moment.Kind.AFTER_CALL;
import static io.sluice.example.faults.node.Moment.Kind.AFTER_COMMIT;
import static io.sluice.example.faults.node.Moment.Kind.BEFORE_CALL;
import static io.sluice.example.faults.node.Moment.Kind.BEFORE_COMMIT;
import static io.sluice.example.faults.node.Moment.Kind.WRITTEN;

import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.Moment;
import io.sluice.example.faults.node.Moment.Kind;
import io.sluice.example.faults.node.NodeProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A node dies, as with {@code kill -9}, at every named place of its work; the next one takes over, and dies at the next
 * place. In the end a node that lives finishes everything.
 */
final class CrashPart implements Part {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * A place to die at.
     *
     * @param name for people
     * @param wish what has to be under way to come there
     */
    record Point(String name, Kind kind, String word, Wish wish) {}

    static final List<Point> POINTS = List.of(
            good("before the commit of a request", BEFORE_COMMIT, "promotion.requested"),
            good("after the commit of a request", AFTER_COMMIT, "promotion.requested"),
            good("before the reply to a request", BEFORE_CALL, "reply request"),
            good("before a check is called", BEFORE_CALL, "check"),
            good("after a check was called", AFTER_CALL, "check"),
            good("before the commit of a check's result", BEFORE_COMMIT, "check.recorded"),
            good("after the commit of a check's result", AFTER_COMMIT, "check.recorded"),
            good("before the commit that asks people", BEFORE_COMMIT, "stage.opened"),
            good("after the commit that asks people", AFTER_COMMIT, "stage.opened"),
            good("before a message is sent", BEFORE_CALL, "message"),
            good("between sending a message and noting it", AFTER_CALL, "message"),
            good("before the commit of an approval", BEFORE_COMMIT, "approval.given"),
            good("after the commit of an approval", AFTER_COMMIT, "approval.given"),
            good("before the reply to an approval", BEFORE_CALL, "reply approve"),
            good("before the commit of the deciding approval", BEFORE_COMMIT, "promotion.approved"),
            good("after the commit of the deciding approval", AFTER_COMMIT, "promotion.approved"),
            good("before the commit that reserves the target", BEFORE_COMMIT, "target.reserved"),
            good("before the commit of the decision to deploy", BEFORE_COMMIT, "gate.opened"),
            good("after the commit of the decision to deploy", AFTER_COMMIT, "gate.opened"),
            good("before the commit of an attempt", BEFORE_COMMIT, "attempt.started"),
            good("after the commit of an attempt", AFTER_COMMIT, "attempt.started"),
            good("before the deployer is called", BEFORE_CALL, "deploy"),
            good("between the deployment and its result", AFTER_CALL, "deploy"),
            good("inside of the transaction of a result", WRITTEN, "attempt.done"),
            good("before the commit of a result", BEFORE_COMMIT, "attempt.done"),
            good("after the commit of a result", AFTER_COMMIT, "attempt.done"),
            good("between the verification and its result", AFTER_CALL, "verify"),
            good("before the commit of the end", BEFORE_COMMIT, "promotion.ended"),
            good("after the commit of the end", AFTER_COMMIT, "promotion.ended"),
            new Point("before the earlier version is put back", BEFORE_CALL, "restore", Wish.BAD),
            new Point("between putting back and its result", AFTER_CALL, "restore", Wish.BAD),
            new Point("before the commit of a rejection", BEFORE_COMMIT, "REJECT", Wish.REJECT),
            new Point("before the reply to a rejection", BEFORE_CALL, "reply reject", Wish.REJECT),
            new Point("before the commit of a withdrawal", BEFORE_COMMIT, "CANCEL", Wish.CANCEL),
            good("before audit events get their numbers", BEFORE_COMMIT, "sluice_audit_tree"),
            good("after audit events got their numbers", AFTER_COMMIT, "sluice_audit_tree"),
            good("before a checkpoint is stored", BEFORE_COMMIT, "INSERT INTO sluice_checkpoint"),
            good("after a checkpoint was stored", AFTER_COMMIT, "INSERT INTO sluice_checkpoint"),
            good("between handing a checkpoint over and noting it", AFTER_CALL, "checkpoint"),
            good("inside of a job of the engine", WRITTEN, "ACT_RU_JOB"));

    private static Point good(String name, Kind kind, String word) {
        return new Point(name, kind, word, Wish.GOOD);
    }

    @Override
    public List<Result> run(Workshop workshop) {
        List<Result> results = new ArrayList<>();
        try (Trial trial = workshop.onH2("crash")) {
            results.add(diesEverywhere(workshop, trial, POINTS));
        }
        try (Trial trial = workshop.onPostgres("crash")) {
            results.add(diesEverywhere(workshop, trial, POINTS));
        }
        return results;
    }

    /** Goes through the places one after the other. */
    static Result diesEverywhere(Workshop workshop, Trial trial, List<Point> points) {
        NodeProcess first = trial.start(trial.settings());
        trial.setUp();
        first.kill();
        for (Point point : points) {
            NodeProcess node = trial.start(trial.settings().breakingOff(Moment.dies(point.kind(), point.word())));
            trial.begin(point.wish());
            if (node.awaitEnd(PATIENCE)) {
                workshop.say("  " + trial.database().name() + ": died " + point.name());
            } else {
                trial.report(Rule.FAULT_HAPPENED, "The node never came to the place " + point.name() + ".");
                node.kill();
            }
        }
        trial.start(trial.settings());
        trial.settle();
        return trial.verdict("crash", "kill -9 at " + points.size() + " named places", Map.of());
    }
}
