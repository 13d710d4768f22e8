package io.sluice.promotion.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of one organization as they are, read past the library. */
record Snapshot(Map<String, List<Map<String, @Nullable Object>>> tables) {
    /** What is read of each table, in an order that does not change. */
    private static final Map<String, String> QUERIES = queries();

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("promotion", """
                SELECT id, kind, artifact_id, version, digest, source_id, target_id, subject_hash, restores, status, phase,
                       revision, requested_by, ended_at, active_key, chain_seq, chain_hash, policy_revision
                  FROM sluice_promotion WHERE org_id = ? ORDER BY id""");
        queries.put("approval", """
                SELECT promotion_id, person, decision, subject_hash, decided_at
                  FROM sluice_approval WHERE org_id = ? ORDER BY promotion_id, decided_at""");
        queries.put("attempt", """
                SELECT promotion_id, step, fence, number, state, started_at
                  FROM sluice_attempt WHERE org_id = ? ORDER BY id""");
        queries.put("gate", """
                SELECT promotion_id, subject_hash, approvers, decided_at
                  FROM sluice_gate_record WHERE org_id = ? ORDER BY promotion_id""");
        queries.put("release", """
                SELECT id, workspace_id, artifact_id, sequence, digest, cause, promotion_id, live_from, live_until
                  FROM sluice_release WHERE org_id = ? ORDER BY workspace_id, artifact_id, sequence""");
        queries.put("target", """
                SELECT workspace_id, artifact_id, current, held_by, fence
                  FROM sluice_target WHERE org_id = ? ORDER BY workspace_id, artifact_id""");
        queries.put("task", """
                SELECT promotion_id, kind, due FROM sluice_task WHERE org_id = ? ORDER BY id""");
        queries.put("count", """
                SELECT (SELECT COUNT(*) FROM sluice_outbox o WHERE o.org_id = w.org_id) AS messages,
                       (SELECT COUNT(*) FROM sluice_audit_event e WHERE e.org_id = w.org_id) AS events,
                       (SELECT COUNT(*) FROM sluice_check_result c WHERE c.org_id = w.org_id) AS results
                  FROM sluice_organization w WHERE w.org_id = ?""");
        return queries;
    }

    static Snapshot of(DataSource database, String organization) {
        Map<String, List<Map<String, @Nullable Object>>> tables = new LinkedHashMap<>();
        try (Connection connection = database.getConnection()) {
            for (Map.Entry<String, String> query : QUERIES.entrySet()) {
                tables.put(query.getKey(), read(connection, query.getValue(), organization));
            }
        } catch (SQLException e) {
            throw new AssertionError("The rows could not be read.", e);
        }
        return new Snapshot(tables);
    }

    private static List<Map<String, @Nullable Object>> read(Connection connection, String query, String organization)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, organization);
            try (ResultSet result = statement.executeQuery()) {
                List<Map<String, @Nullable Object>> rows = new ArrayList<>();
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    for (int column = 1; column <= columns; column++) {
                        row.put(
                                result.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT),
                                result.getObject(column));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    List<Map<String, @Nullable Object>> rows(String table) {
        return tables.getOrDefault(table, List.of());
    }

    static String text(Map<String, @Nullable Object> row, String column) {
        return String.valueOf(row.get(column));
    }

    static long number(Map<String, @Nullable Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : -1;
    }
}
