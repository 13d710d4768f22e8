package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The messages that wait to be sent. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class OutboxRows {
    OutboxRows() {}

    /** What became of a message. */
    public enum State {
        /** Waits for its time, or is being sent. */
        READY,
        /** The channel took it. */
        SENT,
        /** It will never be sent unless a person revives it. */
        DEAD,
        /** It was turned into one message for each person and channel. */
        EXPANDED
    }

    /**
     * Whom a message is for, before anybody looked up who that is.
     *
     * @param persons these persons
     * @param roles and everybody who holds one of these roles
     * @param workspace in this workspace
     */
    public record Audience(Set<PersonId> persons, Set<RoleId> roles, WorkspaceId workspace) {
        /** Copies the sets. */
        public Audience {
            persons = Set.copyOf(persons);
            roles = Set.copyOf(roles);
        }
    }

    /**
     * One row of the outbox.
     *
     * @param organization the tenant
     * @param id the same on every repetition
     * @param promotion what it is about
     * @param kind why it is sent
     * @param audience for whom
     * @param subject what the reader must know about the promotion
     * @param recipient to whom; empty until the audience was looked up
     * @param channel on which channel; empty until the audience was looked up
     * @param state what became of it
     * @param attempts how often somebody began to send it
     * @param nextAt the earliest time of the next attempt
     * @param lastError why the last attempt failed, if it did
     * @param createdAt when the reason arose
     */
    public record Message(
            OrganizationId organization,
            String id,
            PromotionId promotion,
            Notification.Kind kind,
            Audience audience,
            Notification.Subject subject,
            Optional<PersonId> recipient,
            Optional<String> channel,
            State state,
            int attempts,
            Instant nextAt,
            Optional<String> lastError,
            Instant createdAt) {}

    /** Adds a message. */
    public void insert(Message message) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Adds a message unless its id is known; says whether it did. */
    public boolean insertIfAbsent(Message message) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Takes due messages of any organization for one owner until a moment; call it inside a unit of work. */
    public List<Message> lease(String owner, Instant now, Instant leaseUntil, int limit) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Says what became of a leased message; false when the lease went to somebody else. */
    public boolean finish(OrganizationId organization, String id, String owner, State state, Optional<String> error) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Puts a leased message back; false when the lease went to somebody else. */
    public boolean retryAt(OrganizationId organization, String id, String owner, Instant nextAt, String error) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Messages that will not be sent, newest first. */
    public List<Message> dead(OrganizationId organization, int limit) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Makes a dead message ready again; false when it is not dead. */
    public boolean revive(OrganizationId organization, String id, Instant now) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Since when the longest waiting message of any organization waits. */
    public Optional<Instant> oldestReady() {
        throw new IllegalStateException("Not filled in yet.");
    }
}
