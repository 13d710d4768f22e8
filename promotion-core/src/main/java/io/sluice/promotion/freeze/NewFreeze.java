package io.sluice.promotion.freeze;

import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.input.Text;

/**
 * A freeze that somebody announces.
 *
 * @param title what people see, 1 to 100 characters
 * @param reason why, 1 to 4,000 characters
 * @param scope what it holds
 * @param span when, once or again and again
 * @param granters who may let a promotion pass
 */
public record NewFreeze(String title, String reason, FreezeScope scope, CalendarSpan span, ExceptionGranters granters) {
    /** Refuses a missing title or reason. */
    public NewFreeze {
        title = Text.requireName("freeze.title", title);
        reason = Text.requireReason("reason", reason);
    }
}
