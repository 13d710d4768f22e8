package io.sluice.example.benchmark.contest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The rows that one real promotion wrote, from which more of its kind are made: whatever the engine and its tables, a
 * promotion is told from another by identifiers that are UUIDs.
 *
 * @param rows that are there since it ran
 * @param own the identifiers that only it has
 */
record Template(List<Row> rows, Set<String> own) {
    static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** What an action leaves behind once the background has come to rest. Nobody else may be at work. */
    static Template of(DataSource source, Runnable action) {
        try {
            List<Row> before = settled(source);
            action.run();
            List<Row> after = settled(source);
            return difference(before, after);
        } catch (SQLException e) {
            throw new IllegalStateException("The rows of a promotion could not be read.", e);
        }
    }

    private static Template difference(List<Row> before, List<Row> after) {
        Map<String, Set<List<Object>>> known = new HashMap<>();
        before.forEach(row -> known.computeIfAbsent(row.table().name(), table -> new HashSet<>())
                .add(row.identity()));
        List<Row> added = after.stream()
                .filter(row -> !known.getOrDefault(row.table().name(), Set.of()).contains(row.identity()))
                .toList();
        Set<String> own = new HashSet<>();
        added.forEach(row -> own.addAll(identifiers(row)));
        before.forEach(row -> own.removeAll(identifiers(row)));
        return new Template(added, own);
    }

    private static Set<String> identifiers(Row row) {
        Set<String> found = new HashSet<>();
        for (Object value : row.values()) {
            if (value instanceof String text) {
                Matcher identifier = UUID.matcher(text);
                while (identifier.find()) {
                    found.add(identifier.group());
                }
            }
        }
        return found;
    }

    /** Reads everything, again and again until nothing was added for two seconds. */
    private static List<Row> settled(DataSource source) throws SQLException {
        List<Row> last = read(source);
        int still = 0;
        for (int i = 0; i < 60 && still < 4; i++) {
            LockSupport.parkNanos(500_000_000L);
            List<Row> next = read(source);
            still = next.size() == last.size() ? still + 1 : 0;
            last = next;
        }
        return last;
    }

    private static List<Row> read(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            List<Row> rows = new ArrayList<>();
            for (Table table : Table.all(connection)) {
                rows.addAll(table.rows(connection));
            }
            return rows;
        }
    }
}
