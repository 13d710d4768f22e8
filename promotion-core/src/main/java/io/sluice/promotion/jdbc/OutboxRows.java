package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage.About;
import io.sluice.promotion.jdbc.OutboxMessage.Outcome;
import io.sluice.promotion.jdbc.OutboxMessage.Receiver;
import io.sluice.promotion.jdbc.OutboxMessage.State;
import io.sluice.promotion.jdbc.OutboxMessage.Version;
import io.sluice.promotion.spi.NotificationKind;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The messages that wait to be sent. Internal: used by the entry package. */
public final class OutboxRows {
    private static final String INSERT = """
            INSERT INTO sluice_outbox (
                org_id, id, promotion_id, workspace_id, artifact_kind, artifact_id, version, kind, audience, facts,
                recipient, endpoint_id, channel, state, attempts, next_at, last_error, created_at, lease_owner)
            VALUES (
                :org, :id, :promotion, :workspace, :artifactKind, :artifactId, :version, :kind, :audience, :facts,
                :recipient, :endpoint, :channel, :state, :attempts, :nextAt, :lastError, :createdAt, :owner)""";

    private static final String COLUMNS = """
            org_id, id, promotion_id, workspace_id, artifact_kind, artifact_id, version, kind, audience, facts,
            recipient, endpoint_id, channel, state, attempts, next_at, last_error, created_at""";

    /** Ordered by all columns of the index, so that H2, too, reads and locks no more than it takes. */
    private static final String DUE = "SELECT " + COLUMNS + """

              FROM sluice_outbox
             WHERE state = 'READY' AND next_at <= :now
             ORDER BY state, next_at, id
             LIMIT :limit
               FOR UPDATE SKIP LOCKED""";

    private static final String TAKE = """
            UPDATE sluice_outbox SET lease_owner = :owner, next_at = :leaseUntil, attempts = attempts + 1
             WHERE org_id = :org AND id = :id""";

    /** COALESCE keeps the database from looking for the key among all that are or lately were ready. */
    private static final String SETTLE = """
            UPDATE sluice_outbox SET state = :state, next_at = :nextAt, last_error = :error, lease_owner = NULL
             WHERE org_id = :org AND id = :id AND lease_owner = :owner AND COALESCE(state, '') = 'READY'""";

    private static final String DEAD = "SELECT " + COLUMNS + """

              FROM sluice_outbox
             WHERE org_id = :org AND state = 'DEAD'
             ORDER BY created_at DESC, id DESC
             LIMIT :limit""";

    private static final String REVIVE = """
            UPDATE sluice_outbox SET state = 'READY', attempts = 0, next_at = :now, lease_owner = NULL
             WHERE org_id = :org AND id = :id AND state = 'DEAD'""";

    private static final String REVIVE_CHANNEL = """
            UPDATE sluice_outbox SET state = 'READY', attempts = 0, next_at = :now, lease_owner = NULL
             WHERE org_id = :org AND channel = :channel AND state = 'DEAD'""";

    private static final String REVIVE_ALL = """
            UPDATE sluice_outbox SET state = 'READY', attempts = 0, next_at = :now, lease_owner = NULL
             WHERE org_id = :org AND state = 'DEAD'""";

    private static final String OLDEST_READY = """
            SELECT MIN(next_at) AS due
              FROM sluice_outbox
             WHERE state = 'READY'""";

    private static final int LONGEST_ERROR = 1000;

    private final Sql sql;

    OutboxRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a message; refuses an id that is known with {@code object.exists}. */
    public void insert(OutboxMessage message) {
        sql.insertLater(INSERT, values(message));
    }

    /** Adds messages. */
    public void insertAll(List<OutboxMessage> messages) {
        sql.batch(INSERT, messages.stream().map(OutboxRows::values).toList());
    }

    /** Adds messages that are leased by one owner from the beginning, and returns them as they are then. */
    public List<OutboxMessage> insertLeased(String owner, Instant leaseUntil, List<OutboxMessage> messages) {
        Instant until = leaseUntil.truncatedTo(ChronoUnit.MICROS);
        List<OutboxMessage> leased =
                messages.stream().map(message -> message.leasedUntil(until)).toList();
        sql.batch(
                INSERT,
                leased.stream()
                        .map(message -> values(message).and("owner", owner))
                        .toList());
        return leased;
    }

    /**
     * Takes due messages of any organization for one owner until a moment, in which the owner says what became of them or
     * they fall due again. Call it inside a unit of work.
     *
     * @param owner names this lease; no other lease may ever have the same name while it lasts
     * @param now what is due now
     * @param leaseUntil until when nobody else takes them
     * @param limit how many at most
     */
    public List<OutboxMessage> lease(String owner, Instant now, Instant leaseUntil, int limit) {
        Instant until = leaseUntil.truncatedTo(ChronoUnit.MICROS);
        List<OutboxMessage> due = sql.lockAll(DUE, Values.none().and("now", now).and("limit", limit), OutboxRows::read);
        sql.batch(
                TAKE,
                due.stream()
                        .map(message -> Values.of(message.organization())
                                .and("id", message.id())
                                .and("owner", owner)
                                .and("leaseUntil", until))
                        .toList());
        return due.stream().map(message -> message.leasedUntil(until)).toList();
    }

    /** Writes down what became of leased messages, and returns those that nobody else has leased meanwhile. */
    public List<Outcome> settle(String owner, List<Outcome> outcomes) {
        int[] rows = sql.batch(
                SETTLE,
                outcomes.stream()
                        .map(outcome -> Values.of(outcome.message().organization())
                                .and("id", outcome.message().id())
                                .and("owner", owner)
                                .and("state", outcome.state())
                                .and("nextAt", outcome.nextAt())
                                .and("error", outcome.error().map(OutboxRows::storable)))
                        .toList());
        return IntStream.range(0, rows.length)
                .filter(i -> rows[i] == 1)
                .mapToObj(outcomes::get)
                .toList();
    }

    /** Messages that will not be sent, newest first. */
    public List<OutboxMessage> dead(OrganizationId organization, int limit) {
        return sql.list(DEAD, Values.of(organization).and("limit", limit), OutboxRows::read);
    }

    /** Makes a dead message ready again, as if it had never been tried; false when it is not dead. */
    public boolean revive(OrganizationId organization, String id, Instant now) {
        return sql.update(REVIVE, Values.of(organization).and("id", id).and("now", now)) == 1;
    }

    /** Makes all dead messages ready again, or those of a channel, and says how many that were. */
    public int reviveAll(OrganizationId organization, Optional<String> channel, Instant now) {
        Values values = Values.of(organization).and("now", now);
        return channel.map(name -> sql.update(REVIVE_CHANNEL, values.and("channel", name)))
                .orElseGet(() -> sql.update(REVIVE_ALL, values));
    }

    /** When the next message of any organization is or was due, leased ones when their lease ends; empty for none. */
    public Optional<Instant> oldestReady() {
        return sql.find(OLDEST_READY, Values.none(), row -> row.optionalInstant("due"))
                .flatMap(due -> due);
    }

    private static Values values(OutboxMessage message) {
        About about = message.about();
        return Values.of(message.organization())
                .and("id", message.id())
                .and("promotion", about.promotion())
                .and("workspace", about.workspace())
                .and(
                        "artifactKind",
                        about.version().map(version -> version.artifact().kind()))
                .and(
                        "artifactId",
                        about.version().map(version -> version.artifact().id()))
                .and("version", about.version().map(Version::label))
                .and("kind", message.kind())
                .and("audience", NotificationJson.write(message.audience()))
                .and("facts", NotificationJson.write(message.facts()))
                .and("recipient", message.receiver().flatMap(Receiver::person))
                .and("endpoint", message.receiver().flatMap(Receiver::endpoint))
                .and("channel", message.receiver().map(Receiver::channel))
                .and("state", message.state())
                .and("attempts", message.attempts())
                .and("nextAt", message.nextAt())
                .and("lastError", message.lastError().map(OutboxRows::storable))
                .and("createdAt", message.createdAt())
                .and("owner", Optional.empty());
    }

    /** Errors come from foreign code: PostgreSQL refuses NUL and turns half characters into question marks. */
    static String storable(String error) {
        StringBuilder text = new StringBuilder();
        error.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? '\uFFFD' : c)
                .limit(LONGEST_ERROR)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    private static OutboxMessage read(Row row) throws SQLException {
        return new OutboxMessage(
                row.organization(),
                row.text("id"),
                about(row),
                row.get("kind", NotificationKind::valueOf),
                row.get("audience", NotificationJson::readAudience),
                row.get("facts", NotificationJson::readFacts),
                receiver(row),
                row.get("state", State::valueOf),
                row.integer("attempts"),
                row.instant("next_at"),
                row.optionalText("last_error"),
                row.instant("created_at"));
    }

    private static About about(Row row) throws SQLException {
        Optional<Version> version = row.optionalText("artifact_id").isPresent()
                ? Optional.of(new Version(row.artifact(), row.get("version", VersionLabel::new)))
                : Optional.empty();
        return new About(
                row.optional("promotion_id", PromotionId::new),
                row.optional("workspace_id", WorkspaceId::new),
                version);
    }

    private static Optional<Receiver> receiver(Row row) throws SQLException {
        Optional<PersonId> person = row.optional("recipient", PersonId::new);
        Optional<String> endpoint = row.optionalText("endpoint_id");
        return row.optionalText("channel").map(channel -> new Receiver(channel, person, endpoint));
    }
}
