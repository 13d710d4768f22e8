package io.sluice.promotion.transaction;

import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Where a unit of work begins and ends. Our rows, the engine's rows and, in a host with its own transaction manager, the
 * host's rows commit together through it or not at all. Implementations are thread-safe; a unit of work belongs to the
 * thread that opened it.
 */
public interface Transactions {
    /** What wants to know how the present unit of work ends. Callbacks run on the thread of the unit of work. */
    interface Callback {
        /** Runs inside the unit of work, right before it commits. Throwing rolls it back. */
        default void beforeCommit() {}

        /** Runs after the commit, with no unit of work bound. */
        default void afterCommit() {}

        /** Runs right before the rollback. */
        default void beforeRollback() {}

        /** Runs after the rollback, with no unit of work bound. */
        default void afterRollback() {}
    }

    /** Joins the present unit of work, or opens one and commits it when the body returns, rolls back when it throws. */
    <T> T required(Supplier<T> body);

    /** Opens a unit of work of its own on its own connection; the present one waits. */
    <T> T requiresNew(Supplier<T> body);

    /** Whether the calling thread is inside a unit of work. */
    boolean active();

    /** Whether the present unit of work can only roll back. */
    boolean rollbackOnly();

    /** Dooms the present unit of work: it will roll back, and whoever tries to commit it gets an exception. */
    void setRollbackOnly();

    /** Calls back when the present unit of work ends. */
    void register(Callback callback);

    /** The data source whose connections take part: inside a unit of work every connection is the bound one. */
    DataSource dataSource();

    /** Units of work bound to threads, for hosts without a transaction manager. Isolation is READ COMMITTED. */
    static Transactions threadBound(DataSource dataSource) {
        return new ThreadBoundTransactions(dataSource);
    }
}
