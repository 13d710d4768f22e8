package io.sluice.promotion.transaction;

import io.sluice.promotion.problem.UnavailableException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One connection per unit of work, bound to the thread. */
final class ThreadBoundTransactions implements Transactions {
    private static final class Unit {
        final Connection connection;
        final Connection shared;
        final List<Callback> callbacks = new ArrayList<>();
        boolean rollbackOnly;

        Unit(Connection connection) {
            this.connection = connection;
            this.shared = guarded(connection);
        }

        /** A copy, because a callback may register another. */
        List<Callback> callbacksNow() {
            return List.copyOf(callbacks);
        }
    }

    private final DataSource pool;
    private final DataSource joined;

    /** Per instance: two libraries over two databases in one JVM must not see each other's units of work. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Unit> current = new ThreadLocal<>();

    /** Connections that begin as they should: asking the database for it is a round trip, once for each is enough. */
    private final Set<Connection> readCommitted =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    ThreadBoundTransactions(DataSource pool) {
        this.pool = pool;
        this.joined = joining(pool);
    }

    @Override
    public <T> T required(Supplier<T> body) {
        Unit unit = current.get();
        if (unit == null) {
            return inNewUnit(body);
        }
        try {
            return body.get();
        } catch (Throwable e) {
            unit.rollbackOnly = true;
            throw e;
        }
    }

    @Override
    public <T> T requiresNew(Supplier<T> body) {
        Unit waiting = current.get();
        current.remove();
        try {
            return inNewUnit(body);
        } finally {
            if (waiting != null) {
                current.set(waiting);
            }
        }
    }

    @Override
    public boolean active() {
        return current.get() != null;
    }

    @Override
    public boolean rollbackOnly() {
        return unit().rollbackOnly;
    }

    @Override
    public void setRollbackOnly() {
        unit().rollbackOnly = true;
    }

    @Override
    public void register(Callback callback) {
        unit().callbacks.add(callback);
    }

    @Override
    public DataSource dataSource() {
        return joined;
    }

    private Unit unit() {
        Unit unit = current.get();
        if (unit == null) {
            throw new IllegalStateException("No unit of work is open on this thread.");
        }
        return unit;
    }

    private <T> T inNewUnit(Supplier<T> body) {
        Unit unit = open();
        current.set(unit);
        T result;
        try {
            result = body.get();
            refuseDoomed(unit);
            unit.callbacksNow().forEach(Callback::beforeCommit);
            refuseDoomed(unit);
            unit.connection.commit();
        } catch (SQLException e) {
            rollBack(unit, e);
            throw new UnavailableException("database.commit", "The database did not confirm the commit.", e);
        } catch (Throwable e) {
            // Whatever it is: languages without checked exceptions throw those as well.
            rollBack(unit, e);
            throw e;
        }
        release(unit, true);
        afterCommit(unit);
        return result;
    }

    private Unit open() {
        Connection connection = null;
        try {
            connection = pool.getConnection();
            connection.setAutoCommit(false);
            isolate(connection);
            return new Unit(connection);
        } catch (SQLException e) {
            close(connection);
            throw new UnavailableException("database.unavailable", "The database gave no connection.", e);
        }
    }

    private void isolate(Connection connection) throws SQLException {
        Connection lent = connection.isWrapperFor(Connection.class) ? connection.unwrap(Connection.class) : connection;
        if (readCommitted.contains(lent)) {
            return;
        }
        if (connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED) {
            readCommitted.add(lent);
        } else {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    private void rollBack(Unit unit, Throwable reason) {
        unit.callbacksNow().forEach(callback -> suppressing(reason, callback::beforeRollback));
        boolean ended = false;
        try {
            unit.connection.rollback();
            ended = true;
        } catch (SQLException | RuntimeException e) {
            reason.addSuppressed(e);
        }
        release(unit, ended);
        unit.callbacksNow().forEach(callback -> suppressing(reason, callback::afterRollback));
    }

    /**
     * Unbinds before the after-callbacks: the engine opens a new unit of work in them. A connection whose transaction did
     * not end is closed as it is, because switching it to auto-commit would commit.
     */
    private void release(Unit unit, boolean ended) {
        current.remove();
        try {
            if (ended) {
                unit.connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // The pool replaces a connection that cannot be reset; the unit of work has already ended.
        } finally {
            close(unit.connection);
        }
    }

    /** All of them are told, whatever one of them throws; the first fault reaches the caller. */
    private static void afterCommit(Unit unit) {
        RuntimeException first = null;
        for (Callback callback : unit.callbacksNow()) {
            try {
                callback.afterCommit();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static void refuseDoomed(Unit unit) {
        if (unit.rollbackOnly) {
            throw new IllegalStateException("The unit of work was marked for rollback and cannot commit.");
        }
    }

    private static void suppressing(Throwable reason, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // A broken connection is evicted by the pool; nothing of ours depends on it any more.
        }
    }

    private DataSource joining(DataSource target) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Unit unit = current.get();
            return switch (method.getName()) {
                case "getConnection" -> unit == null ? invoke(target, method, arguments) : unit.shared;
                case "equals" -> arguments != null && self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> invoke(target, method, arguments);
            };
        });
    }

    private static Connection guarded(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "close" -> null;
            case "commit" -> throw new SQLException("The unit of work commits, not its participants.");
            case "rollback" -> {
                if (arguments == null || arguments.length == 0) {
                    throw new SQLException("The unit of work rolls back, not its participants.");
                }
                yield invoke(connection, method, arguments);
            }
            case "setAutoCommit" -> {
                if (arguments != null && Boolean.TRUE.equals(arguments[0])) {
                    throw new SQLException("A unit of work cannot switch to auto-commit.");
                }
                yield null;
            }
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> invoke(connection, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
