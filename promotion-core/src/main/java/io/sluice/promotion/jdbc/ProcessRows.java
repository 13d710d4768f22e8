package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.process.Certificate;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.process.TraceEntry;
import io.sluice.promotion.process.TraceEntry.Kind;
import io.sluice.promotion.process.Waiver;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Proofs of process definitions, waivers, and where promotions came through. Internal: used by the packages above. */
public final class ProcessRows {
    private static final String CERTIFY = """
            INSERT INTO sluice_process_certificate (
                org_id, id, process, version, digest, workspace_id, policy_revision, rules, verdict, stages, checks,
                states, millis, findings, certified_by, certified_at)
            VALUES (:org, :id, :process, :version, :digest, :workspace, :revision, :rules, :verdict, :stages, :checks,
                :states, :millis, :findings, :by, :at)""";

    private static final String CERTIFICATES = """
            SELECT org_id, id, process, version, digest, workspace_id, policy_revision, rules, verdict, stages, checks,
                   states, millis, findings, certified_by, certified_at
              FROM sluice_process_certificate
             WHERE org_id = :org AND process = :process
             ORDER BY id DESC""";

    private static final String WAIVE = """
            INSERT INTO sluice_process_waiver (org_id, id, finding, digest, reason, ends_at, granted_by, granted_at)
            VALUES (:org, :id, :finding, :digest, :reason, :until, :by, :at)""";

    private static final String WAIVERS = """
            SELECT org_id, id, finding, digest, reason, ends_at, granted_by, granted_at, revoked_by, revoked_at
              FROM sluice_process_waiver
             WHERE org_id = :org""";

    private static final String WAIVERS_NEWEST_FIRST = WAIVERS + " ORDER BY id DESC";
    private static final String WAIVER = WAIVERS + " AND id = :id";

    private static final String REVOKE = """
            UPDATE sluice_process_waiver SET revoked_by = :by, revoked_at = :at
             WHERE org_id = :org AND id = :id AND revoked_at IS NULL""";

    private static final String TRACE = """
            INSERT INTO sluice_promotion_trace (org_id, promotion_id, id, process, version, own, at, steps)
            VALUES (:org, :promotion, :id, :process, :version, :own, :at, :steps)""";

    private static final String TRACES = """
            SELECT process, version, own, at, steps
              FROM sluice_promotion_trace
             WHERE org_id = :org AND promotion_id = :promotion
             ORDER BY id""";

    private final Sql sql;

    ProcessRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a certificate. */
    public void insert(Certificate certificate) {
        ProcessProof proof = certificate.proof();
        sql.insert(
                CERTIFY,
                Values.of(certificate.organization())
                        .and("id", certificate.id())
                        .and("process", proof.process())
                        .and("version", proof.version())
                        .and("digest", proof.digest())
                        .and("workspace", certificate.workspace())
                        .and("revision", boxed(certificate.revision()))
                        .and("rules", proof.rules())
                        .and("verdict", proof.verdict())
                        .and("stages", Json.writeList(proof.stages()))
                        .and("checks", proof.checks())
                        .and("states", proof.states())
                        .and("millis", proof.millis())
                        .and("findings", FindingJson.write(proof.findings()))
                        .and("by", certificate.by())
                        .and("at", certificate.at()));
    }

    /** The certificates of all versions of a process, the newest first. */
    public List<Certificate> certificates(OrganizationId organization, String process) {
        return sql.list(CERTIFICATES, Values.of(organization).and("process", process), ProcessRows::certificate);
    }

    /** Adds a waiver. */
    public void insert(Waiver waiver) {
        sql.insert(
                WAIVE,
                Values.of(waiver.organization())
                        .and("id", waiver.id())
                        .and("finding", waiver.finding())
                        .and("digest", waiver.digest())
                        .and("reason", waiver.reason())
                        .and("until", waiver.until())
                        .and("by", waiver.grantedBy())
                        .and("at", waiver.grantedAt()));
    }

    /** All waivers, also those that no longer count, the newest first. */
    public List<Waiver> waivers(OrganizationId organization) {
        return sql.list(WAIVERS_NEWEST_FIRST, Values.of(organization), ProcessRows::waiver);
    }

    /** One waiver. */
    public Optional<Waiver> waiver(OrganizationId organization, String id) {
        return sql.find(WAIVER, Values.of(organization).and("id", id), ProcessRows::waiver);
    }

    /** Takes a waiver back; false when somebody has done so already. */
    public boolean revoke(OrganizationId organization, String id, PersonId by, Instant at) {
        return sql.update(
                        REVOKE,
                        Values.of(organization).and("id", id).and("by", by).and("at", at))
                == 1;
    }

    /** Adds what a process did in one transaction. */
    public void trace(OrganizationId organization, PromotionId promotion, String id, TraceEntry entry) {
        sql.insertLater(TRACE, values(organization, promotion, id, entry));
    }

    /** Adds what several processes did in one transaction, under these ids. */
    public void trace(OrganizationId organization, Map<PromotionId, TraceEntry> entries, Supplier<String> ids) {
        sql.batch(
                TRACE,
                entries.entrySet().stream()
                        .map(each -> values(organization, each.getKey(), ids.get(), each.getValue()))
                        .toList());
    }

    private static Values values(OrganizationId organization, PromotionId promotion, String id, TraceEntry entry) {
        return Values.of(organization)
                .and("promotion", promotion)
                .and("id", id)
                .and("process", entry.process())
                .and("version", entry.version())
                .and("own", entry.own())
                .and("at", entry.at())
                .and(
                        "steps",
                        entry.steps().stream()
                                .map(step -> step.kind().sign() + step.element())
                                .collect(Collectors.joining("\n")));
    }

    /** What the process of a promotion did, in order. */
    public List<TraceEntry> traces(OrganizationId organization, PromotionId promotion) {
        return sql.list(TRACES, Values.of(organization).and("promotion", promotion), ProcessRows::entry);
    }

    private static Certificate certificate(Row row) throws SQLException {
        Optional<WorkspaceId> workspace = row.optional("workspace_id", WorkspaceId::new);
        return new Certificate(
                row.organization(),
                row.text("id"),
                workspace,
                workspace.isPresent() ? OptionalInt.of(row.integer("policy_revision")) : OptionalInt.empty(),
                new ProcessProof(
                        row.text("process"),
                        row.integer("version"),
                        row.get("digest", Digest::new),
                        row.text("rules"),
                        row.text("verdict"),
                        row.get("stages", json -> Json.readList(json, text -> text)),
                        row.flag("checks"),
                        row.integer("states"),
                        row.number("millis"),
                        row.get("findings", FindingJson::read)),
                row.get("certified_by", PersonId::new),
                row.instant("certified_at"));
    }

    private static Waiver waiver(Row row) throws SQLException {
        return new Waiver(
                row.organization(),
                row.text("id"),
                row.text("finding"),
                row.get("digest", Digest::new),
                row.text("reason"),
                row.instant("ends_at"),
                row.get("granted_by", PersonId::new),
                row.instant("granted_at"),
                row.optional("revoked_by", PersonId::new),
                row.optionalInstant("revoked_at"));
    }

    private static TraceEntry entry(Row row) throws SQLException {
        return new TraceEntry(
                row.text("process"),
                row.integer("version"),
                row.flag("own"),
                row.instant("at"),
                row.text("steps").lines().map(ProcessRows::step).toList());
    }

    private static TraceEntry.Step step(String line) {
        Kind kind = Stream.of(Kind.values())
                .filter(each -> each.sign() == line.charAt(0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A stored step cannot be read."));
        return new TraceEntry.Step(kind, line.substring(1));
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}
