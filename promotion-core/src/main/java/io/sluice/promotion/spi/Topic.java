package io.sluice.promotion.spi;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a message is about. Names are those at the moment of sending. */
public sealed interface Topic {
    /** The kinds of things that messages are about. */
    enum Type {
        /** A promotion. */
        PROMOTION,
        /** A workspace, its policy or what is live there. */
        WORKSPACE,
        /** A version of an artifact. */
        VERSION,
        /** The organization as a whole. */
        ORGANIZATION,
        /** What waits for the recipient. */
        QUEUE
    }

    /** What it is. */
    Type type();

    /** The same for all messages about the same thing of one organization; channels make threads of it. */
    String key();

    /**
     * A promotion.
     *
     * @param id which one
     * @param artifact such as {@code AGENT/support-assistant}; of a unit the first three of them
     * @param version the version that wants in; of a unit one for each artifact
     * @param replaces the version that is live now, if any; of a unit one for each artifact
     * @param source where it comes from
     * @param sourceName and its name
     * @param target where it goes
     * @param targetName and its name
     * @param rollback whether it goes back to an earlier release
     * @param requestedBy who asked
     * @param reason why they asked
     */
    record OfPromotion(
            PromotionId id,
            String artifact,
            String version,
            Optional<String> replaces,
            WorkspaceId source,
            String sourceName,
            WorkspaceId target,
            String targetName,
            boolean rollback,
            PersonId requestedBy,
            String reason)
            implements Topic {
        @Override
        public Type type() {
            return Type.PROMOTION;
        }

        @Override
        public String key() {
            return "promotion-" + id;
        }
    }

    /**
     * A workspace.
     *
     * @param id which one
     * @param name and its name
     */
    record OfWorkspace(WorkspaceId id, String name) implements Topic {
        @Override
        public Type type() {
            return Type.WORKSPACE;
        }

        @Override
        public String key() {
            return "workspace-" + id;
        }
    }

    /**
     * A version of an artifact.
     *
     * @param artifact such as {@code AGENT/support-assistant}
     * @param version its label
     */
    record OfVersion(String artifact, String version) implements Topic {
        @Override
        public Type type() {
            return Type.VERSION;
        }

        @Override
        public String key() {
            return "version-" + artifact + "-" + version;
        }
    }

    /**
     * What waits for the recipient's decision, the soonest due first.
     *
     * @param waiting the promotions, up to 50
     */
    record OfQueue(List<Waiting> waiting) implements Topic {
        /** Copies the list. */
        public OfQueue {
            waiting = List.copyOf(waiting);
        }

        @Override
        public Type type() {
            return Type.QUEUE;
        }

        @Override
        public String key() {
            return "queue";
        }
    }

    /**
     * A promotion that waits for a decision.
     *
     * @param promotion which one
     * @param due until when, if there is a deadline
     */
    record Waiting(OfPromotion promotion, Optional<Instant> due) {}

    /** The organization that the message belongs to. */
    record OfOrganization() implements Topic {
        @Override
        public Type type() {
            return Type.ORGANIZATION;
        }

        @Override
        public String key() {
            return "organization";
        }
    }
}
