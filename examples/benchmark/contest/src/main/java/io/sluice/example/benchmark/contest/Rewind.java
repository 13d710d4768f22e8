package io.sluice.example.benchmark.contest;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Makes a promotion older: all of its times are moved back by the same span, so that they still fit together. */
final class Rewind {
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm", "+00")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "+00")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private Rewind() {}

    /** The same promotion, so old that the first of its times that lie ahead, the reminder, comes in so many seconds. */
    static Template toTheReminder(Template template, int seconds) {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        LocalDateTime reminder = template.rows().stream()
                .flatMap(row -> times(row).stream())
                .filter(time -> time.isAfter(now.plusHours(1)))
                .min(LocalDateTime::compareTo)
                .orElseThrow(() -> new IllegalStateException("The promotion has no time that lies ahead."));
        Duration span = Duration.between(now.plusSeconds(seconds), reminder);
        return new Template(
                template.rows().stream().map(row -> moved(row, span)).toList(), template.own());
    }

    private static List<LocalDateTime> times(Row row) {
        List<LocalDateTime> times = new ArrayList<>();
        for (int i = 0; i < row.values().size(); i++) {
            Object value = row.values().get(i);
            if (isTime(row, i) && value != null) {
                times.add(time(value));
            }
        }
        return times;
    }

    private static Row moved(Row row, Duration span) {
        List<Object> values = new ArrayList<>(row.values());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (isTime(row, i) && value != null) {
                values.set(i, moved(value, span));
            }
        }
        return new Row(row.table(), Collections.unmodifiableList(values));
    }

    /** Written as it was read, with an offset if it had one. */
    private static String moved(Object value, Duration span) {
        TemporalAccessor parsed = FORM.parse(value.toString());
        String offset = parsed.isSupported(ChronoField.OFFSET_SECONDS)
                ? ZoneOffset.from(parsed).getId().replace("Z", "+00:00")
                : "";
        return LocalDateTime.from(parsed).minus(span).toString().replace('T', ' ') + offset;
    }

    private static LocalDateTime time(Object value) {
        TemporalAccessor parsed = FORM.parse(value.toString());
        LocalDateTime local = LocalDateTime.from(parsed);
        return parsed.isSupported(ChronoField.OFFSET_SECONDS)
                ? local.atOffset(ZoneOffset.from(parsed))
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : local;
    }

    private static boolean isTime(Row row, int column) {
        return row.table().types().get(column).toLowerCase(Locale.ROOT).startsWith("timestamp");
    }
}
