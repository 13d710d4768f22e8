package io.sluice.promotion.gate;

import io.sluice.promotion.policy.PolicyRevision;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Is this the time? */
final class TimeRules {
    private TimeRules() {}

    static void judge(GateFacts facts, Consumer<Blocker> blocked) {
        facts.notBefore()
                .filter(facts.now()::isBefore)
                .ifPresent(at -> blocked.accept(new Blocker(
                        "schedule.notYet",
                        "The deployment is scheduled for " + at + ".",
                        Blocker.Lifts.BY_ITSELF,
                        "nobody",
                        "",
                        Optional.of(at),
                        "Wait; Sluice goes on by itself.")));
        for (PolicyRevision revision : facts.policies()) {
            Instant opens = Demands.of(facts.kind(), revision.policy()).nextOpen(facts.now());
            if (opens.isAfter(facts.now())) {
                blocked.accept(new Blocker(
                        "window.closed",
                        "The change window of " + facts.target().name() + " opens at " + opens + ".",
                        Blocker.Lifts.BY_ITSELF,
                        "nobody",
                        "policy revision " + revision.revision(),
                        Optional.of(opens),
                        "Wait; Sluice goes on by itself."));
            }
        }
    }
}
