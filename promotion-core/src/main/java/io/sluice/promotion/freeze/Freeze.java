package io.sluice.promotion.freeze;

import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.identity.FreezeId;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which nothing of its scope goes live. Promotions wait and go on afterwards; going back to an earlier release is
 * never held.
 *
 * @param organization the tenant
 * @param id names the freeze
 * @param title what people see
 * @param reason why
 * @param scope what it holds
 * @param span when, once or again and again
 * @param granters who may let a promotion pass
 * @param createdBy who announced it
 * @param createdAt when
 * @param lifted who ended it before its time, if somebody did
 */
public record Freeze(
        OrganizationId organization,
        FreezeId id,
        String title,
        String reason,
        FreezeScope scope,
        CalendarSpan span,
        ExceptionGranters granters,
        PersonId createdBy,
        Instant createdAt,
        Optional<Lifted> lifted) {
    /**
     * The end of a freeze before its time.
     *
     * @param at when
     * @param by who did it
     * @param reason why
     */
    public record Lifted(Instant at, PersonId by, String reason) {}

    /** Whether it holds at that moment. */
    public boolean holdsAt(Instant moment) {
        return lifted.isEmpty() && span.coveredUntil(moment).isPresent();
    }

    /** Whether it will never hold again. */
    public boolean isOver(Instant now) {
        return lifted.isPresent() || span.next(now).isEmpty();
    }
}
