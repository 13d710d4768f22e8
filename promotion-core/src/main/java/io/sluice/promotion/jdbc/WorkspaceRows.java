package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The workspaces of an organization. Internal: used by the entry package. */
public final class WorkspaceRows {
    private static final String INSERT = """
            INSERT INTO sluice_workspace (
                org_id, id, name, environment_type, description, gateway, max_agents, max_concurrent_executions,
                promotion_from, requires_approval, pii_allowed, encryption_required, retention_days, policy_revision, revision, created_at, archived_at)
            VALUES (
                :org, :id, :name, :environmentType, :description, :gateway, :maxAgents, :maxConcurrentExecutions,
                :promotionFrom, :requiresApproval, :piiAllowed, :encryptionRequired, :retentionDays,
                :policyRevision, :revision, :createdAt, :archivedAt)""";

    private static final String UPDATE = """
            UPDATE sluice_workspace
               SET name = :name, environment_type = :environmentType, description = :description, gateway = :gateway,
                   max_agents = :maxAgents, max_concurrent_executions = :maxConcurrentExecutions,
                   promotion_from = :promotionFrom, requires_approval = :requiresApproval, pii_allowed = :piiAllowed,
                   encryption_required = :encryptionRequired, retention_days = :retentionDays,
                   policy_revision = :policyRevision, revision = :revision,
                   archived_at = :archivedAt
             WHERE org_id = :org AND id = :id AND revision = :revision - 1""";

    private static final String LIST = """
            SELECT org_id, id, name, environment_type, description, gateway, max_agents, max_concurrent_executions,
                   promotion_from, requires_approval, pii_allowed, encryption_required, retention_days, policy_revision, revision, created_at, archived_at
              FROM sluice_workspace
             WHERE org_id = :org""";

    private static final String LIST_BY_ID = LIST + " ORDER BY id";
    private static final String FIND = LIST + " AND id = :id";
    private static final String LOCK = FIND + " FOR UPDATE";

    private final Sql sql;

    WorkspaceRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a workspace; refuses one that exists with {@code object.exists}. */
    public void insert(Workspace workspace) {
        sql.insert(INSERT, changeable(workspace).and("createdAt", workspace.createdAt()));
    }

    /** The workspace, if there is one. */
    public Optional<Workspace> find(OrganizationId organization, WorkspaceId id) {
        return findRead(organization, id).value();
    }

    /** The question for a workspace. */
    public Read<Optional<Workspace>> findRead(OrganizationId organization, WorkspaceId id) {
        return sql.findRead(FIND, Values.of(organization).and("id", id), WorkspaceRows::read);
    }

    /** The workspace, locked until the unit of work ends. */
    public Optional<Workspace> lock(OrganizationId organization, WorkspaceId id) {
        return sql.lock(LOCK, Values.of(organization).and("id", id), WorkspaceRows::read);
    }

    /** All workspaces by id. */
    public List<Workspace> list(OrganizationId organization) {
        return sql.list(LIST_BY_ID, Values.of(organization), WorkspaceRows::read);
    }

    /** Writes the next revision; false when somebody else was faster. */
    public boolean update(Workspace changed) {
        return sql.update(UPDATE, changeable(changed)) == 1;
    }

    private static Values changeable(Workspace workspace) {
        return Values.of(workspace.organization())
                .and("id", workspace.id())
                .and("name", workspace.name())
                .and("environmentType", workspace.environmentType())
                .and("description", workspace.description())
                .and("gateway", workspace.gateway())
                .and("maxAgents", workspace.limits().maxAgents())
                .and("maxConcurrentExecutions", workspace.limits().maxConcurrentExecutions())
                .and("promotionFrom", workspace.promotionFrom())
                .and("requiresApproval", workspace.requiresApproval())
                .and("piiAllowed", workspace.dataPolicy().piiAllowed())
                .and("encryptionRequired", workspace.dataPolicy().encryptionRequired())
                .and("retentionDays", workspace.dataPolicy().retentionDays())
                .and("policyRevision", workspace.policyRevision())
                .and("revision", workspace.revision())
                .and("archivedAt", workspace.archivedAt());
    }

    private static Workspace read(Row row) throws SQLException {
        return new Workspace(
                row.organization(),
                row.get("id", WorkspaceId::new),
                row.text("name"),
                row.get("environment_type", EnvironmentType::valueOf),
                row.text("description"),
                row.optionalText("gateway"),
                new Limits(row.integer("max_agents"), row.integer("max_concurrent_executions")),
                row.optional("promotion_from", WorkspaceId::new),
                row.flag("requires_approval"),
                new DataPolicy(row.flag("pii_allowed"), row.flag("encryption_required"), row.integer("retention_days")),
                row.integer("policy_revision"),
                row.integer("revision"),
                row.instant("created_at"),
                row.optionalInstant("archived_at"));
    }
}
