package io.sluice.example.benchmark.contest;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * No engine at all: writes as many business rows in as many transactions as Sluice does, and nothing else. Nobody who keeps
 * the same record can be faster. Three transactions belong to people; the others are done by the same number of threads
 * as do the outside work of an engine, handed over in memory.
 */
public final class JdbcLimit implements Contestant {
    private static final String TEXT = "what the row says ".repeat(12);
    private static final int OF_PEOPLE = 3;

    private final DataSource source;
    private final Hints hints;
    private final int transactions;
    private final int rows;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final ExecutorService hands = Executors.newFixedThreadPool(Workers.HANDS);

    private JdbcLimit(DataSource source, Hints hints, int transactions, int rows) {
        this.source = source;
        this.hints = hints;
        this.transactions = transactions;
        this.rows = rows;
    }

    /** Options: {@code transactions} and {@code rows} of one promotion. */
    public static void main(String[] arguments) throws IOException {
        Child.serve(arguments, new SqlCount("limit_"), JdbcLimit::open);
    }

    static JdbcLimit open(Database database, DataSource source, Hints hints, Map<String, String> options) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS limit_promotion (id VARCHAR(64) PRIMARY KEY,"
                    + " revision INTEGER NOT NULL, changed TIMESTAMP NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS limit_row (promotion VARCHAR(64) NOT NULL,"
                    + " number INTEGER NOT NULL, said VARCHAR(400) NOT NULL, at TIMESTAMP NOT NULL,"
                    + " PRIMARY KEY (promotion, number))");
        } catch (SQLException e) {
            throw new IllegalStateException("The tables could not be made.", e);
        }
        return new JdbcLimit(
                source,
                hints,
                Math.max(OF_PEOPLE + 2, Integer.parseInt(options.getOrDefault("transactions", "22"))),
                Integer.parseInt(options.getOrDefault("rows", "25")));
    }

    @Override
    public String request() {
        String promotion = UUID.randomUUID().toString();
        transact(promotion, 0);
        int checks = (transactions - OF_PEOPLE) / 2;
        hands.execute(() -> {
            background(promotion, 1, 1 + checks);
            asked.add(promotion);
            hints.moved(promotion);
        });
        return promotion;
    }

    @Override
    public boolean approve(String promotion) {
        if (!asked.remove(promotion)) {
            return false;
        }
        int checks = (transactions - OF_PEOPLE) / 2;
        transact(promotion, 1 + checks);
        transact(promotion, 2 + checks);
        hands.execute(() -> {
            background(promotion, OF_PEOPLE + checks, transactions);
            done.add(promotion);
            hints.moved(promotion);
        });
        return true;
    }

    @Override
    public boolean isFinished(String promotion) {
        return done.remove(promotion);
    }

    @Override
    public int queue() {
        return 0;
    }

    private void background(String promotion, int from, int to) {
        for (int i = from; i < to; i++) {
            transact(promotion, i);
        }
    }

    /** One of the transactions: locks and moves the promotion, and writes its share of the rows in one batch. */
    private void transact(String promotion, int number) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            Timestamp now = Timestamp.from(Instant.now());
            String move = number == 0
                    ? "INSERT INTO limit_promotion (revision, changed, id) VALUES (?, ?, ?)"
                    : "UPDATE limit_promotion SET revision = ?, changed = ? WHERE id = ?";
            try (PreparedStatement statement = connection.prepareStatement(move)) {
                statement.setInt(1, number);
                statement.setTimestamp(2, now);
                statement.setString(3, promotion);
                statement.executeUpdate();
            }
            int first = rows * number / transactions;
            int end = rows * (number + 1) / transactions;
            if (end > first) {
                write(connection, promotion, now, first, end);
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException("The limit failed.", e);
        }
    }

    private static void write(Connection connection, String promotion, Timestamp now, int first, int end)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO limit_row (promotion, number, said, at) VALUES (?, ?, ?, ?)")) {
            for (int i = first; i < end; i++) {
                statement.setString(1, promotion);
                statement.setInt(2, i);
                statement.setString(3, TEXT);
                statement.setTimestamp(4, now);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public void close() {
        hands.shutdown();
        try {
            hands.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
