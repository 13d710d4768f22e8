package io.sluice.promotion.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyDigestTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void comesLaterTodayOrTomorrow() {
        DailyDigest digest = new DailyDigest(LocalTime.of(8, 0), BERLIN);

        assertThat(digest.next(Instant.parse("2026-03-02T06:59:59Z"))).isEqualTo("2026-03-02T07:00:00Z");
        assertThat(digest.next(Instant.parse("2026-03-02T07:00:00Z"))).isEqualTo("2026-03-03T07:00:00Z");
    }

    @Test
    void comesLateWhereTheClocksLeaveItsTimeOut() {
        DailyDigest digest = new DailyDigest(LocalTime.of(2, 30), BERLIN);

        assertThat(digest.next(Instant.parse("2026-03-28T12:00:00Z"))).isEqualTo("2026-03-29T01:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 02:30",
        "Europe/Berlin, 00:00",
        "America/New_York, 01:30",
        "Australia/Lord_Howe, 01:45",
        "Australia/Lord_Howe, 02:15"
    })
    void comesExactlyOnceOnEveryDayOfAYear(String zone, String time) {
        DailyDigest digest = new DailyDigest(LocalTime.parse(time), ZoneId.of(zone));
        List<LocalDate> days = new ArrayList<>();
        Instant at =
                LocalDate.of(2026, 1, 1).atStartOfDay(digest.zone()).toInstant().minusSeconds(1);

        for (int i = 0; i < 365; i++) {
            Instant next = digest.next(at);
            assertThat(Duration.between(at, next)).isPositive();
            days.add(next.atZone(digest.zone()).toLocalDate());
            at = next.plusSeconds(i % 7);
        }

        assertThat(days).hasSize(365).doesNotHaveDuplicates();
        assertThat(days.get(364)).isEqualTo(LocalDate.of(2026, 12, 31));
    }
}
