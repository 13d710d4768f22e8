package io.sluice.promotion.jdbc;

import io.sluice.promotion.transaction.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
    private final PolicyChangeRows policyChanges;
    private final BypassRows bypasses;
    private final VersionRows versions;
    private final ArtifactRows artifacts;
    private final TargetRows targets;
    private final ReleaseRows releases;
    private final PromotionRows promotions;
    private final LineRows line;
    private final ApprovalRows approvals;
    private final CheckRows checks;
    private final AttemptRows attempts;
    private final DelegationRows delegations;
    private final CommentRows comments;
    private final LookRows looks;
    private final ReminderRows reminders;
    private final ShortageRows shortages;
    private final TaskRows tasks;
    private final FreezeRows freezes;
    private final OutboxRows outbox;
    private final WebhookRows webhooks;
    private final PreferenceRows preferences;
    private final AuditRows audit;
    private final OverviewRows overview;
    private final PersonRows persons;
    private final AnchorRows anchors;
    private final CheckpointRows checkpoints;
    private final ExportRows exports;
    private final RetentionRows retention;
    private final IdempotencyRows idempotency;
    private final ControlRows controls;
    private final AutomationRows automation;
    private final HealthRows health;
    private final ConfigurationRows configurations;
    private final DriftRows drifts;
    private final ProcessRows processes;
    private final FeedRows feed;
    private final MonitorRows monitor;
    private final ArchiveRows archive;
    private final SafeModeRows safeModes;

    private Storage(Sql sql) {
        this.sql = sql;
        this.organizations = new OrganizationRows(sql);
        this.workspaces = new WorkspaceRows(sql);
        this.policies = new PolicyRows(sql);
        this.policyChanges = new PolicyChangeRows(sql);
        this.bypasses = new BypassRows(sql);
        this.versions = new VersionRows(sql);
        this.artifacts = new ArtifactRows(sql);
        this.targets = new TargetRows(sql);
        this.releases = new ReleaseRows(sql, targets);
        this.promotions = new PromotionRows(sql);
        this.line = new LineRows(sql);
        this.approvals = new ApprovalRows(sql);
        this.checks = new CheckRows(sql);
        this.attempts = new AttemptRows(sql);
        this.delegations = new DelegationRows(sql);
        this.comments = new CommentRows(sql);
        this.looks = new LookRows(sql);
        this.reminders = new ReminderRows(sql);
        this.shortages = new ShortageRows(sql);
        this.tasks = new TaskRows(sql);
        this.freezes = new FreezeRows(sql);
        this.outbox = new OutboxRows(sql);
        this.webhooks = new WebhookRows(sql);
        this.preferences = new PreferenceRows(sql);
        this.audit = new AuditRows(sql);
        this.overview = new OverviewRows(sql);
        this.persons = new PersonRows(sql);
        this.anchors = new AnchorRows(sql);
        this.checkpoints = new CheckpointRows(sql);
        this.exports = new ExportRows(sql);
        this.retention = new RetentionRows(sql);
        this.idempotency = new IdempotencyRows(sql);
        this.controls = new ControlRows(sql);
        this.automation = new AutomationRows(sql);
        this.health = new HealthRows(sql);
        this.configurations = new ConfigurationRows(sql);
        this.drifts = new DriftRows(sql);
        this.processes = new ProcessRows(sql);
        this.feed = new FeedRows(sql);
        this.monitor = new MonitorRows(sql);
        this.archive = new ArchiveRows(sql);
        this.safeModes = new SafeModeRows(sql);
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

    /** Asks these questions in one round trip, in this order: what stands behind a lock is read under it. */
    public void ask(List<? extends Read<?>> reads) {
        sql.ask(List.copyOf(reads));
    }

    /** What need not be asked. */
    public <T> Read<T> answered(T answer) {
        return Read.answered(sql, answer);
    }

    /**
     * What a unit of work does, as one: writes go to the database together with the next statement, at the end at the latest,
     * and what is locked is read once. Only inside a transaction, which it does not outlive.
     */
    public <T> T asOne(Supplier<T> body) {
        return sql.asOne(body);
    }

    /** What programs have been told. */
    public FeedRows feed() {
        return feed;
    }

    /** What monitoring counts. */
    public MonitorRows monitor() {
        return monitor;
    }

    /** What is archived, and when. */
    public ArchiveRows archive() {
        return archive;
    }

    /** Who stands still after a restore. */
    public SafeModeRows safeModes() {
        return safeModes;
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

    /** Proposals to weaken that. */
    public PolicyChangeRows policyChanges() {
        return policyChanges;
    }

    /** Emergencies in which approvals are passed by. */
    public BypassRows bypasses() {
        return bypasses;
    }

    /** The registered versions. */
    public VersionRows versions() {
        return versions;
    }

    /** The artifacts that those see who see certain workspaces. */
    public ArtifactRows artifacts() {
        return artifacts;
    }

    /** Places that take versions, and how full they make a workspace. */
    public TargetRows targets() {
        return targets;
    }

    /** What is, and was, live where. */
    public ReleaseRows releases() {
        return releases;
    }

    /** The promotion requests. */
    public PromotionRows promotions() {
        return promotions;
    }

    /** Those that wait behind another one. */
    public LineRows line() {
        return line;
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

    /** Who is away, and who stands in. */
    public DelegationRows delegations() {
        return delegations;
    }

    /** What people wrote beside promotions. */
    public CommentRows comments() {
        return comments;
    }

    /** Who is looking at which promotion. */
    public LookRows looks() {
        return looks;
    }

    /** When people reminded others. */
    public ReminderRows reminders() {
        return reminders;
    }

    /** Which policies cannot be met at present. */
    public ShortageRows shortages() {
        return shortages;
    }

    /** The open tasks of people. */
    public TaskRows tasks() {
        return tasks;
    }

    /** The freezes, their exceptions, and which promotions they touched. */
    public FreezeRows freezes() {
        return freezes;
    }

    /** The messages to be sent. */
    public OutboxRows outbox() {
        return outbox;
    }

    /** The endpoints that are told what happens. */
    public WebhookRows webhooks() {
        return webhooks;
    }

    /** What persons and workspaces want to be told. */
    public PreferenceRows preferences() {
        return preferences;
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

    /** What was signed of logs, and who has it. */
    public CheckpointRows checkpoints() {
        return checkpoints;
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

    /** What people put in the way. */
    public ControlRows controls() {
        return controls;
    }

    /** Where Sluice may promote by itself. */
    public AutomationRows automation() {
        return automation;
    }

    /** Releases that were reported to be unhealthy. */
    public HealthRows health() {
        return health;
    }

    /** What is configured. */
    public ConfigurationRows configurations() {
        return configurations;
    }

    /** Where something else is live than what was recorded. */
    public DriftRows drifts() {
        return drifts;
    }

    /** Proofs of process definitions, and where promotions came through. */
    public ProcessRows processes() {
        return processes;
    }
}
