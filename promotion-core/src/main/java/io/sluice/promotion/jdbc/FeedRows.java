package io.sluice.promotion.jdbc;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.identity.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What programs have taken of the log of events. Internal: used by the entry package. */
public final class FeedRows {
    /** How far a reader is in the log of an organization. */
    public record Position(OrganizationId organization, long taken, int failures) {}

    private static final String SINCE = """
            SELECT MIN(since) AS since
              FROM sluice_feed_position
             WHERE reader = :reader""";

    private static final String UNKNOWN = """
            SELECT t.org_id
              FROM sluice_audit_tree t
             WHERE NOT EXISTS (SELECT 1 FROM sluice_feed_position p WHERE p.org_id = t.org_id AND p.reader = :reader)
             ORDER BY t.org_id""";

    /** Begins with the first event since the reader was first seen, or behind the last one. */
    private static final String INSERT_POSITION = """
            INSERT INTO sluice_feed_position (org_id, reader, since, taken, failures, next_at)
            SELECT t.org_id, :reader, :since, COALESCE(
                       (SELECT MIN(e.leaf)
                          FROM sluice_audit_event e
                         WHERE e.org_id = t.org_id AND e.leaf IS NOT NULL AND e.at >= :since), t.tree_size),
                   0, :now
              FROM sluice_audit_tree t
             WHERE t.org_id = :org""";

    private static final String DUE = """
            SELECT p.org_id, p.taken, p.failures
              FROM sluice_feed_position p
              JOIN sluice_audit_tree t ON t.org_id = p.org_id
             WHERE p.reader = :reader AND p.next_at <= :now AND p.taken < t.tree_size
             ORDER BY p.org_id""";

    private static final String LEASE = """
            UPDATE sluice_feed_position SET next_at = :until
             WHERE org_id = :org AND reader = :reader AND taken = :taken AND next_at <= :now""";

    private static final String TAKEN = """
            UPDATE sluice_feed_position SET taken = taken + 1, failures = 0, last_error = NULL, next_at = :until
             WHERE org_id = :org AND reader = :reader AND taken = :taken""";

    private static final String FAILED = """
            UPDATE sluice_feed_position SET failures = failures + 1, last_error = :error, next_at = :until
             WHERE org_id = :org AND reader = :reader AND taken = :taken""";

    private static final String GIVE_BACK = """
            UPDATE sluice_feed_position SET next_at = :now
             WHERE org_id = :org AND reader = :reader AND taken = :taken AND failures = 0""";

    private static final String EVENTS = "SELECT " + AuditRows.COLUMNS + """

              FROM sluice_audit_event
             WHERE org_id = :org AND leaf >= :taken AND leaf < :end
             ORDER BY leaf""";

    private final Sql sql;

    FeedRows(Sql sql) {
        this.sql = sql;
    }

    /** When a reader was first seen, if it was. */
    public Optional<Instant> since(String reader) {
        return sql.find(SINCE, Values.none().and("reader", reader), row -> row.optionalInstant("since"))
                .flatMap(since -> since);
    }

    /** Organizations whose log the reader has not begun. */
    public List<OrganizationId> unknown(String reader) {
        return sql.list(UNKNOWN, Values.none().and("reader", reader), Row::organization);
    }

    /** Begins a log, unless another node did. */
    public void begin(OrganizationId organization, String reader, Instant since, Instant now) {
        sql.insertIfAbsent(
                INSERT_POSITION,
                Values.of(organization)
                        .and("reader", reader)
                        .and("since", since)
                        .and("now", now));
    }

    /** Where there is something to take that nobody is taking. */
    public List<Position> due(String reader, Instant now) {
        return sql.list(
                DUE,
                Values.none().and("reader", reader).and("now", now),
                row -> new Position(row.organization(), row.number("taken"), row.integer("failures")));
    }

    /** Whether the caller may hand over until then; nobody else does meanwhile. */
    public boolean lease(String reader, Position position, Instant now, Instant until) {
        return sql.update(LEASE, at(reader, position).and("now", now).and("until", until)) == 1;
    }

    /** One more is taken; false when somebody else has taken over. */
    public boolean taken(String reader, Position position, Instant until) {
        return sql.update(TAKEN, at(reader, position).and("until", until)) == 1;
    }

    /** One was not taken. */
    public void failed(String reader, Position position, Instant until, String error) {
        sql.update(FAILED, at(reader, position).and("until", until).and("error", OutboxRows.storable(error)));
    }

    /** Ends a lease early. */
    public void giveBack(String reader, Position position, Instant now) {
        sql.update(GIVE_BACK, at(reader, position).and("now", now));
    }

    /** The next events of a log. */
    public List<AuditEvent> events(Position position, int limit) {
        return sql.list(
                EVENTS,
                Values.of(position.organization())
                        .and("taken", position.taken())
                        .and("end", position.taken() + limit),
                AuditRows::read);
    }

    private static Values at(String reader, Position position) {
        return Values.of(position.organization()).and("reader", reader).and("taken", position.taken());
    }
}
