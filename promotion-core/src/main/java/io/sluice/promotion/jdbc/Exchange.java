package io.sluice.promotion.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Statements that go to the database together. PostgreSQL takes them as one text and carries them out in order, each on
 * what is committed when its turn comes: what stands behind a lock is read under the lock. H2 takes one at a time.
 */
final class Exchange {
    /** What is done with the answer to one statement. */
    interface Answer {
        void take(PreparedStatement executed) throws SQLException;
    }

    record Part(String statement, Values values, Answer answer) {}

    private record Place(String statement, int index) {}

    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([A-Za-z]\\w*)");
    private static final int MOST_REMEMBERED = 4_096;

    private final Dialect dialect;
    private final Map<Place, String> placed = new ConcurrentHashMap<>();

    Exchange(Dialect dialect) {
        this.dialect = dialect;
    }

    void make(Handle handle, List<Part> parts) {
        if (parts.size() == 1 || dialect == Dialect.POSTGRESQL) {
            together(handle, parts);
        } else {
            parts.forEach(part -> together(handle, List.of(part)));
        }
    }

    /** The rows that the present answer consists of. */
    static ResultSet rows(PreparedStatement executed) throws SQLException {
        ResultSet rows = executed.getResultSet();
        if (rows == null) {
            throw new SQLException("A query was answered without rows.");
        }
        return rows;
    }

    private void together(Handle handle, List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : ";\n").append(placed(parts.get(i).statement(), i));
        }
        try (Query query = handle.createQuery(text.toString())) {
            for (int i = 0; i < parts.size(); i++) {
                String suffix = suffix(i);
                parts.get(i).values().forEach((name, value) -> query.bind(name + suffix, value));
            }
            query.execute((executing, context) -> {
                PreparedStatement executed = executing.get();
                for (int i = 0; i < parts.size(); i++) {
                    if (i > 0) {
                        executed.getMoreResults();
                    }
                    parts.get(i).answer().take(executed);
                }
                return parts.size();
            });
        }
    }

    /** The same statement with parameters that no other part of the text has. */
    private String placed(String statement, int index) {
        if (index == 0) {
            return statement;
        }
        if (placed.size() > MOST_REMEMBERED) {
            placed.clear();
        }
        return placed.computeIfAbsent(
                new Place(statement, index),
                place -> PARAMETER.matcher(place.statement()).replaceAll(":$1" + suffix(place.index())));
    }

    private static String suffix(int index) {
        return index == 0 ? "" : "_" + index;
    }
}
