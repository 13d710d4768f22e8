package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.organization.Organization;
import java.util.Optional;

/** The tenants. Internal: used by the entry package. */
public final class OrganizationRows {
    private static final String INSERT = """
            INSERT INTO sluice_organization (org_id, name, created_at)
            VALUES (:org, :name, :createdAt)""";

    private static final String FIND = """
            SELECT org_id, name, created_at
              FROM sluice_organization
             WHERE org_id = :org""";

    private static final String LOCK_LAYOUT = """
            SELECT layout
              FROM sluice_organization
             WHERE org_id = :org
               FOR UPDATE""";

    private static final String CHANGE_LAYOUT = """
            UPDATE sluice_organization SET layout = layout + 1
             WHERE org_id = :org""";

    private final Sql sql;

    OrganizationRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a tenant; refuses one that exists with {@code object.exists}. */
    public void insert(Organization organization) {
        sql.insert(
                INSERT,
                Values.of(organization.id())
                        .and("name", organization.name())
                        .and("createdAt", organization.createdAt()));
    }

    /** The tenant, if there is one. */
    public Optional<Organization> find(OrganizationId organization) {
        return sql.find(
                FIND,
                Values.of(organization),
                row -> new Organization(row.organization(), row.text("name"), row.instant("created_at")));
    }

    /** Lets nobody else change how workspaces relate until the unit of work ends; false when there is no such tenant. */
    public boolean lockLayout(OrganizationId organization) {
        return sql.lock(LOCK_LAYOUT, Values.of(organization), row -> row.number("layout"))
                .isPresent();
    }

    /** Notes that workspaces, paths, gateways or settings changed. */
    public void changeLayout(OrganizationId organization) {
        sql.updateOne(CHANGE_LAYOUT, Values.of(organization));
    }
}
