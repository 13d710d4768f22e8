package io.sluice.promotion.gate;

import io.sluice.promotion.calendar.Openings;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Is this the time? */
final class TimeRules {
    private static final String WAIT = "Wait; Sluice goes on by itself.";

    private TimeRules() {}

    static void judge(Timing timing, Consumer<Blocker> blocked) {
        schedule(timing, blocked);
        soak(timing, blocked);
        windows(timing, blocked);
        freezes(timing, blocked);
    }

    private static void schedule(Timing timing, Consumer<Blocker> blocked) {
        timing.notBefore().filter(timing.now()::isBefore).ifPresent(at -> {
            Optional<Instant> opens = timing.openFrom(at);
            blocked.accept(new Blocker(
                    "schedule.notYet",
                    "The deployment is scheduled for " + at + "." + laterThan(at, opens),
                    Blocker.Lifts.BY_ITSELF,
                    "nobody",
                    "",
                    opens,
                    "Wait, or have its requester or an operator schedule it anew."));
        });
    }

    private static String laterThan(Instant at, Optional<Instant> opens) {
        if (opens.isEmpty()) {
            return " Change windows and freezes leave no time for it.";
        }
        return opens.get().equals(at) ? "" : " Change windows and freezes allow it from " + opens.get() + ".";
    }

    private static void soak(Timing timing, Consumer<Blocker> blocked) {
        Optional<Instant> soaked = timing.soaked();
        if (soaked.isPresent() && !soaked.get().isAfter(timing.now())) {
            return;
        }
        Workspace source = timing.source();
        String demanded = Durations.canonical(timing.soak());
        if (soaked.isPresent()) {
            blocked.accept(new Blocker(
                    "soak.notYet",
                    "The version must be live in " + source.name() + " for " + demanded + ", which it is at "
                            + soaked.get() + ".",
                    Blocker.Lifts.BY_ITSELF,
                    "nobody",
                    "live there since "
                            + timing.stays().get(timing.stays().size() - 1).from(),
                    timing.openFrom(soaked.get()),
                    WAIT));
        } else {
            blocked.accept(new Blocker(
                    "soak.interrupted",
                    "The version was replaced in " + source.name() + " before it was live there for " + demanded + ".",
                    Blocker.Lifts.BY_PEOPLE,
                    "whoever may promote into or roll back " + source.name(),
                    timing.stays().size() + " times live there, each time too short",
                    Optional.empty(),
                    "Bring the version back into " + source.name()
                            + " and wait, or promote the one that is live there."));
        }
    }

    private static void windows(Timing timing, Consumer<Blocker> blocked) {
        for (PolicyRevision revision : timing.policies()) {
            Optional<Instant> own =
                    new Openings(List.of(timing.demands(revision).windows()), List.of()).next(timing.now());
            if (own.map(timing.now()::equals).orElse(false)) {
                continue;
            }
            Optional<Instant> opens = timing.openFrom(timing.now());
            blocked.accept(new Blocker(
                    "window.closed",
                    "The change window of " + timing.target().name() + " "
                            + opens.map(at -> "opens at " + at).orElse("does not open in sight") + ".",
                    own.isPresent() ? Blocker.Lifts.BY_ITSELF : Blocker.Lifts.BY_PEOPLE,
                    own.isPresent() ? "nobody" : "a policy administrator",
                    "policy revision " + revision.revision(),
                    opens,
                    own.isPresent() ? WAIT : "Give the policy a window that is to come."));
        }
    }

    private static void freezes(Timing timing, Consumer<Blocker> blocked) {
        for (Freeze freeze : timing.freezes()) {
            if (!freeze.holdsAt(timing.now())) {
                continue;
            }
            Optional<Instant> opens = timing.openFrom(timing.now());
            blocked.accept(new Blocker(
                    "freeze.active",
                    "Freeze \"" + freeze.title() + "\" holds it; "
                            + opens.map(at -> "the next opening is " + at).orElse("no opening is in sight")
                            + ". Reason: " + freeze.reason(),
                    Blocker.Lifts.BY_ITSELF,
                    "whoever manages freezes",
                    "freeze " + freeze.id(),
                    opens,
                    "Wait, or ask for an exception."));
        }
    }
}
