package io.sluice.example.faults;

import static io.sluice.example.faults.node.Moment.Kind.AFTER_CALL;
import static io.sluice.example.faults.node.Moment.Kind.AFTER_COMMIT;
import static io.sluice.example.faults.node.Moment.Kind.BEFORE_CALL;

import io.sluice.example.faults.CrashPart.Point;
import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.Moment;
import io.sluice.example.faults.node.NodeProcess;
import io.sluice.example.faults.node.NodeSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Promotions that an older version left in every state are finished by the present one, while nodes of both work on the
 * same tables; afterwards the older version refuses to start. Takes the class path of the older version from the system
 * property {@code faults.old}.
 */
final class UpgradePart implements Part {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<Point> STATES = List.of(
            new Point("checking", AFTER_COMMIT, "promotion.requested", Wish.GOOD),
            new Point("being checked", BEFORE_CALL, "check", Wish.GOOD),
            new Point("awaiting approval", AFTER_COMMIT, "stage.opened", Wish.GOOD),
            new Point("approved by one", AFTER_COMMIT, "approval.given", Wish.GOOD),
            new Point("queued", AFTER_COMMIT, "promotion.approved", Wish.GOOD),
            new Point("decided", AFTER_COMMIT, "gate.opened", Wish.GOOD),
            new Point("deploying, not begun", BEFORE_CALL, "deploy", Wish.GOOD),
            new Point("deploying, outcome unknown", AFTER_CALL, "deploy", Wish.GOOD),
            new Point("verifying", BEFORE_CALL, "verify", Wish.GOOD),
            new Point("verified, not told", AFTER_CALL, "verify", Wish.GOOD),
            new Point("being put back", BEFORE_CALL, "restore", Wish.BAD),
            new Point("put back, not told", AFTER_CALL, "restore", Wish.BAD));

    @Override
    public List<Result> run(Workshop workshop) {
        Optional<String> old =
                Optional.ofNullable(System.getProperty("faults.old")).filter(path -> !path.isBlank());
        if (old.isEmpty()) {
            workshop.say("  not tried: no older version was built");
            return List.of(new Result(
                    "upgrade",
                    "an older version on the same tables (not tried: none was built)",
                    "-",
                    Map.of(),
                    List.of()));
        }
        try (Trial trial = workshop.onPostgres("upgrade")) {
            return List.of(upgrade(workshop, trial, old.get()));
        }
    }

    private static Result upgrade(Workshop workshop, Trial trial, String old) {
        NodeProcess first = start(trial, trial.settings(), old);
        trial.setUp();
        trial.begin(Wish.LEAVE);
        trial.settle();
        first.kill();
        int before = scripts(trial);
        for (Point state : STATES) {
            NodeProcess node = start(trial, trial.settings().breakingOff(Moment.dies(state.kind(), state.word())), old);
            trial.begin(state.wish());
            if (node.awaitEnd(PATIENCE)) {
                workshop.say("  left " + state.name());
            } else {
                trial.report(Rule.FAULT_HAPPENED, "No promotion was left " + state.name() + ".");
                node.kill();
            }
        }
        NodeProcess lastOld = start(trial, trial.settings(), old);
        trial.start(trial.settings());
        DatabasePart.underWay(trial, 12);
        trial.settle();
        lastOld.kill();
        trial.nodes().remove(lastOld);
        DatabasePart.underWay(trial, 4);
        trial.settle();
        int after = scripts(trial);
        refusesToGoBack(trial, old, before, after);
        return trial.verdict(
                "upgrade",
                "promotions in " + STATES.size() + " states, old and new node on the same tables",
                Map.of("schemaBefore", (long) before, "schemaAfter", (long) after));
    }

    private static void refusesToGoBack(Trial trial, String old, int before, int after) {
        try (NodeProcess late = NodeProcess.launch(trial.settings(), trial.nextLog(), old)) {
            Optional<String> refused = late.awaitStart();
            if (after > before && !refused.equals(Optional.of("schema.tooNew"))) {
                trial.report(Rule.FAULT_HAPPENED, "The older version started on newer tables: " + refused);
            }
        }
    }

    private static NodeProcess start(Trial trial, NodeSettings settings, String classPath) {
        NodeProcess node = trial.join(NodeProcess.launch(settings, trial.nextLog(), classPath));
        node.awaitStart();
        return node;
    }

    private static int scripts(Trial trial) {
        return Integer.parseInt(
                trial.server().texts("SELECT MAX(version) FROM sluice_schema").get(0));
    }
}
