package io.sluice.promotion.identity;

import io.sluice.promotion.input.Text;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the host authenticated them. Made only by {@link ActorFactory}; never built from a payload. Two actors
 * are the same only when issuer, subject and kind are equal to the letter.
 */
public final class Actor {
    /** What kind of account is calling. */
    public enum Kind {
        /** A person at a keyboard. */
        HUMAN,
        /** A program with its own account; never counts as an approver. */
        SERVICE,
        /** Sluice itself, continuing what a recorded event allowed. */
        SYSTEM
    }

    private final String issuer;
    private final String subject;
    private final Kind kind;
    private final @Nullable String onBehalfOf;
    private final Instant authenticatedAt;

    Actor(String issuer, String subject, Kind kind, @Nullable String onBehalfOf, Instant authenticatedAt) {
        this.issuer = Text.requireOpaque("actor.issuer", issuer, 200);
        this.subject = Text.requireOpaque("actor.subject", subject, 200);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.onBehalfOf = onBehalfOf == null ? null : Text.requireOpaque("actor.onBehalfOf", onBehalfOf, 200);
        this.authenticatedAt = Objects.requireNonNull(authenticatedAt, "authenticatedAt");
    }

    /** The authority that vouches for the subject. */
    public String issuer() {
        return issuer;
    }

    /** The account, opaque. */
    public String subject() {
        return subject;
    }

    /** What kind of account. */
    public Kind kind() {
        return kind;
    }

    /** For a service: the account of the person it acts for, if any. For the system: the event that caused the act. */
    public Optional<String> onBehalfOf() {
        return Optional.ofNullable(onBehalfOf);
    }

    /** When the host authenticated the caller. */
    public Instant authenticatedAt() {
        return authenticatedAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Actor that
                && issuer.equals(that.issuer)
                && subject.equals(that.subject)
                && kind == that.kind
                && Objects.equals(onBehalfOf, that.onBehalfOf);
    }

    @Override
    public int hashCode() {
        return Objects.hash(issuer, subject, kind, onBehalfOf);
    }

    @Override
    public String toString() {
        return kind + ":" + issuer + "/" + subject + (onBehalfOf == null ? "" : " for " + onBehalfOf);
    }
}
