package io.sluice.promotion.spring.event;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a promotion and is committed. Take it with {@code @EventListener}, by its own type or as {@code
 * PromotionEvent}: it is published outside of any transaction, by one node, at least once and within a second or two. A
 * listener that throws has it published again after a pause, to all listeners; {@link #id} is the same then. What comes up
 * while no node runs is published afterwards.
 */
public sealed interface PromotionEvent {
    /** Names the event; the same on every repetition. */
    String id();

    /** When it happened. */
    Instant at();

    /** The promotion as it is when this is published: organization, artifact, version, source, target, status. */
    PromotionRequest promotion();

    /** Whoever did it; empty when Sluice did. */
    Optional<PersonId> person();

    /** Somebody, or a rule, asked for a promotion. */
    record Requested(String id, Instant at, PromotionRequest promotion, Optional<PersonId> person)
            implements PromotionEvent {}

    /**
     * A stage of approval began; people are asked.
     *
     * @param stage its name
     */
    record ApprovalAsked(String id, Instant at, PromotionRequest promotion, Optional<PersonId> person, String stage)
            implements PromotionEvent {}

    /**
     * A person decided.
     *
     * @param stage about which stage
     * @param approved whether yes or no
     */
    record Decided(
            String id,
            Instant at,
            PromotionRequest promotion,
            Optional<PersonId> person,
            String stage,
            boolean approved)
            implements PromotionEvent {}

    /** Everything it needs is there; it is delivered as soon as time and target allow. */
    record Approved(String id, Instant at, PromotionRequest promotion, Optional<PersonId> person)
            implements PromotionEvent {}

    /**
     * The deployer did its work on an artifact; the promotion is not over yet.
     *
     * @param artifact kind and id
     */
    record Deployed(String id, Instant at, PromotionRequest promotion, Optional<PersonId> person, String artifact)
            implements PromotionEvent {}

    /** A target has to be repaired by a person. */
    record RepairNeeded(String id, Instant at, PromotionRequest promotion, Optional<PersonId> person)
            implements PromotionEvent {}

    /**
     * It is over.
     *
     * @param status how it ended
     */
    record Ended(String id, Instant at, PromotionRequest promotion, Optional<PersonId> person, PromotionStatus status)
            implements PromotionEvent {}
}
