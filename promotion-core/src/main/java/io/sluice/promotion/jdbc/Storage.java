package io.sluice.promotion.jdbc;

import io.sluice.promotion.transaction.Transactions;
import java.time.Instant;
import java.util.Optional;

/**
 * All stores on one database. Every call takes part in the unit of work of the calling thread, and commits nothing
 * itself; outside of one it stands alone. Thread-safe. Internal: used by the entry package.
 *
 * <p>What the database refuses to do now is an {@link io.sluice.promotion.problem.UnavailableException} with {@code
 * database.unavailable} or {@code database.busy}; what it refuses for good is an {@link IllegalStateException}.
 */
public final class Storage {
    private final Sql sql;
    private final OrganizationRows organizations;
    private final WorkspaceRows workspaces;
    private final PolicyRows policies;
    private final VersionRows versions;
    private final ReleaseRows releases;
    private final PromotionRows promotions;
    private final ApprovalRows approvals;
    private final CheckRows checks;
    private final AttemptRows attempts;
    private final TaskRows tasks;
    private final OutboxRows outbox;
    private final AuditRows audit;
    private final OverviewRows overview;
    private final PersonRows persons;
    private final AnchorRows anchors;
    private final ExportRows exports;
    private final RetentionRows retention;
    private final IdempotencyRows idempotency;
    private final ConfigurationRows configurations;
    private final DriftRows drifts;

    private Storage(Sql sql) {
        this.sql = sql;
        this.organizations = new OrganizationRows(sql);
        this.workspaces = new WorkspaceRows(sql);
        this.policies = new PolicyRows(sql);
        this.versions = new VersionRows(sql);
        this.releases = new ReleaseRows(sql);
        this.promotions = new PromotionRows(sql);
        this.approvals = new ApprovalRows(sql);
        this.checks = new CheckRows(sql);
        this.attempts = new AttemptRows(sql);
        this.tasks = new TaskRows(sql);
        this.outbox = new OutboxRows(sql);
        this.audit = new AuditRows(sql);
        this.overview = new OverviewRows(sql);
        this.persons = new PersonRows(sql);
        this.anchors = new AnchorRows(sql);
        this.exports = new ExportRows(sql);
        this.retention = new RetentionRows(sql);
        this.idempotency = new IdempotencyRows(sql);
        this.configurations = new ConfigurationRows(sql);
        this.drifts = new DriftRows(sql);
    }

    /**
     * Stores in the schema of that name, or in the one that the connections are in.
     *
     * @throws io.sluice.promotion.problem.InvalidInputException {@code schema.name} or {@code database.unsupported}
     */
    public static Storage open(Transactions transactions, Optional<String> schema) {
        return new Storage(new Sql(transactions, SchemaName.of(schema)));
    }

    /** The database's own time at this moment, to the microsecond; the one clock that all nodes share. */
    public Instant now() {
        return sql.now();
    }

    /** The tenants. */
    public OrganizationRows organizations() {
        return organizations;
    }

    /** Their workspaces. */
    public WorkspaceRows workspaces() {
        return workspaces;
    }

    /** What workspaces demand. */
    public PolicyRows policies() {
        return policies;
    }

    /** The registered versions. */
    public VersionRows versions() {
        return versions;
    }

    /** What is, and was, live where. */
    public ReleaseRows releases() {
        return releases;
    }

    /** The promotion requests. */
    public PromotionRows promotions() {
        return promotions;
    }

    /** The decisions of people. */
    public ApprovalRows approvals() {
        return approvals;
    }

    /** The results of checks. */
    public CheckRows checks() {
        return checks;
    }

    /** The calls of the deployer and the gate records. */
    public AttemptRows attempts() {
        return attempts;
    }

    /** The open tasks of people. */
    public TaskRows tasks() {
        return tasks;
    }

    /** The messages to be sent. */
    public OutboxRows outbox() {
        return outbox;
    }

    /** The audit events. */
    public AuditRows audit() {
        return audit;
    }

    /** What screens read. */
    public OverviewRows overview() {
        return overview;
    }

    /** Whom references in audit events mean. */
    public PersonRows persons() {
        return persons;
    }

    /** The log that anchors audit events. */
    public AnchorRows anchors() {
        return anchors;
    }

    /** Audit events page by page. */
    public ExportRows exports() {
        return exports;
    }

    /** What is past its retention period, and what is held. */
    public RetentionRows retention() {
        return retention;
    }

    /** What commands with a key did. */
    public IdempotencyRows idempotency() {
        return idempotency;
    }

    /** What is configured. */
    public ConfigurationRows configurations() {
        return configurations;
    }

    /** Where something else is live than what was recorded. */
    public DriftRows drifts() {
        return drifts;
    }
}
