package io.sluice.promotion.spi;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import java.time.Instant;
import java.util.Optional;

/**
 * One message to one person about one promotion.
 *
 * @param id the same on every repetition; for {@code Message-ID} and de-duplication
 * @param organization the tenant
 * @param promotion what it is about
 * @param kind why it is sent
 * @param recipient to whom
 * @param subject what the person must know about the promotion
 * @param createdAt when the reason arose
 */
public record Notification(
        String id,
        OrganizationId organization,
        PromotionId promotion,
        Kind kind,
        Member recipient,
        Subject subject,
        Instant createdAt) {
    /** Why a message is sent. */
    public enum Kind {
        /** Your approval is asked for. */
        APPROVAL_REQUESTED,
        /** Your approval is still missing. */
        REMINDER,
        /** Approvals are missing, and you are the one to escalate to. */
        ESCALATION,
        /** A person decided on your request. */
        DECISION,
        /** Your request came to an end. */
        OUTCOME,
        /** A person must repair a target by hand. */
        REPAIR_NEEDED,
        /** A message that a process designer put into the process. */
        NOTE
    }

    /**
     * The promotion in words.
     *
     * @param organizationName the tenant's name
     * @param artifact such as {@code AGENT/support-assistant}
     * @param version the version that wants in
     * @param replaces the version that is live now, if any
     * @param sourceName where it comes from
     * @param targetName where it goes
     * @param rollback whether it goes back to an earlier release
     * @param requesterName who asked
     * @param reason why they asked
     * @param deadline until when a decision is due, if one is
     * @param headline what happened, such as {@code approved by Mia Chen (1 of 2)} or {@code COMPLETED}
     * @param detail more about it, such as a rejection's reason; may be empty
     */
    public record Subject(
            String organizationName,
            String artifact,
            String version,
            Optional<String> replaces,
            String sourceName,
            String targetName,
            boolean rollback,
            String requesterName,
            String reason,
            Optional<Instant> deadline,
            String headline,
            String detail) {}
}
