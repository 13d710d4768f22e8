package io.sluice.example.benchmark.contest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * What an engine asks the database while it has nothing to do: listens to it, and then asks the same again and again, all of
 * it one after the other, which is one look at everything.
 */
final class Poll {
    private static final long SECOND = 1_000_000_000L;

    /** Seconds after which it stops listening. */
    private static final int PATIENCE = 180;

    private final SqlCount count;
    private final DataSource source;

    /**
     * Listens there.
     *
     * @param source asked directly, so that nobody counts it
     */
    Poll(SqlCount count, DataSource source) {
        this.count = count;
        this.source = source;
    }

    /** Listens for a time, or longer until it heard something, to what is about one of the words, and then repeats it. */
    Answer measure(int seconds, int times, List<String> words) {
        Map<String, HeardStatements.Heard> looks = heard(seconds, words);
        looks.forEach((sql, heard) -> System.err.println("Heard " + heard.executions() + " times: " + sql));
        long[] nanos = new long[times];
        try (Connection connection = source.getConnection()) {
            for (int i = 0; i < times; i++) {
                long begun = System.nanoTime();
                for (Map.Entry<String, HeardStatements.Heard> look : looks.entrySet()) {
                    ask(connection, look.getKey(), look.getValue().parameters());
                }
                nanos[i] = System.nanoTime() - begun;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("What was heard could not be asked again.", e);
        }
        Arrays.sort(nanos);
        return Answer.empty()
                .with("statements", looks.size())
                .with(
                        "heard",
                        looks.values().stream()
                                .mapToInt(HeardStatements.Heard::executions)
                                .sum())
                .with("median", nanos[times / 2])
                .with("least", nanos[0])
                .with("most", nanos[times - 1]);
    }

    /** Some engines look once a minute only when they have had nothing to do for long. */
    private Map<String, HeardStatements.Heard> heard(int seconds, List<String> words) {
        HeardStatements listener = new HeardStatements();
        count.listen(Optional.of(listener));
        try {
            for (int i = 0; i < PATIENCE; i++) {
                LockSupport.parkNanos(SECOND);
                if (i + 1 >= seconds && !listener.about(words).isEmpty()) {
                    return listener.about(words);
                }
            }
        } finally {
            count.listen(Optional.empty());
        }
        throw new IllegalStateException("Nobody asked anything about " + words + ".");
    }

    private static void ask(Connection connection, String sql, List<HeardStatements.Parameter> parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.forEach(parameter -> parameter.giveTo(statement));
            try (ResultSet rows = statement.executeQuery()) {
                int found = 0;
                while (rows.next()) {
                    found++;
                }
                if (found > 0) {
                    throw new IllegalStateException("Somebody has something to do: " + sql);
                }
            }
        }
    }
}
