package io.sluice.promotion.spring.rest.matrix;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * All rows of all tables, Sluice's and the engine's.
 *
 * @param tables name to rows, as text, in order
 */
record Snapshot(Map<String, List<String>> tables) {
    /** The numbers that an engine hands out come in blocks, whether something becomes of them or not. */
    private static final Set<String> COUNTERS = Set.of("ACT_GE_PROPERTY", "ACT_RU_METER_LOG");

    static Snapshot of(DataSource database) {
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : names(statement)) {
                tables.put(table, rows(statement, table));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Snapshot(tables);
    }

    /** The tables in which something else stands now. */
    Set<String> changedSince(Snapshot before) {
        Set<String> changed = new TreeSet<>();
        tables.forEach((table, rows) -> {
            if (!rows.equals(before.tables().get(table))) {
                changed.add(table);
            }
        });
        return changed;
    }

    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'")) {
            while (row.next()) {
                if (!COUNTERS.contains(row.getString(1))) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    text.append(row.getString(column)).append('\n');
                }
                rows.add(text.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
