package io.sluice.promotion.policy;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.calendar.Recurrence;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeWindowTest {
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    /** 2026-03-02 is a Monday. */
    @ParameterizedTest(name = "Monday to Friday 09:00 to 17:00: at {0} it opens {1}")
    @CsvSource({
        "2026-03-02T08:59, 2026-03-02T09:00",
        "2026-03-02T09:00, 2026-03-02T09:00",
        "2026-03-02T12:34, 2026-03-02T12:34",
        "2026-03-02T16:59:59.999999, 2026-03-02T16:59:59.999999",
        "2026-03-02T17:00, 2026-03-03T09:00",
        "2026-03-06T17:00, 2026-03-09T09:00",
        "2026-03-07T12:00, 2026-03-09T09:00"
    })
    void opensOnItsDaysBetweenItsTimes(String moment, String opens) {
        ChangeWindow window = new ChangeWindow(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(9, 0),
                LocalTime.of(17, 0),
                ZoneId.of("Europe/Berlin"));

        assertThat(window.nextOpen(berlin(moment))).contains(berlin(opens));
    }

    @ParameterizedTest(name = "Friday 22:00 to 04:00: at {0} it opens {1}")
    @CsvSource({
        "2026-03-06T21:59, 2026-03-06T22:00",
        "2026-03-06T23:00, 2026-03-06T23:00",
        "2026-03-07T00:00, 2026-03-07T00:00",
        "2026-03-07T03:59, 2026-03-07T03:59",
        "2026-03-07T04:00, 2026-03-13T22:00",
        "2026-03-06T03:00, 2026-03-06T22:00"
    })
    void goesOnPastMidnight(String moment, String opens) {
        ChangeWindow window = window("22:00", "04:00", "Europe/Berlin", DayOfWeek.FRIDAY);

        assertThat(window.nextOpen(berlin(moment))).contains(berlin(opens));
    }

    @Test
    void endsAtMidnight() {
        ChangeWindow window = window("20:00", "00:00", "UTC", DayOfWeek.FRIDAY);

        assertThat(window.nextOpen(Instant.parse("2026-03-06T23:59:59Z")))
                .contains(Instant.parse("2026-03-06T23:59:59Z"));
        assertThat(window.nextOpen(Instant.parse("2026-03-07T00:00:00Z")))
                .contains(Instant.parse("2026-03-13T20:00:00Z"));
    }

    @Test
    void isOpenNearlyAllDayWhenItEndsBeforeItBegins() {
        ChangeWindow window = new ChangeWindow(EVERY_DAY, LocalTime.of(9, 0), LocalTime.of(8, 0), ZoneId.of("UTC"));

        assertThat(window.nextOpen(Instant.parse("2026-03-06T07:59:00Z")))
                .contains(Instant.parse("2026-03-06T07:59:00Z"));
        assertThat(window.nextOpen(Instant.parse("2026-03-06T08:00:00Z")))
                .contains(Instant.parse("2026-03-06T09:00:00Z"));
    }

    /** In Berlin 02:00 to 03:00, in New York 02:00 to 03:00, on Lord Howe 02:00 to 02:30 does not exist that day. */
    @ParameterizedTest(name = "{0}: {1} to {2} on the day of the gap is {3} to {4}")
    @CsvSource({
        "Europe/Berlin,       02:30, 06:00, 2026-03-29T01:30:00Z, 2026-03-29T04:00:00Z",
        "Europe/Berlin,       01:00, 02:30, 2026-03-29T00:00:00Z, 2026-03-29T01:30:00Z",
        "Europe/Berlin,       02:15, 02:45, 2026-03-29T01:15:00Z, 2026-03-29T01:45:00Z",
        "America/New_York,    02:30, 06:00, 2026-03-08T07:30:00Z, 2026-03-08T10:00:00Z",
        "Australia/Lord_Howe, 02:15, 06:00, 2026-10-03T15:45:00Z, 2026-10-03T19:00:00Z",
        "Australia/Lord_Howe, 01:00, 02:15, 2026-10-03T14:30:00Z, 2026-10-03T15:45:00Z"
    })
    void movesTimesInAGapForward(String zone, String from, String to, Instant opens, Instant closes) {
        ChangeWindow window = window(from, to, zone, DayOfWeek.SUNDAY);

        assertOpenBetween(window, opens, closes);
    }

    @ParameterizedTest(name = "{0}: {1} to {2} does not open on {3}")
    @CsvSource({
        "Europe/Berlin,       02:30, 03:00, 2026-03-29, 2026-04-05T00:30:00Z",
        "Europe/Berlin,       02:59, 03:30, 2026-03-29, 2026-04-05T00:59:00Z",
        "America/New_York,    02:30, 03:15, 2026-03-08, 2026-03-15T06:30:00Z",
        "Australia/Lord_Howe, 02:15, 02:40, 2026-10-04, 2026-10-10T15:15:00Z"
    })
    void staysClosedWhenTheGapLeavesNothingOfIt(String zone, String from, String to, String day, Instant next) {
        ChangeWindow window = window(from, to, zone, DayOfWeek.SUNDAY);
        Instant midnight = LocalDate.parse(day).atStartOfDay(ZoneId.of(zone)).toInstant();

        for (int minutes = -1_440; minutes <= 1_440; minutes += 5) {
            assertThat(window.nextOpen(midnight.plus(Duration.ofMinutes(minutes))))
                    .contains(next);
        }
    }

    /** In Berlin 02:00 to 03:00, in New York 01:00 to 02:00, on Lord Howe 01:30 to 02:00 comes twice that day. */
    @ParameterizedTest(name = "{0}: {1} to {2} on the day of the overlap is {3} to {4}")
    @CsvSource({
        "Europe/Berlin,       02:30, 06:00, 2026-10-25T00:30:00Z, 2026-10-25T05:00:00Z",
        "Europe/Berlin,       01:00, 02:30, 2026-10-24T23:00:00Z, 2026-10-25T00:30:00Z",
        "Europe/Berlin,       02:15, 02:45, 2026-10-25T00:15:00Z, 2026-10-25T00:45:00Z",
        "America/New_York,    01:30, 06:00, 2026-11-01T05:30:00Z, 2026-11-01T11:00:00Z",
        "Australia/Lord_Howe, 01:45, 06:00, 2026-04-04T14:45:00Z, 2026-04-04T19:30:00Z",
        "Australia/Lord_Howe, 01:00, 01:45, 2026-04-04T14:00:00Z, 2026-04-04T14:45:00Z"
    })
    void takesTheEarlierOfTimesThatComeTwice(String zone, String from, String to, Instant opens, Instant closes) {
        ChangeWindow window = window(from, to, zone, DayOfWeek.SUNDAY);

        assertOpenBetween(window, opens, closes);
    }

    @Test
    void lastsAnHourLessOrMorePastTheMidnightOfAChange() {
        ChangeWindow window = window("22:00", "04:00", "Europe/Berlin", DayOfWeek.SATURDAY);

        assertOpenBetween(window, Instant.parse("2026-03-28T21:00:00Z"), Instant.parse("2026-03-29T02:00:00Z"));
        assertOpenBetween(window, Instant.parse("2026-10-24T20:00:00Z"), Instant.parse("2026-10-25T03:00:00Z"));
    }

    @Test
    void answersTheSameForTheMomentItAnswered() {
        forEachSeededCase((window, moment) -> {
            Instant opens = window.nextOpen(moment).orElseThrow();

            assertThat(opens).isAfterOrEqualTo(moment);
            assertThat(window.nextOpen(opens)).contains(opens);
        });
    }

    @Test
    void agreesWithTheClockOnTheWallFarFromChanges() {
        forEachSeededCase((window, moment) -> {
            ZonedDateTime local = moment.atZone(window.zone());
            if (isFarFromChanges(local)) {
                assertThat(window.nextOpen(moment).equals(Optional.of(moment)))
                        .isEqualTo(isOpenOnTheWall(window, local));
            }
        });
    }

    @Test
    void remembersItsSimpleForm() {
        Set<DayOfWeek> days = EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.WEDNESDAY);
        ChangeWindow window =
                new ChangeWindow(days, LocalTime.of(22, 0), LocalTime.of(4, 0), ZoneId.of("Europe/Berlin"));

        assertThat(window.weekly()).contains(new ChangeWindow.Weekly(days, LocalTime.of(22, 0), LocalTime.of(4, 0)));
    }

    @Test
    void canFollowAnyRule() {
        CalendarSpan lastFriday = CalendarSpan.lasting(
                        LocalDateTime.parse("2026-01-30T20:00"), Duration.ofHours(3), ZoneId.of("Europe/Berlin"))
                .repeated(new Recurrence("FREQ=MONTHLY;BYDAY=-1FR"));
        ChangeWindow window = new ChangeWindow(lastFriday);

        assertThat(window.nextOpen(berlin("2026-03-01T12:00"))).contains(berlin("2026-03-27T20:00"));
        assertThat(window.weekly()).isEmpty();
    }

    @Test
    void doesNotOpenAnyMoreOnceItsRuleHasEnded() {
        CalendarSpan twice = CalendarSpan.lasting(
                        LocalDateTime.parse("2026-03-02T20:00"), Duration.ofHours(3), ZoneId.of("UTC"))
                .repeated(new Recurrence("FREQ=DAILY;COUNT=2"));
        ChangeWindow window = new ChangeWindow(twice);

        assertThat(window.nextOpen(Instant.parse("2026-03-03T22:59:59Z"))).isPresent();
        assertThat(window.nextOpen(Instant.parse("2026-03-03T23:00:00Z"))).isEmpty();
    }

    @Test
    void refusesWindowsWithoutDayOrLength() {
        assertRefused("window.range", () -> window("09:00", "09:00", "UTC", DayOfWeek.MONDAY));
        assertRefused(
                "window.range",
                () -> new ChangeWindow(Set.of(), LocalTime.of(9, 0), LocalTime.of(10, 0), ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CET", "GMT", "Z", "+02:00", "UTC+2", "GMT-05:00", "SystemV/PST8", "Japan"})
    void refusesZonesThatAreNoRegions(String zone) {
        assertRefused("zone.useRegion", () -> window("09:00", "10:00", zone, DayOfWeek.MONDAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Etc/UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"})
    void takesRegions(String zone) {
        assertThat(window("09:00", "10:00", zone, DayOfWeek.MONDAY).zone()).isEqualTo(ZoneId.of(zone));
    }

    private interface Case {
        void check(ChangeWindow window, Instant moment);
    }

    private static void forEachSeededCase(Case check) {
        Random random = new Random(20_260_329);
        List<String> zones =
                List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
        Instant year = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 4_000; i++) {
            LocalTime from = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
            LocalTime to = from.plusMinutes(15L * (1 + random.nextInt(95)));
            Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.of(1 + random.nextInt(7)));
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            Instant moment = year.plus(Duration.ofMinutes(random.nextInt(366 * 24 * 60)));
            check.check(new ChangeWindow(days, from, to, zone), moment);
        }
    }

    private static boolean isFarFromChanges(ZonedDateTime local) {
        Duration far = Duration.ofDays(2);
        ZoneOffsetTransition next = local.getZone().getRules().nextTransition(local.toInstant());
        ZoneOffsetTransition last = local.getZone().getRules().previousTransition(local.toInstant());
        return (next == null || next.getInstant().isAfter(local.toInstant().plus(far)))
                && (last == null || last.getInstant().isBefore(local.toInstant().minus(far)));
    }

    private static boolean isOpenOnTheWall(ChangeWindow window, ZonedDateTime local) {
        LocalTime time = local.toLocalTime();
        ChangeWindow.Weekly weekly = window.weekly().orElseThrow();
        boolean today = weekly.days().contains(local.getDayOfWeek());
        boolean yesterday = weekly.days().contains(local.getDayOfWeek().minus(1));
        if (weekly.to().isAfter(weekly.from())) {
            return today && !time.isBefore(weekly.from()) && time.isBefore(weekly.to());
        }
        return (today && !time.isBefore(weekly.from())) || (yesterday && time.isBefore(weekly.to()));
    }

    private static void assertOpenBetween(ChangeWindow window, Instant opens, Instant closes) {
        assertThat(window.nextOpen(opens.minusSeconds(1))).contains(opens);
        assertThat(window.nextOpen(opens)).contains(opens);
        assertThat(window.nextOpen(closes.minusSeconds(1))).contains(closes.minusSeconds(1));
        assertThat(window.nextOpen(closes).orElseThrow()).isAfter(closes.plus(Duration.ofDays(5)));
    }

    private static ChangeWindow window(String from, String to, String zone, DayOfWeek day) {
        return new ChangeWindow(Set.of(day), LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Berlin")).toInstant();
    }
}
