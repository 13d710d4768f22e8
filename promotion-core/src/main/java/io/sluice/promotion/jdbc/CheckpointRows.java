package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signed checkpoints of logs, and which sinks have them. Internal: used by the packages above. */
public final class CheckpointRows {
    /** A signed checkpoint. */
    public record Signed(long size, String note, Instant at) {}

    /** How a sink fares: it has every checkpoint up to this size. */
    public record Delivery(String sink, long delivered, int failures, Instant nextAt, Optional<String> lastError) {}

    private static final String UNSIGNED = """
            SELECT t.org_id
              FROM sluice_audit_tree t
             WHERE t.tree_size > 0
               AND NOT EXISTS (SELECT 1 FROM sluice_checkpoint c
                                WHERE c.org_id = t.org_id AND c.tree_size >= t.tree_size)
             ORDER BY t.org_id""";

    private static final String UNDELIVERED = """
            SELECT DISTINCT s.org_id
              FROM sluice_checkpoint_sink s
             WHERE s.next_at <= :now
               AND EXISTS (SELECT 1 FROM sluice_checkpoint c WHERE c.org_id = s.org_id AND c.tree_size > s.delivered)
             ORDER BY s.org_id""";

    private static final String INSERT = """
            INSERT INTO sluice_checkpoint (org_id, tree_size, note, signed_at)
            VALUES (:org, :size, :note, :at)""";

    private static final String NEWEST = """
            SELECT tree_size, note, signed_at
              FROM sluice_checkpoint
             WHERE org_id = :org
             ORDER BY tree_size DESC
             LIMIT 1""";

    private static final String AFTER = """
            SELECT tree_size, note, signed_at
              FROM sluice_checkpoint
             WHERE org_id = :org AND tree_size > :size
             ORDER BY tree_size
             LIMIT :limit""";

    private static final String INSERT_DELIVERY = """
            INSERT INTO sluice_checkpoint_sink (org_id, sink, delivered, failures, next_at)
            VALUES (:org, :sink, 0, 0, :nextAt)""";

    private static final String DELIVERIES = """
            SELECT sink, delivered, failures, next_at, last_error
              FROM sluice_checkpoint_sink
             WHERE org_id = :org
             ORDER BY sink""";

    private static final String LEASE_DELIVERY = """
            UPDATE sluice_checkpoint_sink SET next_at = :until
             WHERE org_id = :org AND sink = :sink AND next_at <= :now""";

    private static final String UPDATE_DELIVERY = """
            UPDATE sluice_checkpoint_sink
               SET delivered = :delivered, failures = :failures, next_at = :nextAt, last_error = :lastError
             WHERE org_id = :org AND sink = :sink AND delivered <= :delivered""";

    private final Sql sql;

    CheckpointRows(Sql sql) {
        this.sql = sql;
    }

    /** The organizations whose log has grown since its newest checkpoint. */
    public List<OrganizationId> unsigned() {
        return sql.list(UNSIGNED, Values.none(), Row::organization);
    }

    /** The organizations with a sink that lacks a checkpoint and may be tried again. */
    public List<OrganizationId> undelivered(Instant now) {
        return sql.list(UNDELIVERED, Values.none().and("now", now), Row::organization);
    }

    /** Adds a checkpoint unless there is one of that size, which is the same. */
    public void insertIfAbsent(OrganizationId organization, Signed checkpoint) {
        sql.insertIfAbsent(
                INSERT,
                Values.of(organization)
                        .and("size", checkpoint.size())
                        .and("note", checkpoint.note())
                        .and("at", checkpoint.at()));
    }

    /** The newest checkpoint. */
    public Optional<Signed> newest(OrganizationId organization) {
        return sql.find(NEWEST, Values.of(organization), CheckpointRows::read);
    }

    /** The checkpoints of more events than that, the smallest first. */
    public List<Signed> after(OrganizationId organization, long size, int limit) {
        return sql.list(AFTER, Values.of(organization).and("size", size).and("limit", limit), CheckpointRows::read);
    }

    /** How the sinks of an organization fare. */
    public List<Delivery> deliveries(OrganizationId organization) {
        return sql.list(
                DELIVERIES,
                Values.of(organization),
                row -> new Delivery(
                        row.text("sink"),
                        row.number("delivered"),
                        row.integer("failures"),
                        row.instant("next_at"),
                        row.optionalText("last_error")));
    }

    /** Makes sure that a sink is known. */
    public void insertIfAbsent(OrganizationId organization, String sink, Instant now) {
        sql.insertIfAbsent(
                INSERT_DELIVERY, Values.of(organization).and("sink", sink).and("nextAt", now));
    }

    /** Whether the caller may deliver to a sink until then; nobody else does meanwhile. */
    public boolean lease(OrganizationId organization, String sink, Instant now, Instant until) {
        Values values =
                Values.of(organization).and("sink", sink).and("now", now).and("until", until);
        return sql.update(LEASE_DELIVERY, values) == 1;
    }

    /** Notes how a sink fares; false when it is known to have more already. */
    public boolean update(OrganizationId organization, Delivery delivery) {
        Values values = Values.of(organization)
                .and("sink", delivery.sink())
                .and("delivered", delivery.delivered())
                .and("failures", delivery.failures())
                .and("nextAt", delivery.nextAt())
                .and("lastError", delivery.lastError());
        return sql.update(UPDATE_DELIVERY, values) == 1;
    }

    private static Signed read(Row row) throws SQLException {
        return new Signed(row.number("tree_size"), row.text("note"), row.instant("signed_at"));
    }
}
