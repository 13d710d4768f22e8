package io.sluice.promotion.jdbc;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.AuditMac;
import io.sluice.promotion.audit.CanonicalJson;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.audit.SealedTexts;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.InvalidInputException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The audit events, and the heads of the chains that no promotion keeps. Internal: used by the entry package. */
public final class AuditRows {
    private static final String INSERT = """
            INSERT INTO sluice_audit_event (
                org_id, chain, seq, type, at, actor, cause, subject_hash, data, previous_hash, hash, texts, salt, mac,
                mac_key)
            VALUES (
                :org, :chain, :seq, :type, :at, :actor, :cause, :subjectHash, :data, :previousHash, :hash, :texts,
                :salt, :mac, :macKey)""";

    /** What {@link #read} takes. */
    static final String COLUMNS = """
            org_id, chain, seq, type, at, actor, cause, subject_hash, data, previous_hash, hash, texts, salt, mac, mac_key,
            data_hash, leaf""";

    private static final String CHAIN = "SELECT " + COLUMNS + """

              FROM sluice_audit_event
             WHERE org_id = :org AND chain = :chain
             ORDER BY seq""";

    private static final String CHAIN_PAGE = "SELECT " + COLUMNS + """

              FROM sluice_audit_event
             WHERE org_id = :org AND chain = :chain AND seq > :after
             ORDER BY seq
             LIMIT :limit""";

    private static final String INSERT_HEAD = """
            INSERT INTO sluice_audit_chain (org_id, chain, seq, hash)
            VALUES (:org, :chain, :seq, :hash)""";

    private static final String LOCK_HEAD = """
            SELECT seq, hash
              FROM sluice_audit_chain
             WHERE org_id = :org AND chain = :chain
               FOR UPDATE""";

    private static final String UPDATE_HEAD = """
            UPDATE sluice_audit_chain SET seq = :seq, hash = :hash
             WHERE org_id = :org AND chain = :chain""";

    private final Sql sql;

    AuditRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds an event. */
    public void insert(AuditEvent event) {
        sql.insertLater(INSERT, values(event));
    }

    /** Adds events, of any number of chains. */
    public void insertAll(List<AuditEvent> events) {
        sql.batch(INSERT, events.stream().map(AuditRows::values).toList());
    }

    /** All events of a chain in order, also those that somebody tampered with. */
    public List<AuditEvent> chain(OrganizationId organization, String chain) {
        return sql.list(CHAIN, Values.of(organization).and("chain", chain), AuditRows::read);
    }

    /** Some events of a chain in order, behind that number. */
    public List<AuditEvent> chain(OrganizationId organization, String chain, long after, int limit) {
        return sql.list(
                CHAIN_PAGE,
                Values.of(organization).and("chain", chain).and("after", after).and("limit", limit),
                AuditRows::read);
    }

    /** The head of a chain, created when absent, locked until the unit of work ends. */
    public ChainHead lockHead(OrganizationId organization, String chain) {
        Values key = Values.of(organization).and("chain", chain);
        return sql.lock(LOCK_HEAD, key, AuditRows::readHead).orElseGet(() -> {
            sql.insertIfAbsent(INSERT_HEAD, head(organization, chain, ChainHead.EMPTY));
            return sql.lock(LOCK_HEAD, key, AuditRows::readHead).orElseThrow();
        });
    }

    /** Moves the head of a chain. */
    public void updateHead(OrganizationId organization, String chain, ChainHead head) {
        sql.updateOneLater(UPDATE_HEAD, head(organization, chain, head));
    }

    private static Values values(AuditEvent event) {
        return Values.of(event.organization())
                .and("chain", event.chain())
                .and("seq", event.seq())
                .and("type", event.type())
                .and("at", event.at())
                .and("actor", event.actor())
                .and("cause", event.cause())
                .and("subjectHash", event.subjectHash())
                .and("data", CanonicalJson.write(event.data()))
                .and("previousHash", event.previousHash())
                .and("hash", event.hash())
                .and("texts", event.beside().texts().map(kept -> Json.writeMap(kept.texts())))
                .and("salt", event.beside().texts().map(SealedTexts::salt))
                .and("mac", event.beside().mac().map(AuditMac::value))
                .and("macKey", event.beside().mac().map(AuditMac::keyId));
    }

    private static Values head(OrganizationId organization, String chain, ChainHead head) {
        return Values.of(organization)
                .and("chain", chain)
                .and("seq", head.seq())
                .and("hash", head.hash());
    }

    private static ChainHead readHead(Row row) throws SQLException {
        return new ChainHead(row.number("seq"), row.text("hash"));
    }

    static AuditEvent read(Row row) throws SQLException {
        return new AuditEvent(
                row.organization(),
                row.text("chain"),
                row.number("seq"),
                row.text("type"),
                row.instant("at"),
                row.text("actor"),
                row.optionalText("cause"),
                row.optionalText("subject_hash"),
                row.get("data", AuditRows::readData),
                row.text("previous_hash"),
                row.text("hash"),
                new AuditEvent.Beside(
                        readTexts(row),
                        readMac(row),
                        row.optional("leaf", Long::parseLong)
                                .map(OptionalLong::of)
                                .orElseGet(OptionalLong::empty),
                        row.optionalText("data_hash")));
    }

    private static Optional<AuditMac> readMac(Row row) throws SQLException {
        String value = row.optionalText("mac").orElse("");
        return row.optionalText("mac_key").map(key -> new AuditMac(key, value));
    }

    private static Optional<SealedTexts> readTexts(Row row) throws SQLException {
        Optional<String> texts = row.optionalText("texts");
        Optional<String> salt = row.optionalText("salt");
        return texts.isEmpty() && salt.isEmpty()
                ? Optional.empty()
                : Optional.of(new SealedTexts(salt.orElse(""), readTexts(texts.orElse("{}"))));
    }

    private static Map<String, String> readTexts(String json) {
        try {
            return Json.readTexts(json);
        } catch (IllegalStateException e) {
            return Map.of("unreadable", json);
        }
    }

    /** Data that was never written like this must still be shown; its hash gives it away. */
    private static Map<String, @Nullable Object> readData(String json) {
        try {
            return CanonicalJson.copyOf(Json.readObject(json));
        } catch (IllegalStateException | InvalidInputException e) {
            return Map.of("unreadable", json);
        }
    }
}
