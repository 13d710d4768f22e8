package io.sluice.promotion;

import io.sluice.promotion.identity.ActorFactory;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.spi.PromotionFlow;
import java.time.Instant;
import java.util.Optional;

/**
 * The doors to Sluice: may this version go to production, and who said so? Everything behind them is decided here and
 * written to the database; a {@link PromotionFlow} sequences the steps. Hosts normally get one from the embedded engine
 * of promotion-bpmn. Thread-safe. Every call names the caller and the organization first, and every command takes an
 * {@link IdempotencyKey} that makes it safe to repeat.
 */
public final class Sluice {
    private final Doors doors;

    Sluice(Doors doors) {
        this.doors = doors;
    }

    /** Collects what the host provides. */
    public static SluiceBuilder builder() {
        return new SluiceBuilder();
    }

    /** Turns the host's authenticated callers into actors. */
    public ActorFactory actors() {
        return doors.actors;
    }

    /** Tenants. */
    public Organizations organizations() {
        return doors.organizations;
    }

    /** The names of members. */
    public People people() {
        return doors.people;
    }

    /** Environments. */
    public Workspaces workspaces() {
        return doors.workspaces;
    }

    /** The settings of environments. */
    public Configurations configurations() {
        return doors.configurations;
    }

    /** What workspaces demand. */
    public Policies policies() {
        return doors.policies;
    }

    /** Proposals to weaken what protected workspaces demand. */
    public PolicyChanges policyChanges() {
        return doors.policyChanges;
    }

    /** Versions that can be promoted. */
    public Artifacts artifacts() {
        return doors.artifacts;
    }

    /** Results of automatic gates. */
    public Checks checks() {
        return doors.checks;
    }

    /** Asking for promotions and deciding on them. */
    public Promotions promotions() {
        return doors.promotions;
    }

    /** Approving for others, several at once, and asking for certain persons. */
    public Approvals approvals() {
        return doors.approvals;
    }

    /** What people say beside promotions. */
    public Comments comments() {
        return doors.comments;
    }

    /** Who is away, and who approves in their place. */
    public Delegations delegations() {
        return doors.delegations;
    }

    /** What Sluice promotes by itself, why it does not, and keeping it from doing so. */
    public Automation automation() {
        return doors.automation;
    }

    /** Keeping an artifact in a workspace as it is. */
    public Pins pins() {
        return doors.pins;
    }

    /** Stopping all promotions of a workspace or of the organization. */
    public Line line() {
        return doors.line;
    }

    /** Passing approvals by in an emergency. */
    public Emergencies emergencies() {
        return doors.emergencies;
    }

    /** Times in which nothing goes live. */
    public Freezes freezes() {
        return doors.freezes;
    }

    /** What waits for a person. */
    public TaskList tasks() {
        return doors.tasks;
    }

    /** What is live where, and what was. */
    public Releases releases() {
        return doors.releases;
    }

    /** Where something else is live than what was recorded. */
    public Drifts drifts() {
        return doors.drifts;
    }

    /** What a host's screens show of many promotions at once. */
    public Overview overview() {
        return doors.overview;
    }

    /** Who did what. */
    public AuditTrail audit() {
        return doors.audit;
    }

    /** The log that anchors audit events outside of the database. */
    public Anchoring anchoring() {
        return doors.anchoring;
    }

    /** How long bodies are kept, and what a legal hold keeps. */
    public Retention retention() {
        return doors.retention;
    }

    /** Moving ended promotions out of the database. */
    public Archive archive() {
        return doors.archive;
    }

    /** What keeps a restored database from deploying by itself. */
    public SafeMode safeMode() {
        return doors.safeMode;
    }

    /** Messages to people. */
    public Outbox outbox() {
        return doors.outbox;
    }

    /** Endpoints that are told what happens. */
    public Webhooks webhooks() {
        return doors.webhooks;
    }

    /** What people want to be told. */
    public Preferences preferences() {
        return doors.preferences;
    }

    /** Warnings about process files that people let stand. */
    public Waivers waivers() {
        return doors.waivers;
    }

    /** Tells programs of the host what happened. */
    public Feed feed() {
        return doors.feed;
    }

    /** How Sluice fares, for the host's own monitoring. */
    public Monitor monitor() {
        return doors.monitor;
    }

    /** For parts of Sluice outside of core that act for callers. */
    public Acts acts() {
        return doors.acts;
    }

    /** For the flow only, not for hosts. */
    public PromotionSteps steps() {
        return doors.steps;
    }

    /**
     * Forgets idempotency keys that are older than 7 days, and who looked at promotions more than 15 minutes ago, some at a
     * time; call it now and then until it returns 0.
     *
     * @return how many were forgotten
     */
    public int forgetOldKeys() {
        return doors.forgetOldKeys.getAsInt();
    }

    /**
     * Does what becomes due by time alone: ends proposals and emergencies whose time is over, reminds of reviews, starts
     * requests that waited for one that is gone. Call it about once a minute, outside of any transaction.
     *
     * @param limit how much of each kind at most
     * @return how much was done
     */
    public int keepTime(int limit) {
        return doors.keepTime.applyAsInt(limit);
    }

    /**
     * Measures the clock of this machine against the database's; call it about once a minute.
     *
     * @return the database's time now; empty where a clock was given that takes its place
     */
    public Optional<Instant> synchronizeClock() {
        return doors.clockSync.get();
    }
}
