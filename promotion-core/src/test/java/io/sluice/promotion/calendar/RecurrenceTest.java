package io.sluice.promotion.calendar;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=DAILY                      | FREQ=DAILY",
                "freq=monthly;byday=-1fr         | FREQ=MONTHLY;BYDAY=-1FR",
                "RRULE:FREQ=WEEKLY;BYDAY=MO      | FREQ=WEEKLY;BYDAY=MO",
                "INTERVAL=2;FREQ=YEARLY;COUNT=10 | FREQ=YEARLY;INTERVAL=2;COUNT=10"
            })
    void hasOneForm(String written, String rule) {
        assertThat(new Recurrence(written).rule()).isEqualTo(rule);
        assertThat(new Recurrence(written)).isEqualTo(new Recurrence(rule));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "every day",
                "FREQ=",
                "FREQ=FORTNIGHTLY",
                "BYDAY=MO",
                "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;COUNT=-1",
                "FREQ=DAILY;COUNT=3;UNTIL=20260305T000000Z",
                "FREQ=DAILY;UNTIL=20260230",
                "FREQ=DAILY;BYMONTH=13",
                "FREQ=DAILY;BYSECOND=1",
                "FREQ=YEARLY;RSCALE=CHINESE",
                "FREQ=DAILY;INTERVAL=1001",
                "FREQ=DAILY;X-NOTE=${java}",
                "FREQ=DAILY\nFREQ=WEEKLY"
            })
    void refusesWhatIsNoRule(String text) {
        assertRefused("recurrence.format", () -> new Recurrence(text));
    }

    @Test
    void refusesEndlessText() {
        assertRefused("recurrence.format", () -> new Recurrence("FREQ=DAILY;BYHOUR=" + "1,".repeat(300) + "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=SECONDLY",
                "FREQ=MINUTELY",
                "FREQ=HOURLY",
                "FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,10,20,30,40",
                "FREQ=DAILY;COUNT=10001"
            })
    void refusesWhatIsALoadAndNoCalendar(String rule) {
        assertRefused("recurrence.tooOften", () -> new Recurrence(rule));
    }

    @Test
    void knowsWhetherItEnds() {
        assertThat(new Recurrence("FREQ=DAILY").isFinite()).isFalse();
        assertThat(new Recurrence("FREQ=DAILY;COUNT=3").isFinite()).isTrue();
        assertThat(new Recurrence("FREQ=DAILY;UNTIL=20260305").isFinite()).isTrue();
    }
}
