package io.sluice.promotion.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Notes every SQL statement that goes through a data source, in order, and counts commits. Thread-safe. */
public final class StatementCount {
    private static final Set<String> EXECUTES =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "executeLargeUpdate");

    private final List<String> statements = new ArrayList<>();
    private int commits;

    /** The same data source, watched. */
    public DataSource watching(DataSource target) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = invoke(target, method, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        });
    }

    /** What was executed since the last {@link #reset}. */
    public synchronized List<String> statements() {
        return List.copyOf(statements);
    }

    /** How many transactions were committed since the last {@link #reset}; reading without one does not count. */
    public synchronized int commits() {
        return commits;
    }

    /** Forgets what was executed. */
    public synchronized void reset() {
        statements.clear();
        commits = 0;
    }

    private Connection connection(Connection target) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = invoke(target, method, arguments);
            if (method.getName().equals("commit")) {
                committed();
            }
            if (result instanceof PreparedStatement prepared) {
                return statement(PreparedStatement.class, prepared, String.valueOf(arguments[0]));
            }
            return result instanceof Statement plain ? statement(Statement.class, plain, "") : result;
        });
    }

    private <S extends Statement> S statement(Class<S> type, S target, String sql) {
        return proxy(type, (self, method, arguments) -> {
            if (EXECUTES.contains(method.getName())) {
                add(sql.isEmpty() ? String.valueOf(arguments[0]) : sql);
            }
            return invoke(target, method, arguments);
        });
    }

    private synchronized void committed() {
        commits++;
    }

    private synchronized void add(String sql) {
        statements.add(sql);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
