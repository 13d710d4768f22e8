package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.GateRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The calls of the deployer, and the decisions of the gate that allowed them. Internal: used by the entry package.
 */
public final class AttemptRows {
    private static final String INSERT = """
            INSERT INTO sluice_attempt (
                org_id, id, promotion_id, step, fence, number, item, state, message, started_at, finished_at)
            VALUES (:org, :id, :promotion, :step, :fence, :number, :item, :state, :message, :startedAt, :finishedAt)""";

    private static final String UPDATE = """
            UPDATE sluice_attempt SET state = :state, message = :message, finished_at = :finishedAt
             WHERE org_id = :org AND id = :id""";

    private static final String LIST = """
            SELECT org_id, id, promotion_id, step, fence, number, item, state, message, started_at, finished_at
              FROM sluice_attempt
             WHERE org_id = :org AND promotion_id = :promotion""";

    private static final String LIST_OLDEST_FIRST = LIST + " ORDER BY started_at, id";

    private static final String INSERT_GATE_RECORD = """
            INSERT INTO sluice_gate_record (
                org_id, promotion_id, subject_hash, policy_revision, approvers, checks, decided_at, bypass_id)
            VALUES (
                :org, :promotion, :subjectHash, :policyRevision, :approvers, :checks, :decidedAt, :bypass)""";

    private static final String GATE_RECORD = """
            SELECT org_id, promotion_id, subject_hash, policy_revision, approvers, checks, decided_at, bypass_id
              FROM sluice_gate_record
             WHERE org_id = :org AND promotion_id = :promotion""";

    private final Sql sql;

    AttemptRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds an attempt, before the call begins. */
    public void insert(Attempt attempt) {
        sql.insertLater(
                INSERT,
                result(attempt)
                        .and("promotion", attempt.promotion())
                        .and("step", attempt.step())
                        .and("fence", attempt.fence())
                        .and("number", attempt.number())
                        .and("item", attempt.item())
                        .and("startedAt", attempt.startedAt()));
    }

    /** Writes what became of an attempt. */
    public void update(Attempt attempt) {
        sql.updateOneLater(UPDATE, result(attempt));
    }

    /** All attempts of a promotion, oldest first. */
    public List<Attempt> list(OrganizationId organization, PromotionId promotion) {
        return listRead(organization, promotion).value();
    }

    /** The question for the attempts of a promotion. */
    public Read<List<Attempt>> listRead(OrganizationId organization, PromotionId promotion) {
        Values values = Values.of(organization).and("promotion", promotion);
        return sql.read(LIST_OLDEST_FIRST, values, AttemptRows::read, rows -> rows);
    }

    /** Adds the record that the gate was open; refuses a second one with {@code object.exists}. */
    public void insertGateRecord(GateRecord record) {
        sql.insertLater(
                INSERT_GATE_RECORD,
                Values.of(record.organization())
                        .and("promotion", record.promotion())
                        .and("subjectHash", record.subjectHash())
                        .and("policyRevision", record.policyRevision())
                        .and("approvers", Json.writeList(record.approvers()))
                        .and("checks", Json.writeList(record.checks()))
                        .and("decidedAt", record.decidedAt())
                        .and("bypass", record.bypass()));
    }

    /** The record that the gate was open, if it was. */
    public Optional<GateRecord> gateRecord(OrganizationId organization, PromotionId promotion) {
        return gateRecordRead(organization, promotion).value();
    }

    /** The question for the record that the gate was open. */
    public Read<Optional<GateRecord>> gateRecordRead(OrganizationId organization, PromotionId promotion) {
        return sql.findRead(
                GATE_RECORD,
                Values.of(organization).and("promotion", promotion),
                row -> new GateRecord(
                        row.organization(),
                        row.get("promotion_id", PromotionId::new),
                        row.text("subject_hash"),
                        row.integer("policy_revision"),
                        Json.readList(row.text("approvers"), PersonId::new),
                        Json.readList(row.text("checks"), check -> check),
                        row.instant("decided_at"),
                        row.optionalText("bypass_id")));
    }

    private static Values result(Attempt attempt) {
        return Values.of(attempt.organization())
                .and("id", attempt.id())
                .and("state", attempt.state())
                .and("message", attempt.message())
                .and("finishedAt", attempt.finishedAt());
    }

    private static Attempt read(Row row) throws SQLException {
        return new Attempt(
                row.organization(),
                row.text("id"),
                row.get("promotion_id", PromotionId::new),
                row.get("step", Attempt.Step::valueOf),
                row.number("fence"),
                row.integer("number"),
                row.integer("item"),
                row.get("state", Attempt.State::valueOf),
                row.text("message"),
                row.instant("started_at"),
                row.optionalInstant("finished_at"));
    }
}
