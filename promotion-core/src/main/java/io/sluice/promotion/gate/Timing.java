package io.sluice.promotion.gate;

import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.calendar.Openings;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When one promotion may begin: its schedule, the soak of its version, the change windows and the freezes, all together.
 * Timers ask it; the gate judges by it.
 *
 * @param now the moment of judging
 * @param kind forward or back; going back waits for its schedule only
 * @param source where it comes from
 * @param target where it goes
 * @param policies the revisions that must be met
 * @param notBefore the scheduled time
 * @param freezes the freezes of its target and artifact that it has no exception from
 * @param stays when its content was live in the source
 */
public record Timing(
        Instant now,
        PromotionKind kind,
        Workspace source,
        Workspace target,
        List<PolicyRevision> policies,
        Optional<Instant> notBefore,
        List<Freeze> freezes,
        List<Stay> stays) {
    /** Those whose content has soaked soonest first, those whose never does last. */
    public static final Comparator<Timing> SLOWEST_LAST =
            Comparator.comparing(timing -> timing.soaked().orElse(Instant.MAX));

    /** Copies the lists; freezes in the order of their ids. */
    public Timing {
        policies = List.copyOf(policies);
        freezes = freezes.stream()
                .sorted(Comparator.comparing(freeze -> freeze.id().value()))
                .toList();
        stays = List.copyOf(stays);
    }

    /** What holds it now, and until when. */
    public List<Blocker> blockers() {
        List<Blocker> blockers = new ArrayList<>();
        TimeRules.judge(this, blockers::add);
        return blockers;
    }

    /** The earliest moment from now on at which nothing holds it; empty when there is none in five years. */
    public Optional<Instant> opens() {
        Instant scheduled = notBefore.filter(now::isBefore).orElse(now);
        return soaked().flatMap(ready -> openFrom(ready.isAfter(scheduled) ? ready : scheduled));
    }

    /** What a person reads about a promotion that is decided. */
    public PromotionPhase phase() {
        boolean waits = notBefore.filter(now::isBefore).isPresent() || !isSoaked();
        if (waits) {
            return PromotionPhase.SCHEDULED;
        }
        return isOpenAt(now) ? PromotionPhase.QUEUED : PromotionPhase.WAITING_FOR_WINDOW;
    }

    /** Whether a freeze holds it now: somebody may lift it before its time. */
    public boolean isFrozen() {
        return freezes.stream().anyMatch(freeze -> freeze.holdsAt(now));
    }

    /** The next opening of windows and freezes at or after a moment. */
    Optional<Instant> openFrom(Instant moment) {
        List<List<CalendarSpan>> windows =
                policies.stream().map(revision -> demands(revision).windows()).toList();
        return new Openings(windows, freezes.stream().map(Freeze::span).toList()).next(moment);
    }

    /** When it has soaked: now, when it has already or need not; empty when that never comes by itself. */
    public Optional<Instant> soaked() {
        Duration soak = soak();
        if (soak.isZero() || stays.isEmpty()) {
            return Optional.of(now);
        }
        return stays.stream()
                .flatMap(stay -> stay.reached(soak).stream())
                .min(Comparator.naturalOrder())
                .map(ready -> ready.isAfter(now) ? ready : now);
    }

    /** The longest soak that the policies demand. */
    Duration soak() {
        return policies.stream()
                .map(revision -> demands(revision).soak())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    Demands demands(PolicyRevision revision) {
        return Demands.of(kind, revision.policy());
    }

    private boolean isSoaked() {
        return soaked().map(now::equals).orElse(false);
    }

    private boolean isOpenAt(Instant moment) {
        return openFrom(moment).map(moment::equals).orElse(false);
    }
}
