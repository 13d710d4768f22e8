package io.sluice.promotion;

import io.sluice.promotion.access.RolePermissions;
import io.sluice.promotion.command.ActorRefs;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Capacities;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.DatabaseClock;
import io.sluice.promotion.command.DeferredFlow;
import io.sluice.promotion.command.Denials;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.Layout;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.command.Presences;
import io.sluice.promotion.governance.ChangeReaders;
import io.sluice.promotion.governance.ProposalTimes;
import io.sluice.promotion.governance.Proposals;
import io.sluice.promotion.governance.Revisions;
import io.sluice.promotion.identity.ActorFactory;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.jdbc.SchemaMigrator;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.AutomaticRequests;
import io.sluice.promotion.lifecycle.BypassTimes;
import io.sluice.promotion.lifecycle.Bypasses;
import io.sluice.promotion.lifecycle.CheckSteps;
import io.sluice.promotion.lifecycle.Controls;
import io.sluice.promotion.lifecycle.Deadlines;
import io.sluice.promotion.lifecycle.Decisions;
import io.sluice.promotion.lifecycle.DeploymentSteps;
import io.sluice.promotion.lifecycle.DriftDecisions;
import io.sluice.promotion.lifecycle.DriftWatch;
import io.sluice.promotion.lifecycle.FreezeExceptions;
import io.sluice.promotion.lifecycle.HealthReports;
import io.sluice.promotion.lifecycle.LiveVersions;
import io.sluice.promotion.lifecycle.Outcomes;
import io.sluice.promotion.lifecycle.Repairs;
import io.sluice.promotion.lifecycle.RequestQueue;
import io.sluice.promotion.lifecycle.Requests;
import io.sluice.promotion.lifecycle.Shortages;
import io.sluice.promotion.lifecycle.Stages;
import io.sluice.promotion.lifecycle.TargetSteps;
import io.sluice.promotion.lifecycle.Targets;
import io.sluice.promotion.lifecycle.TimerSteps;
import io.sluice.promotion.lifecycle.Waits;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.PromotionCheck;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.webhook.WebhookSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The doors to Sluice: may this version go to production, and who said so? Everything behind them is decided here and
 * written to the database; a {@link PromotionFlow} sequences the steps. Hosts normally get one from the embedded engine
 * of promotion-bpmn. Thread-safe. Every call names the caller and the organization first, and every command takes an
 * {@link IdempotencyKey} that makes it safe to repeat.
 */
public final class Sluice {
    private static final Duration KEYS_REMEMBERED = Duration.ofDays(7);

    private final ActorFactory actors;
    private final Organizations organizations;
    private final Workspaces workspaces;
    private final Configurations configurations;
    private final Policies policies;
    private final PolicyChanges policyChanges;
    private final Artifacts artifacts;
    private final Checks checks;
    private final Promotions promotions;
    private final Approvals approvals;
    private final Comments comments;
    private final Delegations delegations;
    private final Automation automation;
    private final Pins pins;
    private final Line line;
    private final Emergencies emergencies;
    private final Freezes freezes;
    private final TaskList tasks;
    private final Releases releases;
    private final Drifts drifts;
    private final Overview overview;
    private final AuditTrail audit;
    private final Anchoring anchoring;
    private final Retention retention;
    private final Outbox outbox;
    private final Webhooks webhooks;
    private final Preferences preferences;
    private final Acts acts;
    private final PromotionSteps steps;
    private final Runnable clockSync;
    private final IntSupplier forgetOldKeys;
    private final IntUnaryOperator keepTime;

    private Sluice(
            Core core,
            ActorFactory actors,
            List<Notifier> notifiers,
            Optional<WebhookSettings> endpoints,
            Runnable clockSync,
            Duration drift,
            AuditParts auditParts) {
        Targets targets = new Targets(core);
        Waits waits = new Waits(core);
        Deadlines deadlines = new Deadlines(core);
        Stages stages = new Stages(core, waits);
        Shortages shortages = new Shortages(core);
        RequestQueue queue = new RequestQueue(core, targets);
        Bypasses bypasses = new Bypasses(core, stages);
        Decisions decisions = new Decisions(core, stages, targets, deadlines, queue);
        Requests requests = new Requests(core, decisions, targets, queue);
        HealthReports health = new HealthReports(core, requests);
        AutomaticRequests automatic = new AutomaticRequests(core, requests);
        Controls controls = new Controls(core);
        this.releases = new Releases(core, health);
        LiveVersions live = new LiveVersions(core);
        DeploymentSteps deployments = new DeploymentSteps(core, live);
        this.actors = actors;
        this.clockSync = clockSync;
        this.forgetOldKeys = () -> core.storage()
                .idempotency()
                .deleteOlderThan(core.clock().instant().minus(KEYS_REMEMBERED), 1_000);
        this.organizations = new Organizations(core);
        this.workspaces = new Workspaces(core);
        this.configurations = new Configurations(core);
        Revisions revisions = new Revisions(core);
        ChangeReaders readers = new ChangeReaders(core);
        Proposals proposals = new Proposals(core, revisions, readers);
        this.policies = new Policies(core, revisions, shortages);
        this.policyChanges = new PolicyChanges(core, proposals, readers);
        ProposalTimes proposalTimes = new ProposalTimes(core, proposals);
        BypassTimes bypassTimes = new BypassTimes(core, bypasses);
        this.keepTime = limit -> proposalTimes.expire(limit)
                + bypassTimes.expire(limit)
                + bypassTimes.remind(limit)
                + queue.advanceStalled(limit);
        this.artifacts = new Artifacts(core, live, controls);
        this.checks = new Checks(core, health);
        Repairs repairs = new Repairs(core, live, targets);
        this.promotions = new Promotions(core, requests, decisions, repairs, waits, deadlines);
        this.emergencies = new Emergencies(core, bypasses);
        this.automation = new Automation(core, controls, automatic);
        this.pins = new Pins(core, controls);
        this.line = new Line(core, controls);
        this.freezes = new Freezes(core, new FreezeExceptions(core, waits));
        DriftWatch watch = new DriftWatch(core, drift);
        this.drifts = new Drifts(core, watch, new DriftDecisions(core, watch, live, requests));
        this.approvals = new Approvals(core, decisions, promotions);
        this.comments = new Comments(core);
        this.delegations = new Delegations(core);
        this.tasks = new TaskList(core);
        this.overview = new Overview(core);
        this.audit = auditParts.trail(core);
        this.anchoring = auditParts.anchoring(core);
        this.retention = auditParts.retention(core);
        this.acts = new Acts(core);
        this.outbox = new Outbox(core, acts, notifiers, endpoints);
        this.webhooks = new Webhooks(core, endpoints);
        this.preferences =
                new Preferences(core, notifiers.stream().map(Notifier::channel).collect(Collectors.toSet()));
        this.steps = new PromotionSteps(
                core,
                shortages,
                stages,
                new TimerSteps(core, deadlines, waits),
                new CheckSteps(core),
                new TargetSteps(core, targets, stages, bypasses),
                deployments,
                new Outcomes(core, targets, queue),
                automatic,
                health);
    }

    /** Collects what the host provides. */
    public static Builder builder() {
        return new Builder();
    }

    /** Turns the host's authenticated callers into actors. */
    public ActorFactory actors() {
        return actors;
    }

    /** Tenants. */
    public Organizations organizations() {
        return organizations;
    }

    /** Environments. */
    public Workspaces workspaces() {
        return workspaces;
    }

    /** The settings of environments. */
    public Configurations configurations() {
        return configurations;
    }

    /** What workspaces demand. */
    public Policies policies() {
        return policies;
    }

    /** Proposals to weaken what protected workspaces demand. */
    public PolicyChanges policyChanges() {
        return policyChanges;
    }

    /** Versions that can be promoted. */
    public Artifacts artifacts() {
        return artifacts;
    }

    /** Results of automatic gates. */
    public Checks checks() {
        return checks;
    }

    /** Asking for promotions and deciding on them. */
    public Promotions promotions() {
        return promotions;
    }

    /** Approving for others, several at once, and asking for certain persons. */
    public Approvals approvals() {
        return approvals;
    }

    /** What people say beside promotions. */
    public Comments comments() {
        return comments;
    }

    /** Who is away, and who approves in their place. */
    public Delegations delegations() {
        return delegations;
    }

    /** What Sluice promotes by itself, why it does not, and keeping it from doing so. */
    public Automation automation() {
        return automation;
    }

    /** Keeping an artifact in a workspace as it is. */
    public Pins pins() {
        return pins;
    }

    /** Stopping all promotions of a workspace or of the organization. */
    public Line line() {
        return line;
    }

    /** Passing approvals by in an emergency. */
    public Emergencies emergencies() {
        return emergencies;
    }

    /** Times in which nothing goes live. */
    public Freezes freezes() {
        return freezes;
    }

    /** What waits for a person. */
    public TaskList tasks() {
        return tasks;
    }

    /** What is live where, and what was. */
    public Releases releases() {
        return releases;
    }

    /** Where something else is live than what was recorded. */
    public Drifts drifts() {
        return drifts;
    }

    /** What a host's screens show of many promotions at once. */
    public Overview overview() {
        return overview;
    }

    /** Who did what. */
    public AuditTrail audit() {
        return audit;
    }

    /** The log that anchors audit events outside of the database. */
    public Anchoring anchoring() {
        return anchoring;
    }

    /** How long bodies are kept, and what a legal hold keeps. */
    public Retention retention() {
        return retention;
    }

    /** Messages to people. */
    public Outbox outbox() {
        return outbox;
    }

    /** Endpoints that are told what happens. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** What people want to be told. */
    public Preferences preferences() {
        return preferences;
    }

    /** For parts of Sluice outside of core that act for callers. */
    public Acts acts() {
        return acts;
    }

    /** For the flow only, not for hosts. */
    public PromotionSteps steps() {
        return steps;
    }

    /**
     * Forgets idempotency keys that are older than 7 days, some at a time; call it now and then until it returns 0.
     *
     * @return how many were forgotten
     */
    public int forgetOldKeys() {
        return forgetOldKeys.getAsInt();
    }

    /**
     * Does what becomes due by time alone: ends proposals and emergencies whose time is over, reminds of reviews, starts
     * requests that waited for one that is gone. Call it about once a minute, outside of any transaction.
     *
     * @param limit how much of each kind at most
     * @return how much was done
     */
    public int keepTime(int limit) {
        return keepTime.applyAsInt(limit);
    }

    /** Measures the clock of this machine against the database's; call it about once a minute. */
    public void synchronizeClock() {
        clockSync.run();
    }

    /** Collects what the host provides. {@code directory}, {@code deployer}, {@code transactions} and {@code flow} are mandatory. */
    public static final class Builder {
        private @Nullable Transactions transactions;
        private @Nullable IdentityDirectory directory;
        private @Nullable Deployer deployer;
        private @Nullable Function<Sluice, PromotionFlow> flow;
        private Optional<String> schema = Optional.empty();
        private Optional<WebhookSettings> webhooks = Optional.empty();
        private Optional<Clock> clock = Optional.empty();
        private RolePermissions permissions = RolePermissions.standard();
        private String issuer = "host";
        private boolean migrate = true;
        private AuditOptions audit = AuditOptions.standard();
        private Duration drift = Duration.ofMinutes(10);
        private final Map<String, PromotionCheck> checks = new HashMap<>();
        private final List<Notifier> notifiers = new ArrayList<>();

        private Builder() {}

        /** Where units of work begin and end; also names the database. */
        public Builder transactions(Transactions value) {
            this.transactions = value;
            return this;
        }

        /** The database schema of Sluice's tables; without it the connection's own is used. */
        public Builder schema(String value) {
            this.schema = Optional.of(value);
            return this;
        }

        /** Whether the schema scripts are run at the start; true unless a DBA runs them. */
        public Builder migrate(boolean value) {
            this.migrate = value;
            return this;
        }

        /** The host's persons and roles. */
        public Builder directory(IdentityDirectory value) {
            this.directory = value;
            return this;
        }

        /** What makes a version live. */
        public Builder deployer(Deployer value) {
            this.deployer = value;
            return this;
        }

        /** What sequences the steps; made from the doors it will call. */
        public Builder flow(Function<Sluice, PromotionFlow> value) {
            this.flow = value;
            return this;
        }

        /** An automatic gate, known to policies by its name. */
        public Builder check(PromotionCheck value) {
            if (checks.put(value.name().value(), value) != null) {
                throw new InvalidInputException(
                        "check", "check.duplicate", "Two checks are named " + value.name() + ".");
            }
            return this;
        }

        /** A channel for messages to people. */
        public Builder notifier(Notifier value) {
            notifiers.add(value);
            return this;
        }

        /** Lets organizations have webhooks, within these rules; without them none can be added. */
        public Builder webhooks(WebhookSettings value) {
            this.webhooks = Optional.of(value);
            return this;
        }

        /** Which role allows what; {@link RolePermissions#standard()} unless said otherwise. */
        public Builder permissions(RolePermissions value) {
            this.permissions = value;
            return this;
        }

        /** The authority in whose name the host vouches for callers. */
        public Builder issuer(String value) {
            this.issuer = value;
            return this;
        }

        /** How the audit trail is keyed, anchored and kept. */
        public Builder audit(AuditOptions value) {
            this.audit = value;
            return this;
        }

        /** How often the deployer is asked what is live in each place: 10 minutes unless said otherwise, 1 minute to 7 days. */
        public Builder driftEvery(Duration value) {
            this.drift = Durations.requireBetween("driftEvery", value, Duration.ofMinutes(1), Duration.ofDays(7));
            return this;
        }

        /** A clock instead of the database's; for tests. */
        public Builder clock(Clock value) {
            this.clock = Optional.of(value);
            return this;
        }

        /** Brings the schema up to date and opens the doors. */
        public Sluice build() {
            Transactions joined = present("transactions", transactions);
            SchemaMigrator migrator = new SchemaMigrator(joined.dataSource(), schema);
            if (migrate) {
                migrator.migrate();
            } else {
                migrator.requireCurrent();
            }
            Storage storage = Storage.open(joined, schema);
            DatabaseClock databaseClock = new DatabaseClock(Clock.systemUTC());
            Clock used = clock.orElse(databaseClock);
            Runnable sync = clock.isPresent() ? () -> {} : () -> databaseClock.measure(storage);
            sync.run();
            Directory persons = new Directory(present("directory", directory));
            Catalog catalog = new Catalog(storage, joined);
            AuditParts auditParts = new AuditParts(audit, new ActorRefs(storage, joined, used), new Denials(used));
            AuditLog auditLog = auditParts.log(storage, used);
            Authorization authorization = new Authorization(permissions, auditParts.denials());
            Presences presences = new Presences(persons, authorization);
            Layout layout = new Layout(storage, joined);
            DeferredFlow deferred = new DeferredFlow();
            Core core = new Core(
                    joined,
                    storage,
                    used,
                    persons,
                    authorization,
                    catalog,
                    auditLog,
                    layout,
                    new CommandPipeline(joined, storage, persons, auditLog, used),
                    new FactsReader(storage, catalog, persons, presences, layout, used),
                    new Capacities(storage, persons, catalog, presences, used),
                    new Messages(storage, used),
                    deferred,
                    present("deployer", deployer),
                    Map.copyOf(checks));
            Sluice sluice =
                    new Sluice(core, new ActorFactory(issuer, used), notifiers, webhooks, sync, drift, auditParts);
            deferred.become(present("flow", flow).apply(sluice));
            return sluice;
        }

        private static <T> T present(String what, @Nullable T value) {
            if (value == null) {
                throw new InvalidInputException(what, "builder.missing", "Sluice cannot start without " + what + ".");
            }
            return value;
        }
    }
}
