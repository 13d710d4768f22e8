package io.sluice.promotion.jdbc;

import io.sluice.promotion.transaction.Transactions;
import java.time.Instant;
import java.util.Optional;

/**
 * All stores on one database. Every call takes part in the unit of work of the calling thread. Thread-safe. Internal:
 * used by the entry package.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Storage {
    private Storage() {}

    /** Stores in the schema of that name, or in the connection's own. */
    public static Storage open(Transactions transactions, Optional<String> schema) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The database's own time, to the microsecond. */
    public Instant now() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The organizations. */
    public OrganizationRows organizations() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The workspaces. */
    public WorkspaceRows workspaces() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The policies. */
    public PolicyRows policies() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The versions. */
    public VersionRows versions() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The releases. */
    public ReleaseRows releases() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The promotions. */
    public PromotionRows promotions() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The approvals. */
    public ApprovalRows approvals() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The checks. */
    public CheckRows checks() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The attempts. */
    public AttemptRows attempts() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The tasks. */
    public TaskRows tasks() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The outbox. */
    public OutboxRows outbox() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The audit. */
    public AuditRows audit() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The idempotency. */
    public IdempotencyRows idempotency() {
        throw new IllegalStateException("Not filled in yet.");
    }
}
