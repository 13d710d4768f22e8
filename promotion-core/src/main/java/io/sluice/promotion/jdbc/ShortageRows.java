package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which policies cannot be met at present, as far as people were told. Internal: used by the entry package. */
public final class ShortageRows {
    /** A workspace of some organization. */
    public record Place(OrganizationId organization, WorkspaceId workspace) {}

    private static final String INSERT = """
            INSERT INTO sluice_unsatisfiable (org_id, workspace_id, policy_revision, found_at)
            VALUES (:org, :workspace, :revision, :foundAt)""";

    private static final String CLEAR = """
            DELETE FROM sluice_unsatisfiable
             WHERE org_id = :org AND workspace_id = :workspace""";

    private static final String FIND = """
            SELECT policy_revision
              FROM sluice_unsatisfiable
             WHERE org_id = :org AND workspace_id = :workspace""";

    /** Workspaces that ask anybody, of every organization, behind one of them. */
    private static final String PLACES = """
            SELECT org_id, id
              FROM sluice_workspace
             WHERE (org_id, id) > (:afterOrg, :after) AND archived_at IS NULL AND requires_approval = TRUE
             ORDER BY org_id, id
             LIMIT :limit""";

    private final Sql sql;

    ShortageRows(Sql sql) {
        this.sql = sql;
    }

    /** Notes that people were told; false when somebody noted it already. */
    public boolean note(OrganizationId organization, WorkspaceId workspace, int revision, Instant at) {
        return sql.insertIfAbsent(
                INSERT,
                Values.of(organization)
                        .and("workspace", workspace)
                        .and("revision", revision)
                        .and("foundAt", at));
    }

    /** The policy can be met again. */
    public void clear(OrganizationId organization, WorkspaceId workspace) {
        sql.update(CLEAR, Values.of(organization).and("workspace", workspace));
    }

    /** The revision that could not be met when people were told. */
    public Optional<Integer> find(OrganizationId organization, WorkspaceId workspace) {
        return sql.find(
                FIND, Values.of(organization).and("workspace", workspace), row -> row.integer("policy_revision"));
    }

    /** The next workspaces that ask people, in an order that does not change. */
    public List<Place> places(Optional<Place> after, int limit) {
        return sql.list(
                PLACES,
                Values.none()
                        .and(
                                "afterOrg",
                                after.map(place -> place.organization().value()).orElse(""))
                        .and(
                                "after",
                                after.map(place -> place.workspace().value()).orElse(""))
                        .and("limit", limit),
                row -> new Place(row.organization(), row.get("id", WorkspaceId::new)));
    }
}
