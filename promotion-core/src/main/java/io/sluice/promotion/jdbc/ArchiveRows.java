package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which ended promotions are archived, and when. Internal: used by the entry package. */
public final class ArchiveRows {
    /** After how many days the promotions into a workspace are archived, and for how long its bodies are kept. */
    public record Place(OrganizationId organization, WorkspaceId target, int afterDays) {}

    /** What an organization, or one of its workspaces, says. */
    public record Setting(Optional<WorkspaceId> workspace, int afterDays, PersonId changedBy, Instant changedAt) {}

    /** Where a promotion lies. */
    public record Entry(String sink, String name, String sha256, long bytes, long events, Instant archivedAt) {}

    private static final String EVERYWHERE = "*";

    private static final String PLACES = """
            SELECT w.org_id, w.id, COALESCE(s.after_days, o.after_days) AS after_days
              FROM sluice_workspace w
              LEFT JOIN sluice_archiving s ON s.org_id = w.org_id AND s.scope = w.id
              LEFT JOIN sluice_archiving o ON o.org_id = w.org_id AND o.scope = '*'
             WHERE COALESCE(s.after_days, o.after_days, 0) > 0
             ORDER BY w.org_id, w.id""";

    private static final String READY = """
            p.archived_at IS NULL
               AND NOT EXISTS (
                   SELECT 1 FROM sluice_audit_event e
                    WHERE e.org_id = p.org_id AND e.chain = 'promotion:' || p.id AND e.leaf IS NULL)
               AND NOT EXISTS (
                   SELECT 1 FROM sluice_outbox m
                    WHERE m.org_id = p.org_id AND m.promotion_id = p.id AND m.state = 'READY')
               AND NOT EXISTS (
                   SELECT 1 FROM sluice_bypass b
                    WHERE b.org_id = p.org_id AND b.promotion_id = p.id
                      AND b.used_at IS NOT NULL AND b.reviewed_at IS NULL)
               AND\s""" + RetentionRows.UNHELD;

    private static final String DUE = """
            SELECT p.id
              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.target_id = :target AND p.ended_at < :before
               AND NOT EXISTS (
                   SELECT 1 FROM sluice_archive a
                    WHERE a.org_id = p.org_id AND a.promotion_id = p.id AND a.next_at > :now)
               AND\s""" + READY + """

             ORDER BY p.ended_at
             LIMIT :limit""";

    private static final String IS_READY = """
            SELECT p.id
              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.id = :promotion AND\s""" + READY;

    private static final String CLAIM_FIRST = """
            INSERT INTO sluice_archive (org_id, promotion_id, next_at, failures)
            VALUES (:org, :promotion, :until, 0)""";

    private static final String CLAIM = """
            UPDATE sluice_archive SET next_at = :until
             WHERE org_id = :org AND promotion_id = :promotion AND next_at <= :now""";

    private static final String FAILED = """
            UPDATE sluice_archive SET next_at = :nextAt, failures = failures + 1, last_error = :error
             WHERE org_id = :org AND promotion_id = :promotion AND archived_at IS NULL""";

    private static final String DONE = """
            UPDATE sluice_archive
               SET next_at = NULL, failures = 0, last_error = NULL, sink = :sink, name = :name, sha256 = :sha256,
                   bytes = :bytes, events = :events, archived_at = :at
             WHERE org_id = :org AND promotion_id = :promotion""";

    private static final String MARK = """
            UPDATE sluice_promotion SET archived_at = :at
             WHERE org_id = :org AND id = :promotion AND archived_at IS NULL""";

    private static final List<String> EMPTIED = List.of(
            "sluice_approval",
            "sluice_attempt",
            "sluice_comment",
            "sluice_promotion_trace",
            "sluice_promotion_look",
            "sluice_promotion_reminder",
            "sluice_freeze_exception",
            "sluice_freeze_touched");

    private static final String FIND = """
            SELECT sink, name, sha256, bytes, events, archived_at
              FROM sluice_archive
             WHERE org_id = :org AND promotion_id = :promotion AND archived_at IS NOT NULL""";

    private static final String FAILURES = """
            SELECT failures
              FROM sluice_archive
             WHERE org_id = :org AND promotion_id = :promotion""";

    private static final String SETTINGS = """
            SELECT workspace_id, after_days, changed_by, changed_at
              FROM sluice_archiving
             WHERE org_id = :org
             ORDER BY scope""";

    private static final String DELETE_SETTING = """
            DELETE FROM sluice_archiving
             WHERE org_id = :org AND scope = :scope""";

    private static final String INSERT_SETTING = """
            INSERT INTO sluice_archiving (org_id, scope, workspace_id, after_days, changed_by, changed_at)
            VALUES (:org, :scope, :workspace, :afterDays, :by, :at)""";

    private final Sql sql;

    ArchiveRows(Sql sql) {
        this.sql = sql;
    }

    /** The workspaces whose promotions are archived. */
    public List<Place> places() {
        return sql.list(
                PLACES,
                Values.none(),
                row -> new Place(row.organization(), row.get("id", WorkspaceId::new), row.integer("after_days")));
    }

    /** The promotions of a place that ended before that, that nothing holds, and that nobody is at; the oldest first. */
    public List<PromotionId> due(Place place, Instant before, Instant now, int limit) {
        return sql.list(
                DUE,
                Values.of(place.organization())
                        .and("target", place.target())
                        .and("before", before)
                        .and("now", now)
                        .and("limit", limit),
                row -> row.get("id", PromotionId::new));
    }

    /** Whether nothing keeps a promotion from being archived. */
    public boolean isReady(OrganizationId organization, PromotionId promotion) {
        return sql.find(IS_READY, Values.of(organization).and("promotion", promotion), row -> true)
                .isPresent();
    }

    /** Whether the caller may archive a promotion until then; nobody else does meanwhile. */
    public boolean claim(OrganizationId organization, PromotionId promotion, Instant now, Instant until) {
        Values values = Values.of(organization).and("promotion", promotion).and("until", until);
        return sql.insertIfAbsent(CLAIM_FIRST, values) || sql.update(CLAIM, values.and("now", now)) == 1;
    }

    /** How often archiving a promotion has failed. */
    public int failures(OrganizationId organization, PromotionId promotion) {
        return sql.find(FAILURES, Values.of(organization).and("promotion", promotion), row -> row.integer("failures"))
                .orElse(0);
    }

    /** Notes why it could not be archived, and when to try again. */
    public void failed(OrganizationId organization, PromotionId promotion, String error, Instant nextAt) {
        sql.update(
                FAILED,
                Values.of(organization)
                        .and("promotion", promotion)
                        .and("error", error)
                        .and("nextAt", nextAt));
    }

    /** Removes what lies in the archive now; the promotion itself, its decision record and its events remain. */
    public void done(OrganizationId organization, PromotionId promotion, Entry entry) {
        Values key = Values.of(organization).and("promotion", promotion);
        EMPTIED.forEach(table ->
                sql.update("DELETE FROM " + table + " WHERE org_id = :org AND promotion_id = :promotion", key));
        sql.updateOne(
                DONE,
                Values.of(organization)
                        .and("promotion", promotion)
                        .and("sink", entry.sink())
                        .and("name", entry.name())
                        .and("sha256", entry.sha256())
                        .and("bytes", entry.bytes())
                        .and("events", entry.events())
                        .and("at", entry.archivedAt()));
        sql.updateOne(MARK, Values.of(organization).and("promotion", promotion).and("at", entry.archivedAt()));
    }

    /** Where a promotion lies; empty while it is not archived. */
    public Optional<Entry> find(OrganizationId organization, PromotionId promotion) {
        return sql.find(FIND, Values.of(organization).and("promotion", promotion), ArchiveRows::readEntry);
    }

    /** What the organization and its workspaces say, the organization first. */
    public List<Setting> settings(OrganizationId organization) {
        return sql.list(
                SETTINGS,
                Values.of(organization),
                row -> new Setting(
                        row.optional("workspace_id", WorkspaceId::new),
                        row.integer("after_days"),
                        row.get("changed_by", PersonId::new),
                        row.instant("changed_at")));
    }

    /** Says it for a workspace or the organization. */
    public void set(OrganizationId organization, Setting setting) {
        String scope = setting.workspace().map(WorkspaceId::value).orElse(EVERYWHERE);
        unset(organization, setting.workspace());
        sql.insert(
                INSERT_SETTING,
                Values.of(organization)
                        .and("scope", scope)
                        .and("workspace", setting.workspace())
                        .and("afterDays", setting.afterDays())
                        .and("by", setting.changedBy())
                        .and("at", setting.changedAt()));
    }

    /** Says nothing for a workspace or the organization any more. */
    public void unset(OrganizationId organization, Optional<WorkspaceId> workspace) {
        sql.update(
                DELETE_SETTING,
                Values.of(organization)
                        .and("scope", workspace.map(WorkspaceId::value).orElse(EVERYWHERE)));
    }

    private static Entry readEntry(Row row) throws SQLException {
        return new Entry(
                row.text("sink"),
                row.text("name"),
                row.text("sha256"),
                row.number("bytes"),
                row.number("events"),
                row.instant("archived_at"));
    }
}
