package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.request.Bypass.State;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Emergencies: approvals of one promotion are passed by. The promotion's row lock orders what people do about them. */
public final class Bypasses {
    /** By what rule an emergency can be declared, and the earlier one that nobody used in time. */
    record Declarable(BreakGlass rule, Optional<Bypass> outdated) {}

    private static final Duration DAILY = Duration.ofDays(1);

    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Stages stages;
    private final BypassAlerts alerts;
    private final Clock clock;

    public Bypasses(Core core, Stages stages) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.stages = stages;
        this.alerts = new BypassAlerts(core);
        this.clock = core.clock();
    }

    /** Asks for it; where the policy takes one person, it is in effect at once. */
    public void request(
            Caller caller, LockedPromotion unit, String subjectHash, String reason, Optional<String> ticket) {
        PromotionRequest request = unit.request();
        Declarable declarable = requireDeclarable(caller, request, subjectHash);
        BreakGlass rule = declarable.rule();
        Instant now = clock.instant();
        declarable.outdated().ifPresent(other -> storage.bypasses().update(other.voided()));
        Bypass bypass = new Bypass(
                request.organization(),
                Ids.next(),
                request.id(),
                request.target(),
                request.subjectHash(),
                reason,
                ticket,
                caller.person(),
                now,
                now.plus(rule.validFor()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                State.REQUESTED);
        storage.bypasses().insert(bypass);
        Map<String, Object> facts = new TreeMap<>(Map.of("bypass", bypass.id(), "reason", reason));
        ticket.ifPresent(known -> facts.put("ticket", known));
        record(AuditLog.actorOf(caller), unit, "bypass.requested", facts);
        alerts.requested(request, bypass);
        if (rule.persons() == 1) {
            takeEffect(caller, unit, bypass.confirmed(Optional.empty(), now, rule.validFor()));
        }
    }

    /** Refuses what {@link #request} would refuse. */
    Declarable requireDeclarable(Caller caller, PromotionRequest request, String subjectHash) {
        authorization.require(caller, Operation.REQUEST_BYPASS, request, catalog.demands(request));
        BreakGlass rule = requireUsable(caller, request, subjectHash);
        Optional<Bypass> pending = newest(request).filter(Bypasses::isPending);
        if (pending.filter(other -> other.isActive(clock.instant())).isPresent()) {
            throw new ConflictException("bypass.open", "Somebody declared an emergency for this already.");
        }
        return new Declarable(rule, pending);
    }

    /** Confirms it as the second person: from now on approvals are not asked for. */
    public void confirm(Caller caller, LockedPromotion unit, String subjectHash) {
        PromotionRequest request = unit.request();
        authorization.require(caller, Operation.CONFIRM_BYPASS, request, catalog.demands(request));
        BreakGlass rule = requireUsable(caller, request, subjectHash);
        Instant now = clock.instant();
        Bypass bypass = newest(request)
                .filter(known -> known.state() == State.REQUESTED)
                .orElseThrow(() -> new ConflictException("bypass.notOpen", "Nothing waits to be confirmed."));
        if (!bypass.isActive(now) || !bypass.subjectHash().equals(request.subjectHash())) {
            throw new ConflictException("bypass.expired", "The time for confirming this is over.");
        }
        if (bypass.involves(caller.person())) {
            throw new ForbiddenException("bypass.samePerson", "A second person must confirm this.");
        }
        takeEffect(caller, unit, bypass.confirmed(Optional.of(caller.person()), now, rule.validFor()));
    }

    private void takeEffect(Caller caller, LockedPromotion unit, Bypass bypass) {
        storage.bypasses().update(bypass);
        record(
                AuditLog.actorOf(caller),
                unit,
                "bypass.confirmed",
                Map.of("bypass", bypass.id(), "validUntil", bypass.validUntil().toString()));
        alerts.passedBy(unit.request(), bypass);
        stages.passBy(unit);
    }

    /** The gate opened because of it: from now on somebody has to review it. */
    void use(LockedPromotion unit, Bypass bypass) {
        if (bypass.state() == State.USED) {
            return;
        }
        PromotionRequest request = unit.request();
        BreakGlass rule = rule(request)
                .orElseThrow(() -> new IllegalStateException("The gate passed by approvals without a rule for it."));
        Bypass used = bypass.used(clock.instant(), rule.reviewWithin());
        storage.bypasses().update(used);
        String due = used.review().orElseThrow().due().toString();
        record(AuditLog.system("confirm"), unit, "bypass.used", Map.of("bypass", used.id(), "reviewDue", due));
        alerts.passedBy(request, used);
    }

    /** Says afterwards whether it was right. */
    public void review(Caller caller, LockedPromotion unit, boolean justified, String note) {
        PromotionRequest request = unit.request();
        authorization.require(caller, Operation.REVIEW_BYPASS, request, catalog.demands(request));
        requireHuman(caller);
        Bypass bypass = newest(request)
                .filter(known -> known.state() == State.USED)
                .orElseThrow(() -> new ConflictException("bypass.nothingToReview", "Nothing waits to be reviewed."));
        if (bypass.involves(caller.person())) {
            throw new ForbiddenException("bypass.ownReview", "Nobody reviews an emergency they had a part in.");
        }
        storage.bypasses().update(bypass.reviewed(caller.person(), clock.instant(), justified, note));
        record(
                AuditLog.actorOf(caller),
                unit,
                "bypass.reviewed",
                Map.of("bypass", bypass.id(), "justified", justified, "note", note));
    }

    /** Nobody used it in time; without effect when that changed meanwhile. */
    void expire(LockedPromotion unit, String id) {
        newest(unit.request())
                .filter(bypass -> bypass.id().equals(id) && isPending(bypass) && !bypass.isActive(clock.instant()))
                .ifPresent(bypass -> {
                    storage.bypasses().update(bypass.voided());
                    record(AuditLog.system("time"), unit, "bypass.expired", Map.of("bypass", id));
                });
    }

    /** Reminds the auditors of a review; without effect when it is done meanwhile. */
    void remind(LockedPromotion unit, String id) {
        Instant now = clock.instant();
        newest(unit.request())
                .filter(bypass -> bypass.id().equals(id) && bypass.state() == State.USED)
                .ifPresent(bypass -> {
                    Bypass.Review review = bypass.review().orElseThrow();
                    boolean overdue = !now.isBefore(review.due());
                    storage.bypasses().update(bypass.remindedAgain(overdue ? now.plus(DAILY) : review.due()));
                    alerts.reviewDue(unit.request(), bypass);
                });
    }

    private BreakGlass requireUsable(Caller caller, PromotionRequest request, String subjectHash) {
        requireHuman(caller);
        Decisions.requireStoppable(request);
        Decisions.requireSubject(request, subjectHash);
        BreakGlass rule = rule(request)
                .orElseThrow(() ->
                        new ForbiddenException("bypass.off", "The policy of this workspace knows no emergencies."));
        Instant now = clock.instant();
        boolean overdue = storage.bypasses().toReview(request.organization(), request.target()).stream()
                .flatMap(bypass -> bypass.review().stream())
                .anyMatch(review -> !now.isBefore(review.due()));
        if (overdue) {
            throw new ConflictException(
                    "bypass.reviewOverdue", "An earlier emergency of this workspace must be reviewed first.");
        }
        return rule;
    }

    /** What the revision captured at the request and the one in force allow both. */
    private Optional<BreakGlass> rule(PromotionRequest request) {
        Workspace target = catalog.workspace(request.organization(), request.target());
        PolicyRevision captured = catalog.policy(request.organization(), request.target(), request.policyRevision());
        PolicyRevision inForce = catalog.policy(request.organization(), request.target(), target.policyRevision());
        return captured.policy()
                .breakGlass()
                .flatMap(then -> inForce.policy().breakGlass().map(then::stricter));
    }

    private Optional<Bypass> newest(PromotionRequest request) {
        List<Bypass> all = storage.bypasses().ofPromotion(request.organization(), request.id());
        return all.stream().findFirst();
    }

    private static boolean isPending(Bypass bypass) {
        return bypass.state() == State.REQUESTED || bypass.state() == State.CONFIRMED;
    }

    /** In the promotion's own chain, and in the one that those who watch over security read. */
    private void record(String actor, LockedPromotion unit, String type, Map<String, Object> data) {
        unit.record(type, data);
        OrganizationId organization = unit.request().organization();
        Map<String, Object> facts = new TreeMap<>(data);
        facts.put("promotion", unit.request().id().value());
        facts.put("workspace", unit.request().target().value());
        audit.security(organization, type, actor, facts);
    }

    private static void requireHuman(Caller caller) {
        if (!caller.isHuman()) {
            throw new ForbiddenException("approver.notHuman", "Only a person can do this, not a service account.");
        }
    }
}
