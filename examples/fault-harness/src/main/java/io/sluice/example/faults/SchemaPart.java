package io.sluice.example.faults;

import static io.sluice.example.faults.node.Moment.Kind.BEFORE_COMMIT;
import static io.sluice.example.faults.node.Moment.Kind.WRITTEN;

import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.Moment;
import io.sluice.example.faults.node.Moment.End;
import io.sluice.example.faults.node.Moment.Kind;
import io.sluice.example.faults.node.NodeProcess;
import io.sluice.example.faults.outside.Database;
import io.sluice.example.faults.outside.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** The first node on an empty database dies while it makes the tables; the next one has to finish them, and to work. */
final class SchemaPart implements Part {
    /**
     * A place to die at.
     *
     * @param kind which kind of place
     * @param word of the statement; Sluice writes large letters, the engine small ones
     * @param count which of those statements
     */
    record Point(Kind kind, String word, int count) {}

    static final List<Point> POINTS = List.of(
            new Point(WRITTEN, "INSERT INTO sluice_schema", 1),
            new Point(BEFORE_COMMIT, "INSERT INTO sluice_schema", 1),
            new Point(WRITTEN, "CREATE TABLE", 2),
            new Point(WRITTEN, "CREATE TABLE", 3),
            new Point(WRITTEN, "CREATE TABLE", 40),
            new Point(WRITTEN, "CREATE TABLE", 41),
            new Point(WRITTEN, "CREATE INDEX", 33),
            new Point(WRITTEN, "ALTER TABLE", 21),
            new Point(WRITTEN, "ALTER TABLE", 60),
            new Point(WRITTEN, "DROP INDEX", 1),
            new Point(WRITTEN, "UPDATE sluice_outbox", 1),
            new Point(WRITTEN, "create table", 2),
            new Point(WRITTEN, "create table", 20),
            new Point(WRITTEN, "create index", 10),
            new Point(WRITTEN, "insert into", 2));

    @Override
    public List<Result> run(Workshop workshop) {
        List<Result> results = new ArrayList<>();
        results.add(diesEverywhere(workshop, "H2", POINTS, number -> workshop.onH2("schema")));
        try (Trial server = workshop.onPostgres("schema")) {
            results.add(diesEverywhere(workshop, "PostgreSQL", POINTS, number -> {
                server.server().execute("CREATE DATABASE empty" + number);
                return workshop.on("schema", new Another(server.server(), "empty" + number));
            }));
        }
        return results;
    }

    static Result diesEverywhere(Workshop workshop, String database, List<Point> points, IntFunction<Trial> empty) {
        List<Result> results = new ArrayList<>();
        long slowest = 0;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            String name = "at statement " + point.count() + " behind " + point.word();
            try (Trial trial = empty.apply(i)) {
                slowest = Math.max(slowest, finishes(trial, point, name));
                results.add(trial.verdict("schema", "died " + name, Map.of()));
            }
        }
        workshop.say("  " + database + ": the slowest next start took " + slowest + " ms");
        return Result.sum(
                "schema",
                "kill -9 at " + points.size() + " places while tables are made",
                database,
                results,
                Map.of("slowestStartMs", slowest));
    }

    /** Returns how many milliseconds the next node took to start. */
    private static long finishes(Trial trial, Point point, String name) {
        Moment moment = new Moment(point.kind(), point.word(), point.count(), End.DIES);
        try (NodeProcess first = NodeProcess.launch(trial.settings().breakingOff(moment), trial.nextLog())) {
            first.awaitStart();
            if (first.isAlive()) {
                trial.report(Rule.FAULT_HAPPENED, "The node never died " + name + ".");
            }
        }
        long begun = System.nanoTime();
        NodeProcess next = trial.launch(trial.settings());
        Optional<String> refused = next.awaitStart();
        long taken = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        if (refused.isPresent() || !next.isAlive()) {
            throw new IllegalStateException(
                    "After a node that died " + name + " the next one does not start: " + refused);
        }
        trial.setUp();
        trial.begin(Wish.GOOD);
        trial.settle();
        return taken;
    }

    /** A further database of a server. */
    private record Another(PostgresServer server, String database) implements Database {
        @Override
        public String name() {
            return server.name();
        }

        @Override
        public String url() {
            return server.url().replace("/postgres?", "/" + database + "?");
        }

        @Override
        public String user() {
            return server.user();
        }

        @Override
        public boolean isShared() {
            return server.isShared();
        }

        @Override
        public boolean showsBeforeItKeeps() {
            return server.showsBeforeItKeeps();
        }

        @Override
        public void close() {
            // The server goes with the trial that it belongs to.
        }
    }
}
