package io.sluice.promotion.bpmn.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** One database with a small pool that counts what it lends, and can be told to lose a commit. */
public final class TestDatabase implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final String url;
    private final int connections;
    private final String farewell;
    private final Semaphore free;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final AtomicBoolean loseNextCommit = new AtomicBoolean();
    private final DataSource pool = proxy(DataSource.class, this::onPool);

    TestDatabase(String url, int connections, String farewell) {
        this.url = url;
        this.connections = connections;
        this.farewell = farewell;
        this.free = new Semaphore(connections, true);
    }

    /** The pool. */
    public DataSource dataSource() {
        return pool;
    }

    /** How many connections of the pool are lent at the moment. */
    public int lent() {
        return connections - free.availablePermits();
    }

    /** The next commit through the pool fails before the database hears of it. */
    public void loseNextCommit() {
        loseNextCommit.set(true);
    }

    /** Runs a statement on a connection beside the pool. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Asks for a number, on a connection beside the pool: what others see. */
    public int number(String sql) {
        try (Connection connection = DriverManager.getConnection(url)) {
            return number(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Asks for a number on the given connection. */
    public static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    @Override
    public void close() {
        execute(farewell);
        synchronized (idle) {
            idle.forEach(TestDatabase::closeQuietly);
            idle.clear();
        }
    }

    private Object onPool(Object self, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getConnection" -> lend();
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            case "toString" -> "test pool";
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private Connection lend() throws SQLException, InterruptedException {
        if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new SQLException("All " + connections + " connections are lent.");
        }
        Connection connection;
        synchronized (idle) {
            connection = idle.poll();
        }
        try {
            return lendable(connection == null ? DriverManager.getConnection(url) : connection);
        } catch (SQLException e) {
            free.release();
            throw e;
        }
    }

    private Connection lendable(Connection connection) {
        AtomicBoolean returned = new AtomicBoolean();
        return proxy(Connection.class, (self, method, arguments) -> {
            switch (method.getName()) {
                case "close" -> {
                    if (returned.compareAndSet(false, true)) {
                        takeBack(connection);
                    }
                    return null;
                }
                case "commit" -> {
                    if (loseNextCommit.compareAndSet(true, false)) {
                        throw new SQLException("The commit was lost.", "08006");
                    }
                }
                default -> {
                    // Everything else goes to the connection.
                }
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private void takeBack(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        synchronized (idle) {
            idle.push(connection);
        }
        free.release();
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // The database may be gone already.
        }
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
