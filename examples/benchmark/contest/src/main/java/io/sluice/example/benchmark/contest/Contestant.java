package io.sluice.example.benchmark.contest;

import java.util.List;

/**
 * One engine on one database that runs promotions: a request, three checks, two of three approvers, deployment and
 * verification, with a timer for a reminder and one for the deadline. Thread-safe.
 */
public interface Contestant extends AutoCloseable {
    /** Makes what so many promotions presuppose and nobody measures, such as the versions that are promoted. */
    default void prepare(int promotions) {}

    /** The same for promotions of what was never promoted before, so that nothing they write changes older rows. */
    default void prepareAnew(int promotions) {
        prepare(promotions);
    }

    /** Somebody asks for a promotion; the background does the rest until people are needed. */
    String request();

    /**
     * Two of the three approvers look at what they are asked, and say yes.
     *
     * @return false when nobody is asked yet; then nothing happened
     */
    boolean approve(String promotion);

    /** Whether the promotion went live and was verified; throws when it ended in another way. */
    boolean isFinished(String promotion);

    /** Does at once what promotions that have ended leave to the background, such as messages to people. */
    default void settle() {}

    /**
     * An approver opens the first page of what waits for them.
     *
     * @return how many entries it has
     */
    int queue();

    /**
     * Somebody looks at what is live where.
     *
     * @return how many rows it has; 0 for an engine that knows nothing of it
     */
    default int board() {
        return 0;
    }

    /**
     * Somebody takes the audit trail of everything out of the database.
     *
     * @return how many events it has; 0 for an engine without one
     */
    default int exportAudit() {
        return 0;
    }

    /**
     * Somebody proves that what was exported last is whole.
     *
     * @return how many events it has; 0 for an engine without one
     */
    default int verifyAudit() {
        return 0;
    }

    /** Of how many promotions a reminder arrived since the start, each time counted. */
    default long reminders() {
        return 0;
    }

    /** The tables in which timers are until they are done, those of the engine that all others come from. */
    default List<String> timers() {
        return List.of("ACT_RU_JOB");
    }

    /** Where else than at a timer it says until when somebody may decide; nowhere in a bare engine. */
    default List<Deadline> deadlines() {
        return List.of();
    }

    /**
     * A table with a column {@code due}.
     *
     * @param table its name
     * @param task the column with the identifier of the task that is due
     */
    record Deadline(String table, String task) {}

    @Override
    void close();
}
