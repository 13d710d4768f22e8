package io.sluice.promotion.jdbc;

import java.time.Instant;
import java.util.Optional;

/** What monitoring counts, over all organizations, each number through an index. Internal: used by the entry package. */
public final class MonitorRows {
    /** Counts and oldest moments at one time. */
    public record Counts(
            long open,
            long asked,
            long overdue,
            long repairs,
            long messages,
            Optional<Instant> oldestMessage,
            long deadLetters,
            Optional<Instant> oldestUnnumbered,
            Optional<Instant> oldestUnsigned,
            long failingSinks,
            long failingReaders,
            int schema,
            Optional<Instant> oldestOpen,
            Optional<Instant> oldestHeld,
            long reconciling,
            long unsatisfiable,
            long failingArchives,
            long standingStill) {}

    private static final String COUNTS = """
            SELECT (SELECT COUNT(*) FROM sluice_promotion WHERE ended_at IS NULL) AS open_promotions,
                   (SELECT COUNT(*) FROM sluice_task WHERE kind = 'APPROVAL') AS asked,
                   (SELECT COUNT(*) FROM sluice_task WHERE kind = 'APPROVAL' AND due < :now) AS overdue,
                   (SELECT COUNT(*) FROM sluice_task WHERE kind = 'REPAIR') AS repairs,
                   (SELECT COUNT(*) FROM sluice_outbox WHERE state = 'READY') AS messages,
                   (SELECT MIN(next_at) FROM sluice_outbox WHERE state = 'READY') AS oldest_message,
                   (SELECT COUNT(*) FROM sluice_outbox WHERE state = 'DEAD') AS dead_letters,
                   (SELECT MIN(e.at)
                      FROM sluice_organization o
                      JOIN sluice_audit_event e ON e.org_id = o.org_id
                     WHERE e.leaf IS NULL) AS oldest_unnumbered,
                   (SELECT MIN(e.at)
                      FROM sluice_audit_tree t
                      JOIN sluice_audit_event e
                        ON e.org_id = t.org_id
                       AND e.leaf = COALESCE(
                               (SELECT MAX(c.tree_size) FROM sluice_checkpoint c WHERE c.org_id = t.org_id), 0)
                   ) AS oldest_unsigned,
                   (SELECT COUNT(*) FROM sluice_checkpoint_sink WHERE failures > 0) AS failing_sinks,
                   (SELECT COUNT(*) FROM sluice_feed_position WHERE failures > 0) AS failing_readers,
                   (SELECT MAX(version) FROM sluice_schema) AS schema_version,
                   (SELECT MIN(requested_at) FROM sluice_promotion WHERE ended_at IS NULL) AS oldest_open,
                   (SELECT MIN(g.decided_at)
                      FROM sluice_promotion p
                      JOIN sluice_gate_record g ON g.org_id = p.org_id AND g.promotion_id = p.id
                     WHERE p.ended_at IS NULL
                       AND p.phase IN ('DEPLOYING', 'VERIFYING', 'ROLLING_BACK', 'RECONCILING', 'REPAIRING')
                   ) AS oldest_held,
                   (SELECT COUNT(*) FROM sluice_promotion WHERE ended_at IS NULL AND phase = 'RECONCILING') AS reconciling,
                   (SELECT COUNT(*) FROM sluice_unsatisfiable) AS unsatisfiable,
                   (SELECT COUNT(*) FROM sluice_archive WHERE next_at IS NOT NULL AND failures > 0) AS failing_archives,
                   (SELECT COUNT(*) FROM sluice_safe_mode WHERE active_key = 'on') AS standing_still""";

    private final Sql sql;

    MonitorRows(Sql sql) {
        this.sql = sql;
    }

    /** One statement. */
    public Counts counts(Instant now) {
        return sql.find(
                        COUNTS,
                        Values.none().and("now", now),
                        row -> new Counts(
                                row.number("open_promotions"),
                                row.number("asked"),
                                row.number("overdue"),
                                row.number("repairs"),
                                row.number("messages"),
                                row.optionalInstant("oldest_message"),
                                row.number("dead_letters"),
                                row.optionalInstant("oldest_unnumbered"),
                                row.optionalInstant("oldest_unsigned"),
                                row.number("failing_sinks"),
                                row.number("failing_readers"),
                                row.integer("schema_version"),
                                row.optionalInstant("oldest_open"),
                                row.optionalInstant("oldest_held"),
                                row.number("reconciling"),
                                row.number("unsatisfiable"),
                                row.number("failing_archives"),
                                row.number("standing_still")))
                .orElseThrow();
    }

    /** The newest schema script that this version of the library knows. */
    public static int knownSchema() {
        return SchemaScript.newest();
    }
}
