package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Standstill;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.SafeModeRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.trail.RestoreWatch;
import io.sluice.promotion.trail.RestoredPromotions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps a restored database from deploying by itself. A database that is older than a checkpoint outside of it lost
 * something: its organizations stand still, what is live is compared with what it says, and an operator of each
 * organization looks at that and has it go on. Thread-safe.
 */
public final class SafeMode {
    /** Why an organization stands still. */
    public enum Cause {
        /** A checkpoint outside covers more events than the database has. */
        OLDER_THAN_CHECKPOINT,
        /** The database does not have a checkpoint that was handed out. */
        OTHER_THAN_CHECKPOINT,
        /** The log became shorter while a node was running. */
        LOG_SHRANK,
        /** Another organization of this database lost something. */
        ELSEWHERE,
        /** The program was started like that. */
        BY_HAND
    }

    /** How a promotion that was open compares with what is live in its target. */
    public enum State {
        /** The deployer was not asked yet, or could not tell. */
        UNKNOWN,
        /** What the database says is live is live. */
        AS_RECORDED,
        /** The promoted version is live, which the database does not know. */
        ALREADY_LIVE,
        /** Something else is live. */
        DIFFERENT
    }

    /**
     * A time of standing still.
     *
     * @param id names it
     * @param cause why
     * @param detail for people
     * @param enteredAt since when
     * @param leftAt until when; empty while it lasts
     * @param leftBy who had the organization go on
     * @param reason what they said
     * @param unknown of how many promotions that were open nobody knows yet what is live
     */
    public record Period(
            String id,
            Cause cause,
            String detail,
            Instant enteredAt,
            Optional<Instant> leftAt,
            Optional<PersonId> leftBy,
            Optional<String> reason,
            long unknown) {}

    /**
     * A promotion that was open when the organization began to stand still.
     *
     * @param promotion which
     * @param state how it compares
     * @param live what the deployer said is live in its target; empty when it was not asked
     * @param askedAt when it was asked
     */
    public record Comparison(PromotionId promotion, State state, String live, Optional<Instant> askedAt) {}

    private static final int AT_ONCE = 20;

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;
    private final Standstill standstill;
    private final RestoreWatch watch;
    private final RestoredPromotions restored;

    SafeMode(Core core, Standstill standstill, RestoreWatch watch) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
        this.standstill = standstill;
        this.watch = watch;
        this.restored = new RestoredPromotions(core);
    }

    /** Whether any organization stands still, as this node knows it: then nothing may be done by itself. Asks nobody. */
    public boolean isOn() {
        return standstill.isOn();
    }

    /**
     * Looks whether the log of an organization became shorter, who stands still by now, and asks the deployer about some of
     * the promotions of which nobody knows. Call it outside of any transaction, every few seconds.
     *
     * @return how many promotions were compared with what is live
     */
    public int look() {
        watch.look();
        return standstill.isOn() ? restored.compare(AT_ONCE) : 0;
    }

    /** The time that an organization stands still now, or stood still last; empty when it never did. */
    public Optional<Period> newest(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            catalog.organization(organization);
            authorization.require(caller, Operation.VIEW_SAFE_MODE);
            return watch.newest(organization).map(period -> shown(organization, period));
        });
    }

    /**
     * The promotions that were open when the organization began to stand still this time, or the last time.
     *
     * @param after the last one of the page before; empty for the first page
     * @param limit 1 to 1,000
     */
    public List<Comparison> comparisons(
            Actor actor, OrganizationId organization, Optional<PromotionId> after, int limit) {
        Releases.requireLimit(limit);
        return pipeline.read(actor, organization, caller -> {
            catalog.organization(organization);
            authorization.require(caller, Operation.VIEW_SAFE_MODE);
            String from = after.map(PromotionId::value).orElse("");
            return watch.newest(organization).stream()
                    .flatMap(period -> storage.safeModes().restored(organization, period.id(), from, limit).stream())
                    .map(one -> new Comparison(one.promotion(), State.valueOf(one.state()), one.live(), one.askedAt()))
                    .toList();
        });
    }

    /**
     * Has an organization go on. Promotions that are still open then go on where the database says they are; cancel before
     * what must not. The nodes begin to work when no organization of the database stands still any more.
     *
     * @param reason what was found and decided, for auditors
     * @throws NotFoundException when the organization does not stand still
     */
    public Period leave(Actor actor, OrganizationId organization, String reason, IdempotencyKey key) {
        String why = Text.requireReason("reason", reason);
        Call call = new Call(actor, organization, Operation.LEAVE_SAFE_MODE, key, why);
        Period left = pipeline.create(
                call,
                this::allowed,
                (caller, same) -> leave(caller, why),
                id -> storage.safeModes().periods(organization, 100).stream()
                        .filter(period -> period.id().equals(id))
                        .findFirst()
                        .map(period -> shown(organization, period))
                        .orElseThrow(() -> new NotFoundException("safeMode")));
        watch.refresh();
        return left;
    }

    private Caller allowed(Caller caller) {
        catalog.organization(caller.organization());
        authorization.require(caller, Operation.LEAVE_SAFE_MODE);
        return caller;
    }

    private String leave(Caller caller, String reason) {
        OrganizationId organization = allowed(caller).organization();
        audit.awaitSecurity(organization);
        SafeModeRows.Period period = watch.newest(organization)
                .filter(newest -> newest.leftAt().isEmpty())
                .orElseThrow(() -> new NotFoundException("safeMode"));
        storage.safeModes().leave(organization, caller.person(), reason, clock.instant());
        long unknown = storage.safeModes().unknown(organization, period.id());
        audit.security(caller, "safeMode.left", Map.of("cause", period.cause(), "reason", reason, "unknown", unknown));
        return period.id();
    }

    private Period shown(OrganizationId organization, SafeModeRows.Period period) {
        return new Period(
                period.id(),
                Cause.valueOf(period.cause()),
                period.detail(),
                period.enteredAt(),
                period.leftAt(),
                period.leftBy(),
                period.reason(),
                storage.safeModes().unknown(organization, period.id()));
    }
}
