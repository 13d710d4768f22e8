package io.sluice.promotion.command;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.UnavailableException;
import java.util.Collection;
import java.util.Set;

/**
 * Which organizations stand still because their database was restored, as this node knows it: nothing goes on by itself
 * there until an operator says so.
 */
public final class Standstill {
    private volatile Set<OrganizationId> still = Set.of();

    /** Whether any organization stands still. */
    public boolean isOn() {
        return !still.isEmpty();
    }

    /** What the database says now. */
    public void become(Collection<OrganizationId> organizations) {
        still = Set.copyOf(organizations);
    }

    /** Refuses whatever would take a promotion further. */
    void requireOff(OrganizationId organization) {
        if (still.contains(organization)) {
            throw new UnavailableException(
                    "safeMode.on",
                    "The database was restored. Nothing goes on until an operator ends the safe mode.",
                    null);
        }
    }
}
