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
            int schema) {}

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
                   (SELECT MAX(version) FROM sluice_schema) AS schema_version""";

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
                                row.integer("schema_version")))
                .orElseThrow();
    }

    /** The newest schema script that this version of the library knows. */
    public static int knownSchema() {
        return SchemaScript.newest();
    }
}
