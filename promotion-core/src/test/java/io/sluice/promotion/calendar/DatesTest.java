package io.sluice.promotion.calendar;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
    @Test
    void readsMomentsAndLocalTimes() {
        assertThat(Dates.instant("from", "2026-03-29T02:30:00+02:00")).isEqualTo(Instant.parse("2026-03-29T00:30:00Z"));
        assertThat(Dates.local("from", "2028-02-29T02:30")).isEqualTo(LocalDateTime.of(2028, 2, 29, 2, 30));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "2026-02-30T10:00:00Z",
                "2026-02-29T10:00:00Z",
                "2026-13-01T10:00:00Z",
                "2026-03-02T25:00:00Z",
                "2026-03-02",
                "tomorrow",
                "2026-03-02T10:00:00+99:00"
            })
    void refusesDatesThatDoNotExist(String text) {
        assertRefused("date.invalid", () -> Dates.instant("from", text));
        assertRefused("date.invalid", () -> Dates.local("from", text));
    }

    @Test
    void refusesALocalTimeWhereAMomentIsMeant() {
        assertRefused("time.zoneRequired", () -> Dates.instant("from", "2026-03-29T02:30"));
        assertRefused("date.invalid", () -> Dates.local("from", "2026-03-29T02:30Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z"})
    void refusesYearsThatNoDatabaseHolds(String text) {
        assertRefused("date.range", () -> Dates.instant("from", text));
    }
}
