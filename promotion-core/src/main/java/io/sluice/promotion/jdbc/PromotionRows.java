package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The promotion requests, each with the head of its audit chain. Internal: used by the entry package. */
public final class PromotionRows {
    /**
     * A request whose row is locked.
     *
     * @param request the request
     * @param head the newest event of its audit chain
     */
    public record Locked(PromotionRequest request, ChainHead head) {}

    /** Under which a unit of work finds again what it holds locked. */
    record Held(OrganizationId organization, PromotionId id) {}

    /** What {@link #read} needs, of the table under the name {@code p}; the further items of a unit as one text. */
    static final String COLUMNS = """
            p.org_id, p.id, p.kind, p.artifact_kind, p.artifact_id, p.version, p.digest, p.source_id, p.target_id,
            p.policy_revision, p.process, p.subject_hash, p.restores, p.status, p.phase, p.revision, p.requested_by,
            p.reason, p.requested_at, p.not_before, p.detail, p.ended_at, p.ended_by, p.skip,
            """ + PromotionItemRows.COLUMN;

    private static final String INSERT = """
            INSERT INTO sluice_promotion (
                org_id, id, kind, artifact_kind, artifact_id, version, digest, source_id, target_id, policy_revision,
                process, subject_hash, restores, status, phase, revision, requested_by, reason, requested_at, not_before,
                detail, ended_at, ended_by, skip, active_key, queue_key, chain_seq, chain_hash, retention_days, items)
            VALUES (
                :org, :id, :kind, :artifactKind, :artifactId, :version, :digest, :source, :target, :policyRevision,
                :process, :subjectHash, :restores, :status, :phase, :revision, :requestedBy, :reason, :requestedAt,
                :notBefore, :detail, :endedAt, :endedBy, :skip, :activeKey, :queueKey, :chainSeq, :chainHash,
                (SELECT retention_days FROM sluice_workspace WHERE org_id = :org AND id = :target), :items)""";

    private static final String UPDATE = """
            UPDATE sluice_promotion
               SET status = :status, phase = :phase, revision = :revision, not_before = :notBefore, detail = :detail,
                   ended_at = :endedAt, ended_by = :endedBy, active_key = :activeKey, queue_key = :queueKey,
                   chain_seq = :chainSeq, chain_hash = :chainHash,
                   asked_at = COALESCE(asked_at, CASE WHEN :phase = 'AWAITING_APPROVAL' THEN :now END),
                   approved_at = COALESCE(approved_at, CASE WHEN :status = 'APPROVED' THEN :now END),
                   recheck_since = CASE WHEN :open THEN recheck_since END
             WHERE org_id = :org AND id = :id AND revision = :revision - 1""";

    private static final String MARK_RECHECK = """
            UPDATE sluice_promotion SET recheck_since = :since
             WHERE org_id = :org AND id = :id""";

    private static final String FIND = "SELECT " + COLUMNS + """

              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.id = :id""";

    private static final String LOCK = "SELECT p.chain_seq, p.chain_hash, " + COLUMNS + """

              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.id = :id
               FOR UPDATE""";

    /** In the order of their ids, as everybody who locks several does; who is worked on is passed over. */
    private static final String LOCK_FREE = "SELECT p.chain_seq, p.chain_hash, " + COLUMNS + """

              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.id = ANY(:ids)
             ORDER BY p.id
               FOR UPDATE SKIP LOCKED""";

    private static final String UPDATE_CHAIN = """
            UPDATE sluice_promotion
               SET revision = revision + 1, chain_seq = :chainSeq, chain_hash = :chainHash
             WHERE org_id = :org AND id = :id""";

    private static final String HEAD = """
            SELECT chain_seq, chain_hash
              FROM sluice_promotion
             WHERE org_id = :org AND id = :id""";

    /** Not a join: before PostgreSQL knows how much a new table holds, it looks through all promotions for each one of them. */
    private static final String IN_FLIGHT = "SELECT " + COLUMNS + """

              FROM sluice_promotion p
             WHERE p.org_id = :org
               AND p.id = (SELECT MIN(k.id)
                             FROM (SELECT id FROM sluice_promotion WHERE org_id = :org AND active_key = :activeKey
                                   UNION ALL
                                   SELECT promotion_id FROM sluice_promotion_item
                                    WHERE org_id = :org AND active_key = :activeKey) k)""";

    private static final String LIST = "SELECT " + COLUMNS + """

              FROM sluice_promotion p
             WHERE p.org_id = :org""";

    private static final String AMONG = LIST + " AND p.id = ANY(:ids)";
    private static final String OF_STATUS = " AND p.status = :status";
    static final String BY_REQUESTER = " AND p.requested_by = :requestedBy";
    private static final String INTO_TARGET = " AND p.target_id = :target";
    private static final String BEFORE = " AND p.id < :before";
    private static final String STILL_OPEN = " AND p.status IN ('PENDING', 'APPROVED')";

    /** Alone, or as a member of a unit. */
    static final String OF_ARTIFACT = """

             AND (p.artifact_kind = :artifactKind AND p.artifact_id = :artifactId
                  OR p.items > 1 AND EXISTS (
                         SELECT i.position
                           FROM sluice_promotion_item i
                          WHERE i.org_id = p.org_id AND i.promotion_id = p.id
                            AND i.artifact_kind = :artifactKind AND i.artifact_id = :artifactId))""";

    /** Of content, the artifact of which is given as well. */
    private static final String OF_DIGEST = """

             AND (p.artifact_kind = :artifactKind AND p.artifact_id = :artifactId AND p.digest = :digest
                  OR p.items > 1 AND EXISTS (
                         SELECT i.position
                           FROM sluice_promotion_item i
                          WHERE i.org_id = p.org_id AND i.promotion_id = p.id AND i.digest = :digest
                            AND i.artifact_kind = :artifactKind AND i.artifact_id = :artifactId))""";

    private static final String LOCKED_IN_ORDER = " ORDER BY p.id FOR UPDATE";
    private static final String NEWEST_FIRST = " ORDER BY p.id DESC LIMIT :limit";

    private static final String OPEN_AROUND = LIST + """

               AND p.status IN ('PENDING', 'APPROVED') AND (p.target_id = :workspace OR p.source_id = :workspace)
             ORDER BY p.id""";

    /** A comparison, because H2 keeps the rows without a note at the front of the index and would read them all. */
    private static final String NEEDING_RECHECK = "SELECT " + COLUMNS + """

              FROM sluice_promotion p
             WHERE p.recheck_since >= :ever
             ORDER BY p.recheck_since
             LIMIT :limit""";

    private final Sql sql;
    private final PromotionItemRows items;

    PromotionRows(Sql sql) {
        this.sql = sql;
        this.items = new PromotionItemRows(sql);
    }

    /** The open requests from or into a workspace. */
    public List<PromotionRequest> openAround(OrganizationId organization, WorkspaceId workspace) {
        return sql.list(OPEN_AROUND, Values.of(organization).and("workspace", workspace), PromotionRows::read);
    }

    /** Adds a request; refuses a second one in flight for its artifact and target with {@code promotion.inFlight}. */
    public void insert(PromotionRequest request, ChainHead head) {
        Values values = changeable(request, head)
                .and("kind", request.kind())
                .and(request.artifact())
                .and("version", request.version())
                .and("digest", request.digest())
                .and("source", request.source())
                .and("target", request.target())
                .and("policyRevision", request.policyRevision())
                .and("process", request.process())
                .and("subjectHash", request.subjectHash())
                .and("restores", request.restores())
                .and("requestedBy", request.requestedBy())
                .and("reason", request.reason())
                .and("requestedAt", request.requestedAt())
                .and("skip", request.skip().map(SkipJson::write))
                .and("items", request.items().size());
        try {
            sql.update(INSERT, values);
            items.insert(request);
            hold(request, head);
        } catch (RefusedStatementException e) {
            if (e.isDuplicateOf("sluice_promotion_in_flight") || e.isDuplicateOf("sluice_promotion_item_in_flight")) {
                throw new ConflictException(
                        "promotion.inFlight",
                        "Another promotion of " + names(request) + " into " + request.target() + " is in flight.");
            }
            throw e;
        }
    }

    /** The request, if there is one. */
    public Optional<PromotionRequest> find(OrganizationId organization, PromotionId id) {
        return findRead(organization, id).value();
    }

    /** The question for a request; what the present unit of work holds locked need not be asked about. */
    public Read<Optional<PromotionRequest>> findRead(OrganizationId organization, PromotionId id) {
        Optional<Locked> held = sql.held(new Held(organization, id), Locked.class);
        return held.isPresent()
                ? Read.answered(sql, held.map(Locked::request))
                : sql.findRead(FIND, Values.of(organization).and("id", id), PromotionRows::read);
    }

    /** Those of these requests that there are, in no order. */
    public List<PromotionRequest> list(OrganizationId organization, Set<PromotionId> ids) {
        String[] wanted = ids.stream().map(PromotionId::value).toArray(String[]::new);
        return sql.list(AMONG, Values.of(organization).and("ids", wanted), PromotionRows::read);
    }

    /** The request, locked until the unit of work ends. */
    public Optional<Locked> lock(OrganizationId organization, PromotionId id) {
        return lockRead(organization, id).value();
    }

    /** The question for a request, which locks it until the unit of work ends. */
    public Read<Optional<Locked>> lockRead(OrganizationId organization, PromotionId id) {
        Optional<Locked> held = sql.held(new Held(organization, id), Locked.class);
        return held.isPresent()
                ? Read.answered(sql, held)
                : sql.lockRead(
                        LOCK,
                        Values.of(organization).and("id", id),
                        row -> new Locked(read(row), readHead(row)),
                        found -> {
                            found.ifPresent(locked -> hold(locked.request(), locked.head()));
                            return found;
                        });
    }

    /** Whether the present unit of work holds a request locked. */
    static boolean isHeld(Sql sql, OrganizationId organization, PromotionId id) {
        return sql.held(new Held(organization, id), Locked.class).isPresent();
    }

    private void hold(PromotionRequest request, ChainHead head) {
        sql.hold(new Held(request.organization(), request.id()), new Locked(request, head));
    }

    /** Those of the requests that nobody else has locked, locked until the unit of work ends. */
    public List<Locked> lockFree(OrganizationId organization, Collection<PromotionId> ids) {
        String[] wanted = ids.stream().map(PromotionId::value).toArray(String[]::new);
        return sql.lockAll(
                LOCK_FREE, Values.of(organization).and("ids", wanted), row -> new Locked(read(row), readHead(row)));
    }

    /** Writes the next revision of requests of which nothing changed but that their audit chains grew. */
    public void updateChains(OrganizationId organization, Map<PromotionId, ChainHead> heads) {
        sql.batch(
                UPDATE_CHAIN,
                heads.entrySet().stream()
                        .map(entry -> Values.of(organization)
                                .and("id", entry.getKey())
                                .and("chainSeq", entry.getValue().seq())
                                .and("chainHash", entry.getValue().hash()))
                        .toList());
    }

    /** The newest event of its audit chain. */
    public Optional<ChainHead> head(OrganizationId organization, PromotionId id) {
        return sql.find(HEAD, Values.of(organization).and("id", id), PromotionRows::readHead);
    }

    /** Writes the next revision and notes the milestones it reached; refuses with {@code request.stale} when somebody else was faster. */
    public void update(PromotionRequest changed, ChainHead head, Instant now) {
        Values values = changeable(changed, head).and("open", changed.isOpen()).and("now", now);
        sql.updateOneLater(
                UPDATE,
                values,
                () -> new ConflictException("request.stale", "Somebody else changed this promotion meanwhile."));
        hold(changed, head);
        if (changed.isUnit() && !changed.isOpen()) {
            items.end(changed);
        }
    }

    /** The request in flight for an artifact and target, if one is: of that artifact alone, or of a unit it belongs to. */
    public Optional<PromotionRequest> inFlight(OrganizationId organization, ArtifactRef artifact, WorkspaceId target) {
        return inFlightRead(organization, artifact, target).value();
    }

    /** The question for the request in flight. */
    public Read<Optional<PromotionRequest>> inFlightRead(
            OrganizationId organization, ArtifactRef artifact, WorkspaceId target) {
        return sql.findRead(
                IN_FLIGHT, Values.of(organization).and("activeKey", activeKey(artifact, target)), PromotionRows::read);
    }

    /** Requests that match what is given and are older than {@code before}, newest first. */
    public List<PromotionRequest> list(
            OrganizationId organization,
            Optional<PromotionStatus> status,
            Optional<PersonId> requestedBy,
            Optional<WorkspaceId> target,
            Optional<PromotionId> before,
            int limit) {
        StringBuilder query = new StringBuilder(LIST);
        Values values = Values.of(organization).and("limit", limit);
        restrict(query, values, OF_STATUS, "status", status);
        restrict(query, values, BY_REQUESTER, "requestedBy", requestedBy);
        restrict(query, values, INTO_TARGET, "target", target);
        restrict(query, values, BEFORE, "before", before);
        return sql.list(query.append(NEWEST_FIRST).toString(), values, PromotionRows::read);
    }

    /**
     * Open requests into a workspace, of an artifact and with a content of it as far as these are given, alone or in a
     * unit, locked in the order of their ids until the unit of work ends.
     */
    public List<PromotionRequest> lockOpen(
            OrganizationId organization,
            Optional<WorkspaceId> target,
            Optional<ArtifactRef> artifact,
            Optional<Digest> digest) {
        StringBuilder query = new StringBuilder(LIST).append(STILL_OPEN);
        Values values = Values.of(organization);
        restrict(query, values, INTO_TARGET, "target", target);
        artifact.ifPresent(of -> {
            query.append(digest.isPresent() ? OF_DIGEST : OF_ARTIFACT);
            values.and(of);
        });
        digest.ifPresent(content -> values.and("digest", content));
        return sql.lockAll(query.append(LOCKED_IN_ORDER).toString(), values, PromotionRows::read);
    }

    /** Notes since when the gate of a request should be judged again; empty takes the note away. */
    public void markRecheck(OrganizationId organization, PromotionId id, Optional<Instant> since) {
        sql.updateOneLater(MARK_RECHECK, Values.of(organization).and("id", id).and("since", since));
    }

    /** Noted requests of any organization, longest waiting first. */
    public List<PromotionRequest> needingRecheck(int limit) {
        return sql.list(
                NEEDING_RECHECK, Values.none().and("ever", Instant.EPOCH).and("limit", limit), PromotionRows::read);
    }

    static PromotionRequest read(Row row) throws SQLException {
        return new PromotionRequest(
                row.organization(),
                row.get("id", PromotionId::new),
                row.get("kind", PromotionKind::valueOf),
                row.artifact(),
                row.get("version", VersionLabel::new),
                row.get("digest", Digest::new),
                row.get("source_id", WorkspaceId::new),
                row.get("target_id", WorkspaceId::new),
                row.integer("policy_revision"),
                row.text("process"),
                row.text("subject_hash"),
                row.optional("restores", ReleaseId::new),
                row.get("status", PromotionStatus::valueOf),
                row.get("phase", PromotionPhase::valueOf),
                row.integer("revision"),
                row.get("requested_by", PersonId::new),
                row.text("reason"),
                row.instant("requested_at"),
                row.optionalInstant("not_before"),
                row.text("detail"),
                row.optionalInstant("ended_at"),
                row.optional("ended_by", PersonId::new),
                row.optional("skip", SkipJson::read),
                row.optionalText("other_items").map(PromotionItemRows::read).orElse(List.of()));
    }

    private static String names(PromotionRequest request) {
        return request.items().stream().map(item -> item.artifact().toString()).collect(Collectors.joining(" or "));
    }

    private static ChainHead readHead(Row row) throws SQLException {
        return new ChainHead(row.number("chain_seq"), row.text("chain_hash"));
    }

    private static Values changeable(PromotionRequest request, ChainHead head) {
        return Values.of(request.organization())
                .and("id", request.id())
                .and("status", request.status())
                .and("phase", request.phase())
                .and("revision", request.revision())
                .and("notBefore", request.notBefore())
                .and("detail", request.detail())
                .and("endedAt", request.endedAt())
                .and("endedBy", request.endedBy())
                .and("activeKey", activeKey(request.artifact(), request))
                .and("queueKey", queueKey(request.artifact(), request))
                .and("chainSeq", head.seq())
                .and("chainHash", head.hash());
    }

    /** What keeps others from the target as long as the request is open and not in line. */
    static Optional<String> activeKey(ArtifactRef artifact, PromotionRequest request) {
        return request.isOpen() && !request.isInLine()
                ? Optional.of(activeKey(artifact, request.target()))
                : Optional.empty();
    }

    /** What a request in line waits for. */
    static Optional<String> queueKey(ArtifactRef artifact, PromotionRequest request) {
        return request.isInLine() ? Optional.of(activeKey(artifact, request.target())) : Optional.empty();
    }

    static String activeKey(ArtifactRef artifact, WorkspaceId target) {
        return artifact + "@" + target;
    }

    private static void restrict(StringBuilder query, Values values, String condition, String name, Optional<?> value) {
        if (value.isPresent()) {
            query.append(condition);
            values.and(name, value);
        }
    }
}
