package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Topic;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One row of the outbox.
 *
 * @param organization the tenant
 * @param id the same on every repetition
 * @param about what it is about
 * @param kind why it is sent
 * @param audience for whom
 * @param facts what it tells
 * @param receiver to whom exactly; empty until the audience was looked up
 * @param state what became of it
 * @param attempts how often somebody began to send it
 * @param nextAt the earliest time of the next attempt
 * @param lastError why the last attempt failed, if it did
 * @param createdAt when the reason arose
 */
public record OutboxMessage(
        OrganizationId organization,
        String id,
        About about,
        NotificationKind kind,
        Audience audience,
        Facts facts,
        Optional<Receiver> receiver,
        State state,
        int attempts,
        Instant nextAt,
        Optional<String> lastError,
        Instant createdAt) {
    /** What became of a message. */
    public enum State {
        /** Waits for its time, or is being sent. */
        READY,
        /** The channel took it. */
        SENT,
        /** It will never be sent unless a person revives it. */
        DEAD,
        /** It was turned into one message for each receiver. */
        EXPANDED
    }

    /**
     * What a message is about, by reference; at most one of the three, none for the organization as a whole and for what
     * waits for a person.
     *
     * @param promotion a promotion
     * @param workspace a workspace
     * @param version a version of an artifact
     */
    public record About(Optional<PromotionId> promotion, Optional<WorkspaceId> workspace, Optional<Version> version) {
        /** A promotion. */
        public static About promotion(PromotionId id) {
            return new About(Optional.of(id), Optional.empty(), Optional.empty());
        }

        /** A workspace. */
        public static About workspace(WorkspaceId id) {
            return new About(Optional.empty(), Optional.of(id), Optional.empty());
        }

        /** A version of an artifact. */
        public static About version(ArtifactRef artifact, VersionLabel label) {
            return new About(Optional.empty(), Optional.empty(), Optional.of(new Version(artifact, label)));
        }

        /** The organization. */
        public static About organization() {
            return new About(Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** What that is. */
        public Topic.Type type() {
            return promotion.isPresent()
                    ? Topic.Type.PROMOTION
                    : workspace.isPresent()
                            ? Topic.Type.WORKSPACE
                            : version.isPresent() ? Topic.Type.VERSION : Topic.Type.ORGANIZATION;
        }
    }

    /** A version of an artifact. */
    public record Version(ArtifactRef artifact, VersionLabel label) {}

    /**
     * Whom a message is for, before anybody looked up who that is.
     *
     * @param persons these persons
     * @param roles and everybody who holds one of these roles
     * @param workspace in this workspace; without one, in any workspace of the organization
     */
    public record Audience(Set<PersonId> persons, Set<RoleId> roles, Optional<WorkspaceId> workspace) {
        /** Copies the sets. */
        public Audience {
            persons = Set.copyOf(persons);
            roles = Set.copyOf(roles);
        }

        /** These persons. */
        public static Audience persons(Set<PersonId> persons) {
            return new Audience(persons, Set.of(), Optional.empty());
        }

        /** Everybody who holds one of these roles in a workspace. */
        public static Audience roles(Set<RoleId> roles, WorkspaceId workspace) {
            return new Audience(Set.of(), roles, Optional.of(workspace));
        }

        /** Everybody who holds one of these roles anywhere in the organization. */
        public static Audience roles(Set<RoleId> roles) {
            return new Audience(Set.of(), roles, Optional.empty());
        }

        /** And these persons. */
        public Audience and(Set<PersonId> more) {
            return new Audience(union(persons, more), roles, workspace);
        }

        private static Set<PersonId> union(Set<PersonId> some, Set<PersonId> more) {
            Set<PersonId> all = new HashSet<>(some);
            all.addAll(more);
            return all;
        }
    }

    /**
     * Where a message goes.
     *
     * @param channel over which channel
     * @param person to whom; empty when it goes to an endpoint
     * @param endpoint to which endpoint; empty when it goes to a person
     */
    public record Receiver(String channel, Optional<PersonId> person, Optional<String> endpoint) {}

    /**
     * What becomes of a leased message.
     *
     * @param message the message
     * @param state what it is from now on; {@code READY} to try it again
     * @param nextAt when it is due again, if it is
     * @param error why it was not sent, if it was not
     */
    public record Outcome(OutboxMessage message, State state, Instant nextAt, Optional<String> error) {}

    /** It is over with this message, at least until somebody revives it. */
    public Outcome ended(State as, Optional<String> note) {
        return new Outcome(this, as, nextAt, note);
    }

    /** It is to be tried again at that moment. */
    public Outcome again(Instant at, String error) {
        return new Outcome(this, State.READY, at, Optional.of(error));
    }

    /** A message that waits to be sent, or to be turned into one for each receiver. */
    public static OutboxMessage ready(
            OrganizationId organization,
            String id,
            About about,
            NotificationKind kind,
            Audience audience,
            Facts facts,
            Instant now) {
        return new OutboxMessage(
                organization,
                id,
                about,
                kind,
                audience,
                facts,
                Optional.empty(),
                State.READY,
                0,
                now,
                Optional.empty(),
                now);
    }

    /** The same message for one receiver, not before a moment. */
    public OutboxMessage copyTo(String copyId, Receiver to, Instant from) {
        return new OutboxMessage(
                organization,
                copyId,
                about,
                kind,
                audience,
                facts,
                Optional.of(to),
                State.READY,
                0,
                from,
                Optional.empty(),
                createdAt);
    }

    OutboxMessage leasedUntil(Instant leaseEnd) {
        return new OutboxMessage(
                organization,
                id,
                about,
                kind,
                audience,
                facts,
                receiver,
                state,
                attempts + 1,
                leaseEnd,
                lastError,
                createdAt);
    }
}
