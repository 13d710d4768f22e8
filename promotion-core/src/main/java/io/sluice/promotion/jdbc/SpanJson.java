package io.sluice.promotion.jdbc;

import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.calendar.Length;
import io.sluice.promotion.calendar.Length.Elapsed;
import io.sluice.promotion.calendar.Length.UntilLocal;
import io.sluice.promotion.calendar.Recurrence;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.policy.ChangeWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Spans on calendars as they are stored: windows of a policy, and freezes. */
final class SpanJson {
    private SpanJson() {}

    /** A weekly window keeps its simple form, in which the first policies were written. */
    static Map<String, Object> window(ChangeWindow window) {
        return window.weekly().map(weekly -> weekly(weekly, window.zone())).orElseGet(() -> span(window.span()));
    }

    static ChangeWindow readWindow(JsonFields fields) {
        return fields.has("days") ? readWeekly(fields) : new ChangeWindow(readSpan(fields));
    }

    static Map<String, Object> span(CalendarSpan span) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("start", span.start().toString());
        if (span.length() instanceof UntilLocal until) {
            fields.put("end", until.end().toString());
        } else {
            fields.put("duration", Durations.canonical(((Elapsed) span.length()).duration()));
        }
        fields.put("zone", span.zone().getId());
        span.recurrence().ifPresent(recurrence -> fields.put("recurrence", recurrence.rule()));
        return fields;
    }

    static CalendarSpan readSpan(JsonFields fields) {
        Length length = fields.optionalParsed("end", LocalDateTime::parse)
                .<Length>map(UntilLocal::new)
                .orElseGet(() -> new Elapsed(
                        Durations.parse("duration", fields.text("duration"), Duration.ZERO, CalendarSpan.LONGEST)));
        return new CalendarSpan(
                fields.parsed("start", LocalDateTime::parse),
                length,
                fields.parsed("zone", ZoneId::of),
                fields.optionalText("recurrence").map(Recurrence::new));
    }

    private static Map<String, Object> weekly(ChangeWindow.Weekly weekly, ZoneId zone) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("days", weekly.days().stream().sorted().map(DayOfWeek::name).toList());
        fields.put("from", weekly.from().toString());
        fields.put("to", weekly.to().toString());
        fields.put("zone", zone.getId());
        return fields;
    }

    private static ChangeWindow readWeekly(JsonFields fields) {
        return new ChangeWindow(
                Set.copyOf(fields.texts("days", DayOfWeek::valueOf)),
                fields.parsed("from", LocalTime::parse),
                fields.parsed("to", LocalTime::parse),
                fields.parsed("zone", ZoneId::of));
    }
}
