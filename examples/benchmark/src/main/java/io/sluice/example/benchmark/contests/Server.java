package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.contest.Database;

/** Where databases are made for contestants, each empty and of its own. */
interface Server extends AutoCloseable {
    /** One word. */
    String name();

    /** For people. */
    String title();

    /** An empty database. */
    Database create(String name);

    /** How many transactions a database has committed so far; 0 where nobody counts them. */
    long committed(Database database);

    /**
     * How many bytes the tables of a database take, with their indexes and what belongs to them; 0 where nobody knows.
     *
     * @param tables how their names begin, in lower case
     */
    long bytes(Database database, String tables);

    /** Forgets a database that nobody uses any more. */
    void drop(Database database);

    @Override
    void close();
}
