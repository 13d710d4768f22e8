package io.sluice.promotion.jdbc;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.OrganizationId;
import java.util.List;

/** The audit events, and the heads of the chains that no promotion keeps. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class AuditRows {
    AuditRows() {}

    /** Adds an event. */
    public void insert(AuditEvent event) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** All events of a chain in order. */
    public List<AuditEvent> chain(OrganizationId organization, String chain) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The head of a chain, created when absent, locked until the unit of work ends. */
    public ChainHead lockHead(OrganizationId organization, String chain) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Moves the head of a chain. */
    public void updateHead(OrganizationId organization, String chain, ChainHead head) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
