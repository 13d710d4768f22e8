package io.sluice.promotion.spi;

import io.sluice.promotion.audit.AuditKey;
import io.sluice.promotion.identity.OrganizationId;
import java.util.Optional;

/**
 * Holds the keys of the codes beside audit events, outside of the database. With a code, whoever can write the database but
 * does not have the key cannot write an event that passes. Called inside the transaction that decides: it must answer
 * from memory, and what it throws stops the command. Must be thread-safe.
 */
@FunctionalInterface
public interface AuditKeyProvider {
    /** The key to use for new events of an organization now; empty for none. */
    Optional<AuditKey> current(OrganizationId organization);
}
