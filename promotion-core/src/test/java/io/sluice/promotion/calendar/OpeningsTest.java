package io.sluice.promotion.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpeningsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC");

    /** Around the changes of the clocks, the leap day and the end of the year. */
    private static final List<String> BEGINNINGS = List.of(
            "2026-03-27T00:00",
            "2026-03-06T00:00",
            "2026-10-02T00:00",
            "2026-04-03T00:00",
            "2026-10-23T00:00",
            "2026-10-30T00:00",
            "2028-02-27T00:00",
            "2026-12-29T00:00");

    @Test
    void isOpenWithoutWindowsAndFreezes() {
        assertThat(new Openings(List.of(List.of()), List.of()).next(MONDAY)).contains(MONDAY);
    }

    @Test
    void opensWithTheEarliestWindowOfAGroup() {
        CalendarSpan wednesday = weekly("2026-03-04T09:00", 1);
        CalendarSpan tuesday = weekly("2026-03-03T20:00", 1);

        assertThat(new Openings(List.of(List.of(wednesday, tuesday)), List.of()).next(MONDAY))
                .contains(Instant.parse("2026-03-03T19:00:00Z"));
    }

    @Test
    void opensOnlyWhenEveryGroupIsOpen() {
        CalendarSpan evenings = daily("2026-03-02T18:00", 6);
        CalendarSpan thursdays = weekly("2026-03-05T20:00", 8);

        assertThat(new Openings(List.of(List.of(evenings), List.of(thursdays)), List.of()).next(MONDAY))
                .contains(Instant.parse("2026-03-05T19:00:00Z"));
    }

    @Test
    void findsTheWindowAfterTheFreeze() {
        CalendarSpan thursdays = weekly("2026-03-05T20:00", 2);
        CalendarSpan freeze = CalendarSpan.between(
                LocalDateTime.parse("2026-03-04T00:00"), LocalDateTime.parse("2026-03-12T20:30"), BERLIN);

        assertThat(new Openings(List.of(List.of(thursdays)), List.of(freeze)).next(MONDAY))
                .contains(Instant.parse("2026-03-12T19:30:00Z"));
    }

    @Test
    void findsNothingWhenFreezesCoverEverything() {
        CalendarSpan always = daily("2026-01-01T00:00", 36);
        CalendarSpan never = daily("2026-01-01T02:00", 1);

        assertThat(new Openings(List.of(), List.of(always)).next(MONDAY)).isEmpty();
        assertThat(new Openings(List.of(List.of(never)), List.of(daily("2026-01-01T00:00", 4))).next(MONDAY))
                .isEmpty();
    }

    static List<Integer> seeds() {
        return IntStream.range(0, 60).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answersWhatAScanOfEveryMinuteFinds(int seed) {
        Random random = new Random(20_260_302 + seed);
        LocalDateTime beginning = LocalDateTime.parse(BEGINNINGS.get(random.nextInt(BEGINNINGS.size())));
        List<List<CalendarSpan>> windows = new ArrayList<>();
        for (int group = random.nextInt(3); group > 0; group--) {
            windows.add(spans(random, beginning, 1 + random.nextInt(2), 10));
        }
        List<CalendarSpan> freezes = spans(random, beginning, random.nextInt(3), 40);
        Openings openings = new Openings(windows, freezes);
        Instant from = beginning.atZone(ZoneId.of("UTC")).toInstant();
        int minutes = 6 * 24 * 60;
        boolean[] open = new boolean[minutes];
        boolean[][] covered = new boolean[windows.size()][minutes];
        boolean[] frozen = new boolean[minutes];
        for (int group = 0; group < windows.size(); group++) {
            for (CalendarSpan span : windows.get(group)) {
                paint(span, from, covered[group]);
            }
        }
        freezes.forEach(span -> paint(span, from, frozen));
        for (int minute = 0; minute < minutes; minute++) {
            open[minute] = !frozen[minute];
            for (boolean[] group : covered) {
                open[minute] &= group[minute];
            }
        }

        int expected = -1;
        for (int minute = minutes - 1; minute >= 0; minute--) {
            expected = open[minute] ? minute : expected;
            if (expected >= 0 ? minute % 31 == 0 : minute % 2_879 == 0) {
                Instant moment = from.plus(Duration.ofMinutes(minute));
                Optional<Instant> found = openings.next(moment);
                if (expected >= 0) {
                    assertThat(found).as("asked at %s", moment).contains(from.plus(Duration.ofMinutes(expected)));
                } else {
                    assertThat(found.orElse(Instant.MAX)).isAfterOrEqualTo(from.plus(Duration.ofMinutes(minutes)));
                }
            }
        }
    }

    /** The brute force: local times by plain arithmetic, one day after the other. */
    private static void paint(CalendarSpan span, Instant from, boolean[] minutes) {
        long days = span.recurrence().isPresent() ? 20 : 0;
        boolean weekly = span.recurrence().map(Recurrence::rule).orElse("").startsWith("FREQ=WEEKLY");
        for (long day = 0; day <= days; day += weekly ? 7 : 1) {
            Instant begins = span.start().plusDays(day).atZone(span.zone()).toInstant();
            Instant ends = span.length() instanceof Length.UntilLocal until
                    ? until.end().plusDays(day).atZone(span.zone()).toInstant()
                    : begins.plus(((Length.Elapsed) span.length()).duration());
            for (int minute = 0; minute < minutes.length; minute++) {
                Instant moment = from.plus(Duration.ofMinutes(minute));
                minutes[minute] |= !moment.isBefore(begins) && moment.isBefore(ends);
            }
        }
    }

    private static List<CalendarSpan> spans(Random random, LocalDateTime beginning, int count, int mostHours) {
        List<CalendarSpan> spans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            LocalDateTime start = beginning.minusDays(random.nextInt(8)).plusMinutes(random.nextInt(24 * 60));
            int minutes = 15 + random.nextInt(mostHours * 60);
            boolean wall = random.nextBoolean() && minutes > 120;
            CalendarSpan once = wall
                    ? CalendarSpan.between(start, start.plusMinutes(minutes), zone)
                    : CalendarSpan.lasting(start, Duration.ofMinutes(minutes), zone);
            String rule = List.of("", "FREQ=DAILY", "FREQ=WEEKLY").get(random.nextInt(3));
            spans.add(rule.isEmpty() ? once : once.repeated(new Recurrence(rule)));
        }
        return spans;
    }

    private static CalendarSpan daily(String start, int hours) {
        return CalendarSpan.lasting(LocalDateTime.parse(start), Duration.ofHours(hours), BERLIN)
                .repeated(new Recurrence("FREQ=DAILY"));
    }

    private static CalendarSpan weekly(String start, int hours) {
        return CalendarSpan.lasting(LocalDateTime.parse(start), Duration.ofHours(hours), BERLIN)
                .repeated(new Recurrence("FREQ=WEEKLY"));
    }
}
