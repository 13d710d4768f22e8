package io.sluice.example.faults;

import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.NodeSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Three nodes whose clocks differ: one is ten minutes ahead, one ten minutes behind; or their machines are in different time
 * zones, two of which change their clocks. The database's clock has to decide: nothing expires early, nothing is approved
 * late, and no node takes work away from another that is still at it.
 */
final class ClockPart implements Part {
    private static final Duration OFF = Duration.ofMinutes(10);
    private static final List<String> ZONES = List.of("UTC", "America/New_York", "Africa/Casablanca");

    /** Longer than the deadline of the workspace, as it is set for this part. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** So many that each node asks people for some. */
    private static final int LEFT = 9;

    /** Both say when an approval is due; the engine's column knows no zone, and has to mean UTC. */
    private static final String DISAGREEMENTS = """
            SELECT ROUND(ABS(EXTRACT(EPOCH FROM t.due) - EXTRACT(EPOCH FROM MAX(j.duedate_))))
              FROM sluice_task t
              JOIN act_ru_task e ON e.id_ = SUBSTRING(t.flow_ref FROM POSITION('/' IN t.flow_ref) + 1)
              JOIN act_ru_job j ON j.process_instance_id_ = e.proc_inst_id_ AND j.type_ = 'timer'
             GROUP BY t.org_id, t.id""";

    @Override
    public List<Result> run(Workshop workshop) {
        List<Result> results = new ArrayList<>();
        try (Trial trial = workshop.onPostgres("clock")) {
            NodeSettings settings = trial.settings();
            results.add(differ(
                    workshop,
                    trial,
                    List.of(settings.ahead(OFF), settings.ahead(OFF.negated()), settings),
                    "clocks 10 min ahead and behind"));
        }
        try (Trial trial = workshop.onPostgres("clock")) {
            results.add(differ(
                    workshop,
                    trial,
                    ZONES.stream().map(trial.settings()::inZone).toList(),
                    "machines in the zones " + String.join(", ", ZONES)));
        }
        return results;
    }

    private static Result differ(Workshop workshop, Trial trial, List<NodeSettings> nodes, String what) {
        trial.start(nodes);
        DatabasePart.underWay(trial, 24);
        trial.settle();
        left(trial);
        List<String> seconds = trial.server().texts(DISAGREEMENTS);
        if (seconds.size() < LEFT || seconds.stream().anyMatch(off -> Long.parseLong(off) > 1)) {
            trial.report(Rule.ENDS_AS_ASKED, "Deadlines of the engine are off by so many seconds: " + seconds);
        }
        Trial.require(trial.client().perform(DEADLINE, List.of("deadline", "deadline-1", DEADLINE.toString())));
        long begun = System.nanoTime();
        List<String> ids = left(trial);
        Client.pause(Math.max(0, DEADLINE.dividedBy(2).toMillis() - since(begun).toMillis()));
        ids.stream()
                .filter(id -> !isAsked(trial, id))
                .forEach(id -> trial.report(Rule.ENDS_AS_ASKED, id + " expired before its deadline."));
        ids.forEach(id -> waitForTheEnd(trial, id, begun));
        Duration late = since(begun).minus(DEADLINE);
        workshop.say("  the last of " + ids.size() + " expired " + late + " after its deadline at the latest");
        return trial.verdict("clock", what, Map.of("expiredLateMs", late.toMillis()));
    }

    /** Promotions that nobody decides on. */
    private static List<String> left(Trial trial) {
        Stream.generate(() -> Wish.LEAVE).limit(LEFT).forEach(trial::begin);
        return trial.settle().stream().map(Journey.End::promotion).toList();
    }

    private static boolean isAsked(Trial trial, String id) {
        return trial.ask("get", id).get(2).equals("AWAITING_APPROVAL");
    }

    private static void waitForTheEnd(Trial trial, String id, long begun) {
        while (isAsked(trial, id)) {
            if (since(begun).compareTo(DEADLINE.multipliedBy(3)) > 0) {
                trial.report(Rule.ENDS_AS_ASKED, id + " did not expire when its deadline had passed.");
                return;
            }
            Client.pause(500);
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
