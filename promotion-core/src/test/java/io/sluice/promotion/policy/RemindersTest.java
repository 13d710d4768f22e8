package io.sluice.promotion.policy;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.RoleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemindersTest {
    private static final Instant OPENED = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void comeAtHalfAndFourFifthsOfThreeDaysAndThenNoMore() {
        assertThat(all(Reminders.STANDARD, Duration.ofDays(3)))
                .containsExactly(hours(36), hours(57).plus(Duration.ofMinutes(36)));
    }

    @Test
    void comeDailyAfterTheLastPercentUntilTheDeadline() {
        assertThat(all(Reminders.STANDARD, Duration.ofDays(20)))
                .containsExactly(days(10), days(16), days(17), days(18), days(19));
    }

    @Test
    void neverComeAtOrAfterTheDeadline() {
        Reminders reminders = new Reminders(List.of(50), 99, Optional.empty());

        assertThat(all(reminders, Duration.ofDays(2))).containsExactly(days(1));
        assertThat(all(reminders, Duration.ofDays(2).plusSeconds(2)))
                .containsExactly(days(1).plusSeconds(1), days(2).plusSeconds(1));
        assertThat(all(reminders, Duration.ofMinutes(1))).containsExactly(OPENED.plusSeconds(30));
    }

    @ParameterizedTest(name = "after {0} hours of 240 the next one comes after {1}")
    @CsvSource({"0, 120", "119, 120", "120, 192", "191, 192", "192, 216", "193, 216", "215, 216"})
    void comeAfterTheMomentNeverAtIt(int now, int next) {
        assertThat(Reminders.STANDARD.next(OPENED, days(10), hours(now))).contains(hours(next));
    }

    @ParameterizedTest
    @ValueSource(ints = {216, 217, 240, 300})
    void areOverWhenTheNextWouldMeetTheDeadline(int now) {
        assertThat(Reminders.STANDARD.next(OPENED, days(10), hours(now))).isEmpty();
    }

    @Test
    void catchUpWithOneWhenTheMachineSlept() {
        assertThat(Reminders.STANDARD.next(OPENED, days(20), days(17).plusSeconds(5)))
                .contains(days(18));
    }

    @Test
    void doNotComeWhenNoneIsAskedFor() {
        assertThat(all(new Reminders(List.of(), 80, Optional.empty()), Duration.ofDays(90)))
                .isEmpty();
    }

    @Test
    void escalateFromThePercentOnWhenThereIsSomebodyToTell() {
        Reminders reminders = new Reminders(List.of(50), 80, Optional.of(new RoleId("lead")));

        assertThat(reminders.escalates(OPENED, days(10), hours(191))).isFalse();
        assertThat(reminders.escalates(OPENED, days(10), hours(192))).isTrue();
        assertThat(reminders.escalates(OPENED, days(10), hours(239))).isTrue();
        assertThat(Reminders.STANDARD.escalates(OPENED, days(10), hours(239))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100", "-1", "50,50", "80,50", "1,2,3,3", "50,101"})
    void refusePercentsThatDoNotRiseFromOneTo99(String percents) {
        List<Integer> list =
                Arrays.stream(percents.split(",", -1)).map(Integer::valueOf).toList();

        assertRefused("reminders.percent", () -> new Reminders(list, 80, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, -1, Integer.MAX_VALUE})
    void refuseAnEscalationOutsideOneTo99(int percent) {
        assertRefused("reminders.percent", () -> new Reminders(List.of(50), percent, Optional.empty()));
    }

    private static List<Instant> all(Reminders reminders, Duration span) {
        List<Instant> found = new ArrayList<>();
        Optional<Instant> next = reminders.next(OPENED, OPENED.plus(span), OPENED);
        while (next.isPresent()) {
            found.add(next.get());
            next = reminders.next(OPENED, OPENED.plus(span), next.get());
        }
        return found;
    }

    private static Instant hours(int hours) {
        return OPENED.plus(Duration.ofHours(hours));
    }

    private static Instant days(int days) {
        return OPENED.plus(Duration.ofDays(days));
    }
}
