package io.sluice.example.benchmark.contest;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A table of the contestant's schema.
 *
 * @param name as the database writes it
 * @param columns in their order
 * @param types of the columns, for casts
 * @param key the places of the columns of the primary key
 * @param unique the places of the columns of each unique index, the primary key included
 */
record Table(String name, List<String> columns, List<String> types, List<Integer> key, List<List<Integer>> unique) {
    private static final Set<String> BINARY = Set.of("bytea", "BINARY VARYING", "BINARY LARGE OBJECT", "BINARY");

    /** All tables of the present schema. */
    static List<Table> all(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        List<Table> tables = new ArrayList<>();
        try (ResultSet row = data.getTables(
                connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (row.next()) {
                tables.add(read(data, connection, row.getString("TABLE_NAME")));
            }
        }
        return tables;
    }

    /** Everything that is in it. */
    List<Row> rows(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + name)) {
            while (row.next()) {
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    values.add(isBinary(i) ? row.getBytes(i + 1) : row.getString(i + 1));
                }
                rows.add(new Row(this, Collections.unmodifiableList(values)));
            }
        }
        return rows;
    }

    boolean isBinary(int column) {
        return BINARY.contains(types.get(column));
    }

    private static Table read(DatabaseMetaData data, Connection connection, String name) throws SQLException {
        String catalog = connection.getCatalog();
        String schema = connection.getSchema();
        List<String> columns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        try (ResultSet row = data.getColumns(catalog, schema, name, "%")) {
            while (row.next()) {
                columns.add(row.getString("COLUMN_NAME"));
                types.add(row.getString("TYPE_NAME"));
            }
        }
        Map<Integer, Integer> key = new TreeMap<>();
        try (ResultSet row = data.getPrimaryKeys(catalog, schema, name)) {
            while (row.next()) {
                key.put(row.getInt("KEY_SEQ"), columns.indexOf(row.getString("COLUMN_NAME")));
            }
        }
        Map<String, Set<Integer>> unique = new LinkedHashMap<>();
        try (ResultSet row = data.getIndexInfo(catalog, schema, name, true, true)) {
            while (row.next()) {
                int column = columns.indexOf(row.getString("COLUMN_NAME"));
                if (column >= 0) {
                    unique.computeIfAbsent(row.getString("INDEX_NAME"), index -> new TreeSet<>())
                            .add(column);
                }
            }
        }
        return new Table(
                name,
                List.copyOf(columns),
                List.copyOf(types),
                List.copyOf(key.values()),
                unique.values().stream().map(List::copyOf).toList());
    }
}
