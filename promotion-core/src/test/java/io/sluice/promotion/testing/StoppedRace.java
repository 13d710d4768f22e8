package io.sluice.promotion.testing;

import io.sluice.promotion.problem.SluiceException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/**
 * Two commands, of which the first is stopped at a named point of its unit of work until the second has ended or waits for
 * a lock that the first holds. The same two at the same point always take the same order. Not for more than one race at a
 * time.
 */
public final class StoppedRace implements AutoCloseable {
    /** Where the first command is stopped. */
    public enum Point {
        /** Its unit of work is open, and nothing was asked of the database. */
        BEFORE_LOCK,
        /** The first query was answered; a row that it locks is locked. */
        AFTER_READ,
        /** The next statement writes what the command is about; its key is claimed, if it claims it first. */
        BEFORE_FLUSH,
        /** Everything is written, nothing committed. */
        BEFORE_COMMIT
    }

    /** What a command that was carried out came to; of one that was refused it is the code. */
    public static final String DONE = "done";

    private static final Set<String> EXECUTES =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "executeLargeUpdate");
    private static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");
    private static final int OFTEN = 3;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    /** The command that is to be stopped; a latch says that it was, another one lets it go on. */
    private static final class Stop {
        final Thread thread;
        final Point point;
        final CountDownLatch reached;
        final CountDownLatch goOn;
        int unitsBefore;
        boolean passed;

        Stop(Point point, int unit, CountDownLatch reached, CountDownLatch goOn) {
            this.thread = Thread.currentThread();
            this.point = point;
            this.unitsBefore = unit;
            this.reached = reached;
            this.goOn = goOn;
        }
    }

    private final TestDatabase database;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private volatile Stop stop;

    /** Races on this database; its pools are to be {@linkplain #watching watched}. */
    public StoppedRace(TestDatabase database) {
        this.database = database;
    }

    /** The same data source, at whose connections a command can be stopped. */
    public DataSource watching(DataSource target) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = invoke(target, method, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        });
    }

    /**
     * What each command came to, {@link #DONE} or the code of its refusal. Anything else that is thrown fails the test, and
     * so does a first command that never came to the point.
     *
     * @param unit in which of its units of work the first command is stopped, from 1
     */
    public List<String> run(Point point, int unit, Callable<?> first, Callable<?> second) throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<?> stopped = threads.submit(() -> {
            stop = new Stop(point, unit, reached, goOn);
            return first.call();
        });
        try {
            await(() -> reached.getCount() == 0 || stopped.isDone(), reached);
            if (reached.getCount() > 0) {
                throw new AssertionError(
                        "The first command ended (" + outcome(stopped) + ") without coming to " + point);
            }
            AtomicReference<Thread> its = new AtomicReference<>(Thread.currentThread());
            Future<?> other = threads.submit(() -> {
                its.set(Thread.currentThread());
                return second.call();
            });
            AtomicInteger refused = new AtomicInteger();
            await(
                    () -> hasEnded(other)
                            || database.somebodyWaits()
                            || (isRefused(its.get()) && refused.incrementAndGet() == OFTEN),
                    goOn);
            goOn.countDown();
            return List.of(outcome(stopped), outcome(other));
        } finally {
            goOn.countDown();
        }
    }

    private interface Condition {
        boolean isMet() throws Exception;
    }

    /** Looks again and again, at most a minute; the latch is only what it waits on between two looks. */
    private static void await(Condition condition, CountDownLatch latch) throws Exception {
        long begun = System.nanoTime();
        while (!condition.isMet()) {
            if (System.nanoTime() - begun > MINUTE) {
                throw new AssertionError("Nothing happened for a minute.");
            }
            latch.await(1, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * H2 tries again and again to insert a row that another transaction has inserted, and calls that no lock. A row that is
     * there already is refused at the same place, but once.
     */
    private static boolean isRefused(Thread thread) {
        StackTraceElement[] frames = thread.getStackTrace();
        for (int i = 1; i < frames.length; i++) {
            boolean refusing = frames[i - 1].getClassName().equals("org.h2.message.DbException")
                    && frames[i].getMethodName().equals("checkUnique");
            if (refusing || frames[i].getMethodName().equals("filterConcurrentUpdate")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEnded(Future<?> command) throws InterruptedException {
        try {
            command.get(1, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    private static String outcome(Future<?> command) throws Exception {
        try {
            command.get(1, TimeUnit.MINUTES);
            return DONE;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SluiceException refusal) {
                return refusal.code();
            }
            throw e;
        }
    }

    private Connection connection(Connection target) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("commit")) {
                stopAt(Point.BEFORE_COMMIT);
            }
            Object result = invoke(target, method, arguments);
            if (method.getName().equals("setAutoCommit") && Boolean.FALSE.equals(arguments[0])) {
                countUnit();
            }
            if (result instanceof PreparedStatement prepared) {
                return statement(PreparedStatement.class, target, prepared, String.valueOf(arguments[0]));
            }
            return result instanceof Statement plain ? statement(Statement.class, target, plain, "") : result;
        });
    }

    private <S extends Statement> S statement(Class<S> type, Connection connection, S target, String prepared) {
        return proxy(type, (self, method, arguments) -> {
            if (!EXECUTES.contains(method.getName())) {
                return invoke(target, method, arguments);
            }
            String sql = (prepared.isEmpty() ? String.valueOf(arguments[0]) : prepared).stripLeading();
            before(connection, sql);
            Object result = invoke(target, method, arguments);
            if (sql.startsWith("SELECT") && !connection.getAutoCommit()) {
                stopAt(Point.AFTER_READ);
            }
            return result;
        });
    }

    private void before(Connection connection, String sql) throws SQLException {
        if (connection.getAutoCommit()) {
            return;
        }
        stopAt(Point.BEFORE_LOCK);
        if (WRITES.contains(sql.substring(0, Math.min(6, sql.length())).strip())
                && !sql.contains("sluice_idempotency")) {
            stopAt(Point.BEFORE_FLUSH);
        }
    }

    private void countUnit() {
        Stop here = stop;
        if (here != null && here.thread == Thread.currentThread()) {
            here.unitsBefore--;
        }
    }

    private void stopAt(Point point) {
        Stop here = stop;
        boolean mine = here != null && here.thread == Thread.currentThread() && !here.passed;
        if (!mine || here.point != point || here.unitsBefore > 0) {
            return;
        }
        here.passed = true;
        here.reached.countDown();
        try {
            if (!here.goOn.await(2, TimeUnit.MINUTES)) {
                throw new AssertionError("Nobody let the first command go on.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The first command was interrupted.", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
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
