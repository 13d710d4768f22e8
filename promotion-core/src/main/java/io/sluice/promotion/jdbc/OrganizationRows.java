package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.organization.Organization;
import java.util.Optional;

/** The tenants. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class OrganizationRows {
    OrganizationRows() {}

    /** Adds a tenant. */
    public void insert(Organization organization) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The tenant, if there is one. */
    public Optional<Organization> find(OrganizationId organization) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
