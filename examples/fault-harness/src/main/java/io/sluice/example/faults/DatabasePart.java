package io.sluice.example.faults;

import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.Answer;
import io.sluice.example.faults.outside.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that can happen to a database server and to the network before it, while three nodes are at work. */
final class DatabasePart implements Part {
    private static final int NODES = 3;

    /** Fewer than callers and workers. */
    private static final int SMALL_POOL = 8;

    private static final int BEFORE = 4;
    private static final int DURING = 12;

    @Override
    public List<Result> run(Workshop workshop) {
        return run(workshop, NODES, List.of(DatabaseFault.values()));
    }

    static List<Result> run(Workshop workshop, int nodes, List<DatabaseFault> faults) {
        List<Result> results = new ArrayList<>();
        try (Trial trial = workshop.onPostgres("database");
                TcpProxy way = new TcpProxy(trial.server().port())) {
            String address = trial.server().url(way.port());
            for (int i = 0; i < nodes; i++) {
                trial.launch(trial.settings().at(address).withPool(SMALL_POOL));
            }
            trial.nodes().forEach(node -> node.awaitStart());
            trial.setUp();
            for (DatabaseFault fault : faults) {
                results.add(one(workshop, trial, way, fault));
            }
            if (workshop.isFull()) {
                results.add(FullDisk.happen(workshop, trial));
            }
        }
        return results;
    }

    /** Some promotions are under way when it comes, more are asked for while it lasts. */
    private static Result one(Workshop workshop, Trial trial, TcpProxy way, DatabaseFault fault) {
        underWay(trial, BEFORE);
        Client.pause(500);
        underWay(trial, DURING);
        fault.happen(trial.server(), way);
        underWay(trial, BEFORE);
        return verdict(workshop, trial, fault.words());
    }

    static Result verdict(Workshop workshop, Trial trial, String what) {
        long slowest = trial.settle().stream()
                .mapToLong(Journey.End::longestWait)
                .max()
                .orElse(0);
        long failures =
                trial.history().count(Answer.Unknown.class) + trial.history().count(Answer.Refused.class);
        if (failures == 0) {
            trial.report(Rule.FAULT_HAPPENED, "No client noticed anything of: " + what + ".");
        }
        workshop.say("  " + what + ": " + trial.history().refusals());
        return trial.verdict("database", what, Map.of("slowestMs", slowest));
    }

    static void underWay(Trial trial, int count) {
        for (int i = 0; i < count; i++) {
            trial.begin(i % 4 == 3 ? Wish.BAD : Wish.GOOD);
        }
    }
}
