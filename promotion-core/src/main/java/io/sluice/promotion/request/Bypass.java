package io.sluice.promotion.request;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An emergency in which the approvals of one promotion are passed by, once, for a short time, and reviewed afterwards.
 * Nothing but approvals is ever passed by.
 *
 * @param organization the tenant
 * @param id names it; made by Sluice
 * @param promotion the one promotion it is for
 * @param workspace its target
 * @param subjectHash the subject it is for; for another one it is worth nothing
 * @param reason why, 20 to 4,000 characters
 * @param ticket where it is written up, if anywhere
 * @param requestedBy who asked
 * @param requestedAt when
 * @param validUntil until when it can be confirmed, and once it is, until when it can be used
 * @param confirmedBy the second person; empty where the policy takes one
 * @param confirmedAt when it took effect
 * @param usedAt when the gate opened because of it
 * @param review who looks at it afterwards, from when it was used on
 * @param state where it stands
 */
public record Bypass(
        OrganizationId organization,
        String id,
        PromotionId promotion,
        WorkspaceId workspace,
        String subjectHash,
        String reason,
        Optional<String> ticket,
        PersonId requestedBy,
        Instant requestedAt,
        Instant validUntil,
        Optional<PersonId> confirmedBy,
        Optional<Instant> confirmedAt,
        Optional<Instant> usedAt,
        Optional<Review> review,
        State state) {
    /** Where an emergency stands. */
    public enum State {
        /** Waits for the second person. */
        REQUESTED,
        /** In effect: approvals are not asked for. */
        CONFIRMED,
        /** The gate opened because of it; somebody must review it. */
        USED,
        /** Reviewed. */
        REVIEWED,
        /** Its time was over before it was used. */
        VOID
    }

    /**
     * The look at it afterwards.
     *
     * @param due until when
     * @param remindAt when the auditors are reminded next; empty once it is done
     * @param by who did it; empty until then
     * @param at when
     * @param justified whether it was right
     * @param note what the reviewer found, empty until then
     */
    public record Review(
            Instant due,
            Optional<Instant> remindAt,
            Optional<PersonId> by,
            Optional<Instant> at,
            Optional<Boolean> justified,
            String note) {
        /** The same review, of which the auditors are reminded then. */
        public Review remindedAgain(Instant next) {
            return new Review(due, Optional.of(next), by, at, justified, note);
        }
    }

    /** Whether approvals of this request are passed by at that moment. */
    public boolean passes(PromotionRequest request, Instant now) {
        boolean own = promotion.equals(request.id()) && subjectHash.equals(request.subjectHash());
        boolean inEffect = state == State.CONFIRMED && now.isBefore(validUntil);
        return own && (inEffect || state == State.USED);
    }

    /** Whether it can still come into effect or be used. */
    public boolean isActive(Instant now) {
        return (state == State.REQUESTED || state == State.CONFIRMED) && now.isBefore(validUntil);
    }

    /** Whether that person had a part in it and so cannot review it. */
    public boolean involves(PersonId person) {
        return requestedBy.equals(person) || confirmedBy.equals(Optional.of(person));
    }

    /** The same emergency in effect. */
    public Bypass confirmed(Optional<PersonId> by, Instant at, Duration validFor) {
        return with(at.plus(validFor), by, Optional.of(at), Optional.empty(), Optional.empty(), State.CONFIRMED);
    }

    /** The same emergency, because of which the gate opened. */
    public Bypass used(Instant at, Duration reviewWithin) {
        Review due = new Review(
                at.plus(reviewWithin),
                Optional.of(at.plus(reviewWithin.dividedBy(2))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
        return with(validUntil, confirmedBy, confirmedAt, Optional.of(at), Optional.of(due), State.USED);
    }

    /** The same emergency, whose auditors are reminded again then. */
    public Bypass remindedAgain(Instant next) {
        return with(
                validUntil, confirmedBy, confirmedAt, usedAt, review.map(known -> known.remindedAgain(next)), state);
    }

    /** The same emergency after its review. */
    public Bypass reviewed(PersonId by, Instant at, boolean justified, String note) {
        return with(
                validUntil,
                confirmedBy,
                confirmedAt,
                usedAt,
                review.map(known -> new Review(
                        known.due(), Optional.empty(), Optional.of(by), Optional.of(at), Optional.of(justified), note)),
                State.REVIEWED);
    }

    /** The same emergency, which nobody can use any more. */
    public Bypass voided() {
        return with(validUntil, confirmedBy, confirmedAt, usedAt, review, State.VOID);
    }

    private Bypass with(
            Instant until,
            Optional<PersonId> second,
            Optional<Instant> inEffect,
            Optional<Instant> use,
            Optional<Review> afterwards,
            State next) {
        return new Bypass(
                organization,
                id,
                promotion,
                workspace,
                subjectHash,
                reason,
                ticket,
                requestedBy,
                requestedAt,
                until,
                second,
                inEffect,
                use,
                afterwards,
                next);
    }
}
