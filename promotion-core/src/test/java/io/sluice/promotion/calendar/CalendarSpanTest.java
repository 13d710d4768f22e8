package io.sluice.promotion.calendar;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarSpanTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void takesPlaceOnce() {
        CalendarSpan span = between("2026-12-20T18:00", "2027-01-04T06:00", BERLIN);
        Occurrence holidays = occurrence("2026-12-20T17:00:00Z", "2027-01-04T05:00:00Z");

        assertThat(span.next(Instant.parse("2026-01-01T00:00:00Z"))).contains(holidays);
        assertThat(span.next(Instant.parse("2026-12-31T23:59:59Z"))).contains(holidays);
        assertThat(span.next(holidays.until())).isEmpty();
        assertThat(span.coveredUntil(holidays.from().minusNanos(1))).isEmpty();
        assertThat(span.coveredUntil(holidays.from())).contains(holidays.until());
        assertThat(span.ends()).contains(holidays.until());
    }

    @Test
    void comesBackEveryYearOverItsEnd() {
        CalendarSpan span =
                between("2026-12-20T00:00", "2027-01-02T00:00", UTC).repeated(new Recurrence("FREQ=YEARLY"));

        assertThat(span.coveredUntil(Instant.parse("2029-12-31T23:59:59.999Z")))
                .contains(Instant.parse("2030-01-02T00:00:00Z"));
        assertThat(span.coveredUntil(Instant.parse("2030-01-01T12:00:00Z")))
                .contains(Instant.parse("2030-01-02T00:00:00Z"));
        assertThat(span.nextOpen(Instant.parse("2030-01-02T00:00:00Z")))
                .contains(Instant.parse("2030-12-20T00:00:00Z"));
        assertThat(span.ends()).isEmpty();
    }

    @Test
    void comesOnLeapDaysOnly() {
        CalendarSpan span = lasting("2028-02-29T00:00", "PT24H", UTC).repeated(new Recurrence("FREQ=YEARLY"));

        assertThat(starts(span, "2028-01-01T00:00:00Z", "2042-01-01T00:00:00Z"))
                .containsExactly(
                        "2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z", "2036-02-29T00:00:00Z", "2040-02-29T00:00:00Z");
    }

    @Test
    void skipsMonthsWithoutTheDay() {
        CalendarSpan span = lasting("2026-01-31T10:00", "PT1H", UTC).repeated(new Recurrence("FREQ=MONTHLY"));

        assertThat(starts(span, "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z"))
                .containsExactly("2026-01-31T10:00:00Z", "2026-03-31T10:00:00Z", "2026-05-31T10:00:00Z");
    }

    @ParameterizedTest(name = "UNTIL={0}")
    @CsvSource({"20260304T200000Z, 3", "20260304T195959Z, 2", "20260304, 3", "20260304T210000, 3", "20260304T205959, 2"
    })
    void endsWithTheRule(String until, int occurrences) {
        CalendarSpan span =
                lasting("2026-03-02T21:00", "PT2H", BERLIN).repeated(new Recurrence("FREQ=DAILY;UNTIL=" + until));

        assertThat(starts(span, "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z")).hasSize(occurrences);
        assertThat(span.ends().orElseThrow())
                .isAfterOrEqualTo(Instant.parse("2026-03-03T20:00:00Z"))
                .isBefore(Instant.parse("2026-03-06T00:00:00Z"));
    }

    @Test
    void endsWithTheLastThatItsRuleCounts() {
        CalendarSpan span = lasting("2026-03-02T21:00", "PT2H", UTC).repeated(new Recurrence("FREQ=WEEKLY;COUNT=3"));

        assertThat(span.ends()).contains(Instant.parse("2026-03-16T23:00:00Z"));
        assertThat(span.next(Instant.parse("2026-03-16T23:00:00Z"))).isEmpty();
    }

    /** 2026: Berlin changes on 03-29 and 10-25, New York on 03-08 and 11-01, Lord Howe (half an hour) on 04-05 and 10-04. */
    @ParameterizedTest(name = "{0} {1} to {2}: {3} to {4}")
    @CsvSource({
        "Europe/Berlin,       2026-03-28T22:00, 2026-03-29T04:00, 2026-03-28T21:00:00Z, 2026-03-29T02:00:00Z",
        "Europe/Berlin,       2026-10-24T22:00, 2026-10-25T04:00, 2026-10-24T20:00:00Z, 2026-10-25T03:00:00Z",
        "Europe/Berlin,       2026-03-29T02:30, 2026-03-29T06:00, 2026-03-29T01:30:00Z, 2026-03-29T04:00:00Z",
        "Europe/Berlin,       2026-10-25T02:30, 2026-10-25T06:00, 2026-10-25T00:30:00Z, 2026-10-25T05:00:00Z",
        "America/New_York,    2026-03-07T22:00, 2026-03-08T04:00, 2026-03-08T03:00:00Z, 2026-03-08T08:00:00Z",
        "America/New_York,    2026-03-08T02:30, 2026-03-08T06:00, 2026-03-08T07:30:00Z, 2026-03-08T10:00:00Z",
        "America/New_York,    2026-11-01T01:30, 2026-11-01T06:00, 2026-11-01T05:30:00Z, 2026-11-01T11:00:00Z",
        "Australia/Lord_Howe, 2026-10-04T02:15, 2026-10-04T06:00, 2026-10-03T15:45:00Z, 2026-10-03T19:00:00Z",
        "Australia/Lord_Howe, 2026-04-05T01:45, 2026-04-05T06:00, 2026-04-04T14:45:00Z, 2026-04-04T19:30:00Z"
    })
    void followsTheClocksOnTheWall(String zone, String start, String end, String from, String until) {
        CalendarSpan once = between(start, end, ZoneId.of(zone));
        CalendarSpan daily = between(
                        LocalDateTime.parse(start).minusDays(9).toString(),
                        LocalDateTime.parse(end).minusDays(9).toString(),
                        ZoneId.of(zone))
                .repeated(new Recurrence("FREQ=DAILY"));

        assertThat(once.next(Instant.EPOCH)).contains(occurrence(from, until));
        assertThat(daily.next(Instant.parse(from))).contains(occurrence(from, until));
    }

    @Test
    void measuresADurationInElapsedTime() {
        CalendarSpan span = lasting("2026-03-28T22:00", "PT6H", BERLIN).repeated(new Recurrence("FREQ=DAILY"));

        assertThat(span.next(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(occurrence("2026-03-28T21:00:00Z", "2026-03-29T03:00:00Z"));
        assertThat(span.next(Instant.parse("2026-03-29T12:00:00Z")))
                .contains(occurrence("2026-03-29T20:00:00Z", "2026-03-30T02:00:00Z"));
    }

    @Test
    void saysWhereClocksChange() {
        CalendarSpan span = between("2026-01-04T02:30", "2026-01-04T06:00", BERLIN)
                .repeated(new Recurrence("FREQ=WEEKLY;BYDAY=SU"));

        assertThat(span.notes(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")))
                .containsExactly(
                        "It begins at 2026-03-29T02:30, which does not exist in Europe/Berlin; it becomes 2026-03-29T03:30.",
                        "It begins at 2026-10-25T02:30, which comes twice in Europe/Berlin; the earlier one counts.");
    }

    @Test
    void overlapsWithItself() {
        CalendarSpan span = lasting("2026-03-02T00:00", "PT36H", UTC).repeated(new Recurrence("FREQ=DAILY"));

        assertThat(span.next(Instant.parse("2026-03-05T06:00:00Z")))
                .contains(occurrence("2026-03-04T00:00:00Z", "2026-03-05T12:00:00Z"));
    }

    @Test
    void answersFarFromItsBeginning() {
        CalendarSpan span = lasting("1970-01-01T12:00", "PT1H", UTC).repeated(new Recurrence("FREQ=DAILY"));

        assertThat(span.next(Instant.parse("9990-05-05T00:00:00Z")))
                .contains(occurrence("9990-05-05T12:00:00Z", "9990-05-05T13:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=DAILY;UNTIL=20251231T000000Z"
            })
    void refusesARuleThatNeverMatches(String rule) {
        assertRefused(
                "recurrence.never",
                () -> lasting("2026-03-02T00:00", "PT1H", UTC).repeated(new Recurrence(rule)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00, 2026-03-02T10:00",
        "2026-03-02T10:00, 2026-03-02T09:59",
        "2026-03-02T10:00, 2027-03-03T10:01"
    })
    void refusesLengthsThatAreNone(String start, String end) {
        assertRefused("window.range", () -> between(start, end, UTC));
        Duration length = Duration.between(LocalDateTime.parse(start), LocalDateTime.parse(end));
        assertRefused("window.range", () -> CalendarSpan.lasting(LocalDateTime.parse(start), length, UTC));
    }

    @Test
    void refusesASpanOfWhichTheGapLeavesNothing() {
        assertRefused("window.range", () -> between("2026-03-29T02:30", "2026-03-29T03:00", BERLIN));
    }

    @Test
    void refusesYearsThatNoDatabaseHolds() {
        LocalDateTime tooLate = LocalDateTime.of(10_000, 1, 1, 0, 0);

        assertRefused("date.range", () -> CalendarSpan.between(tooLate, tooLate.plusDays(1), UTC));
        assertRefused("zone.useRegion", () -> between("2026-03-02T10:00", "2026-03-02T11:00", ZoneId.of("CET")));
    }

    private static List<String> starts(CalendarSpan span, String from, String until) {
        return span.between(Instant.parse(from), Instant.parse(until), 100).stream()
                .map(occurrence -> occurrence.from().toString())
                .toList();
    }

    private static Occurrence occurrence(String from, String until) {
        return new Occurrence(Instant.parse(from), Instant.parse(until));
    }

    private static CalendarSpan between(String start, String end, ZoneId zone) {
        return CalendarSpan.between(LocalDateTime.parse(start), LocalDateTime.parse(end), zone);
    }

    private static CalendarSpan lasting(String start, String duration, ZoneId zone) {
        return CalendarSpan.lasting(LocalDateTime.parse(start), Duration.parse(duration), zone);
    }
}
