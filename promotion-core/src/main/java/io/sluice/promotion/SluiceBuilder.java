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
import io.sluice.promotion.command.Standstill;
import io.sluice.promotion.identity.ActorFactory;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.jdbc.SchemaMigrator;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.ArchiveSink;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.PromotionCheck;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.webhook.WebhookSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what the host provides for a {@link Sluice}. {@code directory}, {@code deployer}, {@code transactions} and {@code flow} are mandatory. */
public final class SluiceBuilder {
    private @Nullable Transactions transactions;
    private @Nullable IdentityDirectory directory;
    private @Nullable Deployer deployer;
    private @Nullable Function<Sluice, PromotionFlow> flow;
    private Optional<String> schema = Optional.empty();
    private Optional<WebhookSettings> webhooks = Optional.empty();
    private Optional<Clock> clock = Optional.empty();
    private Clock machineClock = Clock.systemUTC();
    private RolePermissions permissions = RolePermissions.standard();
    private String issuer = "host";
    private boolean migrate = true;
    private boolean safeMode;
    private Optional<ArchiveSink> archive = Optional.empty();
    private AuditOptions audit = AuditOptions.standard();
    private Duration drift = Duration.ofMinutes(10);
    private final Map<String, PromotionCheck> checks = new HashMap<>();
    private final List<Notifier> notifiers = new ArrayList<>();

    SluiceBuilder() {}

    /** Where units of work begin and end; also names the database. */
    public SluiceBuilder transactions(Transactions value) {
        this.transactions = value;
        return this;
    }

    /** The database schema of Sluice's tables; without it the connection's own is used. */
    public SluiceBuilder schema(String value) {
        this.schema = Optional.of(value);
        return this;
    }

    /** Whether the schema scripts are run at the start; true unless a DBA runs them. */
    public SluiceBuilder migrate(boolean value) {
        this.migrate = value;
        return this;
    }

    /** The host's persons and roles. */
    public SluiceBuilder directory(IdentityDirectory value) {
        this.directory = value;
        return this;
    }

    /** What makes a version live. */
    public SluiceBuilder deployer(Deployer value) {
        this.deployer = value;
        return this;
    }

    /** What sequences the steps; made from the doors it will call. */
    public SluiceBuilder flow(Function<Sluice, PromotionFlow> value) {
        this.flow = value;
        return this;
    }

    /** An automatic gate, known to policies by its name. */
    public SluiceBuilder check(PromotionCheck value) {
        if (checks.put(value.name().value(), value) != null) {
            throw new InvalidInputException("check", "check.duplicate", "Two checks are named " + value.name() + ".");
        }
        return this;
    }

    /** A channel for messages to people. */
    public SluiceBuilder notifier(Notifier value) {
        notifiers.add(value);
        return this;
    }

    /** Lets organizations have webhooks, within these rules; without them none can be added. */
    public SluiceBuilder webhooks(WebhookSettings value) {
        this.webhooks = Optional.of(value);
        return this;
    }

    /** Which role allows what; {@link RolePermissions#standard()} unless said otherwise. */
    public SluiceBuilder permissions(RolePermissions value) {
        this.permissions = value;
        return this;
    }

    /** The authority in whose name the host vouches for callers. */
    public SluiceBuilder issuer(String value) {
        this.issuer = value;
        return this;
    }

    /** How the audit trail is keyed, anchored and kept. */
    public SluiceBuilder audit(AuditOptions value) {
        this.audit = value;
        return this;
    }

    /** How often the deployer is asked what is live in each place: 10 minutes unless said otherwise, 1 minute to 7 days. */
    public SluiceBuilder driftEvery(Duration value) {
        this.drift = Durations.requireBetween("driftEvery", value, Duration.ofMinutes(1), Duration.ofDays(7));
        return this;
    }

    /** Who keeps ended promotions that organizations want archived; without it all of them stay in the database. */
    public SluiceBuilder archive(ArchiveSink value) {
        this.archive = Optional.of(value);
        return this;
    }

    /**
     * Whether every organization stands still from the start, until an operator has it go on, see {@link SafeMode}; for a
     * database that was restored from a backup. False unless said otherwise: then only what is noticed by itself counts.
     */
    public SluiceBuilder safeMode(boolean value) {
        this.safeMode = value;
        return this;
    }

    /** A clock instead of the database's; for tests. */
    public SluiceBuilder clock(Clock value) {
        this.clock = Optional.of(value);
        return this;
    }

    /** The clock of this machine, which is corrected by the database's; for tests of clocks that are off. */
    public SluiceBuilder machineClock(Clock value) {
        this.machineClock = value;
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
        DatabaseClock databaseClock = new DatabaseClock(machineClock);
        Clock used = clock.orElse(databaseClock);
        Supplier<Optional<Instant>> sync = clock.isPresent()
                ? Optional::empty
                : () -> {
                    databaseClock.measure(storage);
                    return Optional.of(databaseClock.instant());
                };
        if (clock.isEmpty()) {
            databaseClock.measure(storage);
        }
        Directory persons = new Directory(present("directory", directory));
        Catalog catalog = new Catalog(storage, joined);
        AuditParts auditParts = new AuditParts(audit, new ActorRefs(storage, joined, used), new Denials(used));
        AuditLog auditLog = auditParts.log(storage, used);
        Authorization authorization = new Authorization(permissions, auditParts.denials());
        Presences presences = new Presences(persons, authorization);
        Layout layout = new Layout(storage, joined);
        DeferredFlow deferred = new DeferredFlow();
        Standstill standstill = new Standstill();
        Core core = new Core(
                joined,
                storage,
                used,
                persons,
                authorization,
                catalog,
                auditLog,
                layout,
                new CommandPipeline(joined, storage, persons, auditLog, used, standstill),
                new FactsReader(storage, catalog, persons, presences, layout, used),
                new Capacities(storage, persons, catalog, presences, used),
                new Messages(storage, used),
                deferred,
                present("deployer", deployer),
                Map.copyOf(checks));
        Operations operations = new Operations(
                archive, safeMode, standstill, clock.isPresent() ? Optional.empty() : Optional.of(databaseClock));
        Sluice sluice = new Sluice(new Doors(
                core, new ActorFactory(issuer, used), notifiers, webhooks, sync, drift, auditParts, operations));
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
