package io.sluice.promotion.identity;

import io.sluice.promotion.input.Text;
import java.time.Clock;

/** The only door through which a host turns its authenticated caller into an {@link Actor}. Thread-safe. */
public final class ActorFactory {
    private final String issuer;
    private final Clock clock;

    /**
     * A factory for one authority.
     *
     * @param issuer who vouches for the subjects, such as the host's login realm
     * @param clock tells when the caller was authenticated
     */
    public ActorFactory(String issuer, Clock clock) {
        this.issuer = Text.requireOpaque("actor.issuer", issuer, 200);
        this.clock = clock;
    }

    /** A person at a keyboard. */
    public Actor human(String subject) {
        return new Actor(issuer, subject, Actor.Kind.HUMAN, null, clock.instant());
    }

    /** A program with its own account. */
    public Actor service(String subject) {
        return new Actor(issuer, subject, Actor.Kind.SERVICE, null, clock.instant());
    }

    /** A program that acts for a person. */
    public Actor serviceFor(String subject, String onBehalfOf) {
        String person = Text.requireOpaque("actor.onBehalfOf", onBehalfOf, 200);
        return new Actor(issuer, subject, Actor.Kind.SERVICE, person, clock.instant());
    }

    /** Sluice itself, continuing what the named event allowed. */
    public Actor system(String cause) {
        String event = Text.requireOpaque("actor.onBehalfOf", cause, 200);
        return new Actor("sluice", "system", Actor.Kind.SYSTEM, event, clock.instant());
    }
}
