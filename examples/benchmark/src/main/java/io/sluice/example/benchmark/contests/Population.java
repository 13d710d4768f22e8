package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.contest.Answer;
import io.sluice.example.benchmark.contest.Database;
import java.util.List;

/**
 * A contestant on a database that is filled: a few real promotions, and many that were made of them by bulk SQL. Finished
 * and open ones get numbers of their own.
 */
final class Population implements AutoCloseable {
    /** What the names of the artifacts begin with that are promoted by bulk SQL. */
    private static final String NAMES = "names=done-";

    private static final int FIRST_FINISHED = 2_000_000;

    private final Server server;
    private final Database database;
    private final Workshop workshop;
    private final Entry entry;
    private RunningChild child;
    private int open;
    private int finished;

    private Population(Server server, Workshop workshop, Entry entry) {
        this.server = server;
        this.workshop = workshop;
        this.entry = entry;
        this.database = server.create(entry.name());
        this.child = RunningChild.start(entry, database, workshop, List.of(NAMES));
    }

    /** One with next to nothing in it. */
    static Population begin(Server server, Workshop workshop, Entry entry) {
        Population population = new Population(server, workshop, entry);
        try {
            population.child.tell("learn");
            return population;
        } catch (RuntimeException | Error e) {
            population.close();
            throw e;
        }
    }

    Entry entry() {
        return entry;
    }

    /** Fills up to so many promotions that have ended. */
    Population finished(int total) {
        if (total > finished) {
            child.tell("fill finished " + (FIRST_FINISHED + finished + 1) + " " + (FIRST_FINISHED + total));
            finished = total;
        }
        return this;
    }

    /** Fills up to so many promotions that wait for approval. */
    Population open(int total) {
        if (total > open) {
            child.tell("fill open " + (open + 1) + " " + total);
            open = total;
        }
        return this;
    }

    /** Has the timers of this element be due now, of so many open promotions from this one on; says how many timers. */
    long due(String element, int first, int number) {
        return child.tell("due " + element + " " + first + " " + (first + number - 1))
                .number("count");
    }

    /** So many more that wait for approval, dealt out to so many organizations; says what the first is called. */
    String dealt(int more, int organizations) {
        child.tell("deal open " + (open + 1) + " " + (open + more) + " " + organizations);
        open += more;
        return "org-" + organizations + "-0";
    }

    /** Another JVM on the same database, in which promotions take a path of their own. */
    Population restarted() {
        return restarted("path=2");
    }

    /** Another JVM on the same database, with these options. */
    Population restarted(String... options) {
        child.close();
        child = RunningChild.start(entry, database, workshop, List.of(options));
        return this;
    }

    /** How large its tables are, those whose names begin like that. */
    long bytes(String tables) {
        return server.bytes(database, tables);
    }

    Answer tell(String command) {
        return child.tell(command);
    }

    @Override
    public void close() {
        child.close();
        server.drop(database);
    }
}
