package io.sluice.example.benchmark.contest;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts what goes through a data source, and tells it while somebody listens. Thread-safe. */
public final class SqlCount {
    private static final Set<String> EXECUTES =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "executeLargeUpdate");
    private static final Set<String> DEFINES = Set.of("create", "alter", "drop");
    private static final Set<String> READS = Set.of("select", "with", "set", "show", "values", "call");

    private final String businessTables;
    private final LongAdder statements = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder writing = new LongAdder();
    private final LongAdder business = new LongAdder();
    private final LongAdder definitions = new LongAdder();
    private volatile Runnable afterCommit = () -> {};
    private volatile boolean counting = true;
    private volatile @Nullable HeardStatements listener;

    /**
     * Nothing counted yet.
     *
     * @param businessTables how the names of the tables begin that hold the business, in lower case; what the engine writes
     *     for itself lies in others
     */
    public SqlCount(String businessTables) {
        this.businessTables = businessTables;
    }

    /** The same data source, watched. */
    public DataSource watching(DataSource target) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = invoke(target, method, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        });
    }

    /** What went through so far. */
    public Counts counts() {
        return new Counts(statements.sum(), transactions.sum(), writing.sum(), business.sum(), definitions.sum());
    }

    /** Does something without counting or timing statements, so that watching costs next to nothing meanwhile. */
    public long without(LongSupplier action) {
        counting = false;
        try {
            return action.getAsLong();
        } finally {
            counting = true;
        }
    }

    /** Called on the thread that committed, after each commit. */
    public void afterCommit(Runnable action) {
        afterCommit = action;
    }

    /** From now on somebody is told of every statement; empty ends that. */
    public void listen(Optional<HeardStatements> to) {
        listener = to.orElse(null);
    }

    /** What one connection did in the transaction that is open. */
    private static final class Open {
        private boolean used;
        private boolean wrote;
    }

    private Connection connection(Connection target) {
        Open open = new Open();
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = invoke(target, method, arguments);
            if (method.getName().equals("commit")) {
                finish(open);
                afterCommit.run();
            }
            if (!counting) {
                return result;
            }
            if (result instanceof PreparedStatement prepared) {
                return statement(PreparedStatement.class, prepared, String.valueOf(arguments[0]), target, open);
            }
            return result instanceof Statement plain ? statement(Statement.class, plain, "", target, open) : result;
        });
    }

    private <S extends Statement> S statement(Class<S> type, S target, String prepared, Connection on, Open open) {
        LongAdder batched = new LongAdder();
        List<HeardStatements.Parameter> parameters = Collections.synchronizedList(new ArrayList<>());
        return proxy(type, (self, method, arguments) -> {
            String name = method.getName();
            if (name.equals("addBatch")) {
                batched.increment();
            }
            HeardStatements heard = listener;
            if (heard != null && name.startsWith("set") && arguments != null && arguments.length > 1) {
                parameters.add(
                        new HeardStatements.Parameter(method, Collections.unmodifiableList(Arrays.asList(arguments))));
            }
            if (!EXECUTES.contains(name)) {
                return invoke(target, method, arguments);
            }
            String sql = prepared.isEmpty() && arguments != null ? String.valueOf(arguments[0]) : prepared;
            try {
                return invoke(target, method, arguments);
            } finally {
                if (heard != null && READS.contains(verb(sql))) {
                    heard.executed(sql, parameters);
                }
                parameters.clear();
                executed(sql, name.equals("executeBatch") ? batched.sumThenReset() : 1, on, open);
            }
        });
    }

    private void executed(String sql, long rows, Connection on, Open open) throws SQLException {
        statements.increment();
        open.used = true;
        String verb = verb(sql);
        if (DEFINES.contains(verb)) {
            definitions.increment();
        }
        if (!READS.contains(verb)) {
            open.wrote = true;
            if (sql.toLowerCase(Locale.ROOT).contains(businessTables)) {
                business.add(rows);
            }
        }
        if (on.getAutoCommit()) {
            finish(open);
        }
    }

    private void finish(Open open) {
        if (open.used) {
            transactions.increment();
        }
        if (open.wrote) {
            writing.increment();
        }
        open.used = false;
        open.wrote = false;
    }

    private static String verb(String sql) {
        String text = sql.stripLeading();
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
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
