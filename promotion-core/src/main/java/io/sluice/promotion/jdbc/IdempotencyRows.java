package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.ConflictException;
import java.time.Instant;
import java.util.Optional;

/** The answers that repeated commands get again. Internal: used by the entry package. */
public final class IdempotencyRows {
    /**
     * What a command did.
     *
     * @param operation which command
     * @param requestHash fingerprint of what was sent
     * @param objectId the object it made or changed
     */
    public record Entry(String operation, String requestHash, String objectId) {}

    private static final String INSERT = """
            INSERT INTO sluice_idempotency (org_id, idem_key, operation, request_hash, object_id, created_at)
            VALUES (:org, :key, :operation, :requestHash, :objectId, :at)""";

    private static final String FIND = """
            SELECT operation, request_hash, object_id
              FROM sluice_idempotency
             WHERE org_id = :org AND idem_key = :key""";

    private static final String DELETE_OLDER_THAN = """
            DELETE FROM sluice_idempotency
             WHERE (org_id, idem_key) IN (
                   SELECT org_id, idem_key
                     FROM sluice_idempotency
                    WHERE created_at < :moment
                    ORDER BY created_at
                    LIMIT :limit)""";

    private static final String NEWEST = """
            SELECT MAX(created_at) AS newest
              FROM sluice_idempotency""";

    private final Sql sql;

    IdempotencyRows(Sql sql) {
        this.sql = sql;
    }

    /** When the last command was carried out that is remembered. */
    public Optional<Instant> newest() {
        return sql.find(NEWEST, Values.none(), row -> row.optionalInstant("newest"))
                .flatMap(at -> at);
    }

    /** What the command with this key did, if it ran. */
    public Optional<Entry> find(OrganizationId organization, String key) {
        return sql.find(
                FIND,
                Values.of(organization).and("key", key),
                row -> new Entry(row.text("operation"), row.text("request_hash"), row.text("object_id")));
    }

    /** Remembers what a command did; refuses with {@code idempotency.race} when its twin was faster. */
    public void insert(OrganizationId organization, String key, Entry entry, Instant at) {
        if (!insertIfAbsent(organization, key, entry, at)) {
            throw new ConflictException("idempotency.race", "The same command with the same key was faster.");
        }
    }

    /** Remembers what a command is about to do, unless a command with this key ran; says whether it did. */
    public boolean insertIfAbsent(OrganizationId organization, String key, Entry entry, Instant at) {
        Values values = Values.of(organization)
                .and("key", key)
                .and("operation", entry.operation())
                .and("requestHash", entry.requestHash())
                .and("objectId", entry.objectId())
                .and("at", at);
        return sql.insertIfAbsent(INSERT, values);
    }

    /** Forgets what is older, of any organization; returns how many entries. */
    public int deleteOlderThan(Instant moment, int limit) {
        return sql.update(DELETE_OLDER_THAN, Values.none().and("moment", moment).and("limit", limit));
    }
}
