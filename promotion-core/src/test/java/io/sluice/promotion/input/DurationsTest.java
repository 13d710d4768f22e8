package io.sluice.promotion.input;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers are those of the catalogue of bad input. */
class DurationsTest {
    private static final Duration MIN = Duration.ofMinutes(1);
    private static final Duration MAX = Duration.ofDays(90);

    static Stream<Arguments> refused() {
        return Stream.of(
                bad("null", null, "duration.format"),
                bad("52", "", "duration.format"),
                bad("53", "P", "duration.format"),
                bad("54", "PT", "duration.format"),
                bad("55", "1h", "duration.format"),
                bad("56", "pt1h", "duration.format"),
                bad("57", "PT1H ", "duration.format"),
                bad("57 the other way round", " PT1H", "duration.format"),
                bad("58", "-PT1H", "duration.negative"),
                bad("58 inside", "PT-1H", "duration.negative"),
                bad("58 one part of two", "P1DT-1H", "duration.negative"),
                bad("59", "PT0S", "duration.min"),
                bad("59 in days", "P0D", "duration.min"),
                bad("59 nearly a minute", "PT59S", "duration.min"),
                bad("60 months", "P1M", "duration.noMonths"),
                bad("60 years", "P1Y", "duration.noMonths"),
                bad("60 years, months and days", "P1Y2M3D", "duration.noMonths"),
                bad("60 years and hours", "P1YT1H", "duration.noMonths"),
                bad("61", "P999999999Y", "duration.max"),
                bad("61 months", "P999999999M", "duration.max"),
                bad("62", "PT9999999999999999999H", "duration.max"),
                bad("62 in the second part", "P1DT9999999999999999999H", "duration.max"),
                bad("62 just too long", "P91D", "duration.max"),
                bad("62 by a second", "P90DT1S", "duration.max"),
                bad("62 as many as a reader takes", "P999999999W", "duration.max"),
                bad("63", "R3/PT1S", "duration.noRepeat"),
                bad("63 for ever", "R/PT0S", "duration.noRepeat"),
                bad("64", "${x}", "text.expression"),
                bad("64 inside", "PT#{x}H", "text.expression"),
                bad("fractions", "PT1.5H", "duration.format"),
                bad("fractions with a comma", "PT0,5S", "duration.format"),
                bad("plus", "+PT1H", "duration.format"),
                bad("minutes before hours", "PT1M1H", "duration.format"),
                bad("weeks and days", "P1W1D", "duration.format"),
                bad("hours without T", "P1H", "duration.format"),
                bad("nothing behind T", "P1DT", "duration.format"),
                bad("digits of another script", "PT\u0661H", "duration.format"),
                bad("full-width digits", "PT\uff11H", "duration.format"),
                bad("two durations", "PT1H/PT2H", "duration.format"),
                bad("a date", "2026-01-01", "duration.format"),
                bad("101 characters", "PT" + "0".repeat(98) + "1H", "duration.format"));
    }

    @ParameterizedTest(name = "{0} \"{1}\" is refused with {2}")
    @MethodSource("refused")
    void refuses(String number, @Nullable String text, String code) {
        assertRefused(code, () -> Durations.parse("policy.deadline", text, MIN, MAX));
    }

    @ParameterizedTest(name = "{0} is {1} seconds and prints {2}")
    @CsvSource({
        "PT1M, 60, PT1M",
        "PT60S, 60, PT1M",
        "PT8H, 28800, PT8H",
        "PT1H30M5S, 5405, PT1H30M5S",
        "P3D, 259200, P3D",
        "P1W, 604800, P7D",
        "PT36H, 129600, P1DT12H",
        "P1DT12H, 129600, P1DT12H",
        "PT90M, 5400, PT1H30M",
        "P90D, 7776000, P90D",
        "PT0000000000001H, 3600, PT1H"
    })
    void readsWeeksDaysHoursMinutesAndSeconds(String text, long seconds, String canonical) {
        Duration duration = Durations.parse("policy.deadline", text, MIN, MAX);

        assertThat(duration).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(Durations.canonical(duration)).isEqualTo(canonical);
        assertThat(Durations.parse("policy.deadline", canonical, MIN, MAX)).isEqualTo(duration);
        assertThat(Duration.parse(canonical)).isEqualTo(duration);
    }

    @Test
    void holdsBothBoundsIncluded() {
        assertThat(Durations.requireBetween("f", MIN, MIN, MAX)).isEqualTo(MIN);
        assertThat(Durations.requireBetween("f", MAX, MIN, MAX)).isEqualTo(MAX);
        assertRefused("duration.min", () -> Durations.requireBetween("f", MIN.minusNanos(1), MIN, MAX));
        assertRefused("duration.max", () -> Durations.requireBetween("f", MAX.plusNanos(1), MIN, MAX));
        assertRefused("duration.negative", () -> Durations.requireBetween("f", Duration.ofDays(-1), MIN, MAX));
    }

    private static Arguments bad(String number, @Nullable String text, String code) {
        return Arguments.of(number, text, code);
    }
}
