package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Timing;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.PromotionFlow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decided promotions whose time has not come: until when they wait and what they say about it. */
public final class Waits {
    /** A freeze can be lifted, and then something may have been missed: look again after so long at the latest. */
    private static final Duration SAFE = Duration.ofHours(1);

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Set<PromotionPhase> WAITING =
            EnumSet.of(PromotionPhase.SCHEDULED, PromotionPhase.WAITING_FOR_WINDOW, PromotionPhase.QUEUED);

    private final Authorization authorization;
    private final Catalog catalog;
    private final FactsReader facts;
    private final Messages messages;
    private final PromotionFlow flow;
    private final Clock clock;

    public Waits(Core core) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.facts = core.facts();
        this.messages = core.messages();
        this.flow = core.flow();
        this.clock = core.clock();
    }

    /** When the deployment may begin. */
    public Instant opens(PromotionRequest request) {
        Timing timing = facts.timing(request);
        Optional<Instant> opens = timing.opens();
        if (!timing.isFrozen()) {
            return opens.orElse(timing.now());
        }
        Instant safe = timing.now().plus(SAFE);
        return opens.filter(safe::isAfter).orElse(safe);
    }

    /** When to try again after the target could not be taken. */
    public Instant nextTry(PromotionRequest request) {
        Instant pause = clock.instant().plus(PAUSE);
        Instant opens = opens(request);
        return opens.isAfter(pause) ? opens : pause;
    }

    /** When the version has been live in the source for long enough; now when it has, or when waiting is no use. */
    public Instant soaked(PromotionRequest request) {
        Timing timing = facts.timing(request);
        return timing.soaked().orElse(timing.now());
    }

    /** A request is decided: what it waits for, if anything. */
    void approved(LockedPromotion unit) {
        Timing timing = facts.timing(unit.request());
        PromotionPhase phase = timing.phase();
        unit.become(PromotionStatus.APPROVED, phase, detail(timing));
        unit.record("promotion.approved", Map.of("phase", phase.name()));
        tellOfFreezes(unit.request(), timing);
    }

    private void tellOfFreezes(PromotionRequest request, Timing timing) {
        timing.freezes().stream()
                .filter(freeze -> freeze.holdsAt(timing.now()))
                .forEach(freeze -> messages.toPerson(
                        request,
                        NotificationKind.FREEZE_HOLDS,
                        request.requestedBy(),
                        Facts.of(Fact.FREEZE, freeze.title())
                                .and(Fact.RESUMES_AT, timing.opens())
                                .and(Fact.REASON, freeze.reason())));
    }

    /** Something that a decided request waits for has changed: says so, and lets the timers follow. */
    public void refresh(LockedPromotion unit) {
        PromotionRequest request = unit.request();
        if (!request.isOpen()) {
            return;
        }
        if (isWaiting(request)) {
            Timing timing = facts.timing(request);
            PromotionPhase phase = timing.phase();
            String detail = Text.foreign(detail(timing));
            if (phase != request.phase() || !(phase == PromotionPhase.QUEUED || detail.equals(request.detail()))) {
                unit.enter(phase, detail);
            }
        }
        unit.afterwards(() -> flow.timesChanged(unit.request()));
    }

    /** Plans the deployment for another time. The approvals stay: when it happens is not what was approved. */
    public void reschedule(Caller caller, LockedPromotion unit, Optional<Instant> earliest) {
        PromotionRequest request = unit.request();
        requirePlannable(caller, request);
        if (earliest.filter(at -> !at.isAfter(clock.instant())).isPresent()) {
            throw new InvalidInputException("notBefore", "schedule.past", "notBefore does not lie in the future.");
        }
        Timing timing = facts.timing(request.scheduled(earliest));
        boolean waiting = isWaiting(request);
        unit.schedule(
                earliest, waiting ? timing.phase() : request.phase(), waiting ? detail(timing) : request.detail());
        String when = earliest.map(Instant::toString).orElse("as soon as possible");
        unit.record("promotion.rescheduled", Map.of("notBefore", when));
        if (!caller.person().equals(request.requestedBy())) {
            messages.toPerson(
                    request,
                    NotificationKind.NOTE,
                    request.requestedBy(),
                    Facts.of(Fact.MESSAGE, "The deployment is planned anew: " + when + "."));
        }
        unit.afterwards(() -> flow.timesChanged(unit.request()));
    }

    /** Refuses whoever may not plan it anew, and what is not to be planned any more. */
    void requirePlannable(Caller caller, PromotionRequest request) {
        authorization.require(caller, Operation.RESCHEDULE, request, catalog.demands(request));
        Decisions.requireStoppable(request);
    }

    private static boolean isWaiting(PromotionRequest request) {
        return request.status() == PromotionStatus.APPROVED && WAITING.contains(request.phase());
    }

    private static String detail(Timing timing) {
        return timing.blockers().stream().map(Blocker::message).collect(Collectors.joining(" "));
    }
}
