package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PolicyRevision;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The policy revisions of a workspace. Internal: used by the entry package. */
public final class PolicyRows {
    private static final String INSERT = """
            INSERT INTO sluice_policy_revision (
                org_id, workspace_id, revision, policy, reason, created_by, created_at, automatic)
            VALUES (:org, :workspace, :revision, :policy, :reason, :createdBy, :createdAt, :automatic)""";

    private static final String LIST = """
            SELECT org_id, workspace_id, revision, policy, reason, created_by, created_at
              FROM sluice_policy_revision
             WHERE org_id = :org AND workspace_id = :workspace""";

    private static final String LIST_NEWEST_FIRST = LIST + " ORDER BY revision DESC";
    private static final String FIND = LIST + " AND revision = :revision";

    private final Sql sql;

    PolicyRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * Adds a revision; refuses one that exists with {@code object.exists}, and durations with fractions of a second with
     * {@code duration.format}.
     */
    public void insert(PolicyRevision revision) {
        sql.insert(
                INSERT,
                Values.of(revision.organization())
                        .and("workspace", revision.workspace())
                        .and("revision", revision.revision())
                        .and("policy", PolicyJson.write(revision.policy()))
                        .and("reason", revision.reason())
                        .and("createdBy", revision.createdBy())
                        .and("createdAt", revision.createdAt())
                        .and("automatic", revision.policy().autoPromotion().isPresent()));
    }

    /** One revision, if there is one. */
    public Optional<PolicyRevision> find(OrganizationId organization, WorkspaceId workspace, int revision) {
        return sql.find(
                FIND, Values.of(organization).and("workspace", workspace).and("revision", revision), PolicyRows::read);
    }

    /** All revisions, newest first. */
    public List<PolicyRevision> list(OrganizationId organization, WorkspaceId workspace) {
        return sql.list(LIST_NEWEST_FIRST, Values.of(organization).and("workspace", workspace), PolicyRows::read);
    }

    private static PolicyRevision read(Row row) throws SQLException {
        return new PolicyRevision(
                row.organization(),
                row.get("workspace_id", WorkspaceId::new),
                row.integer("revision"),
                row.get("policy", PolicyJson::read),
                row.text("reason"),
                row.get("created_by", PersonId::new),
                row.instant("created_at"));
    }
}
