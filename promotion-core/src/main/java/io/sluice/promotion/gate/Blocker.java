package io.sluice.promotion.gate;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/**
 * One reason why a promotion may not go on.
 *
 * @param code stable, such as {@code approval.missing}
 * @param message for a person, a whole sentence
 * @param lifts how it can go away
 * @param liftedBy who can lift it, in words such as {@code role security} or {@code the requester}
 * @param evidence what the judgement rests on, may be empty
 * @param earliest when it lifts by itself, if it does
 * @param action what to do about it, a whole sentence
 */
public record Blocker(
        String code,
        String message,
        Lifts lifts,
        String liftedBy,
        String evidence,
        Optional<Instant> earliest,
        String action) {
    /** Something else is live than what was recorded. People clear that up for everybody, not for one promotion. */
    static final String DRIFT = "drift.unresolved";

    /** How a blocker can go away. */
    public enum Lifts {
        /** Not for this request; another version, path or workspace is needed. */
        NEVER,
        /** People must act. */
        BY_PEOPLE,
        /** A person holds it back on purpose; it waits, and goes on by itself once a person lets go. */
        WHEN_RELEASED,
        /** Time passes, or Sluice does it. */
        BY_ITSELF
    }

    /** Whether an approved promotion stands in the queue until it is gone, instead of coming to an end because of it. */
    public boolean isWaitedFor() {
        return lifts == Lifts.BY_ITSELF || lifts == Lifts.WHEN_RELEASED || code.equals(DRIFT);
    }

    /** Somebody may not even ask. */
    public static Blocker mayNotAsk(PersonId person, WorkspaceId target) {
        return new Blocker(
                "request.notPermitted",
                person + " may not ask for a promotion into " + target + ".",
                Lifts.BY_PEOPLE,
                "whoever grants roles",
                "",
                Optional.empty(),
                "Let somebody ask who may, or grant " + person + " a role that allows it.");
    }
}
