package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacedCycleTest {
    private final PacedCycle cycle = new PacedCycle();

    @Test
    void findsTheNextTimeOfACycle() {
        Instant start = Instant.parse("2030-01-01T08:00:00Z");

        assertThat(cycle.resolveDuedate("R3/PT8H", Date.from(start), 0))
                .isEqualTo(Date.from(start.plusSeconds(8 * 3600)));
        assertThat(cycle.resolveDuedate("R3/2030-01-01T08:00:00Z/PT8H", Date.from(start.plusSeconds(1)), 0))
                .isEqualTo(Date.from(start.plusSeconds(8 * 3600)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "R/PT0S",
                "R3/PT59S",
                "R3/-PT1H",
                "R/2000-01-01T00:00:00Z/PT1M",
                "R/soon/PT1H",
                "R/2030-01-01T00:00:00Z/2031-01-01T00:00:00Z",
                "* * * * * ?",
                "PT1H",
                ""
            })
    void refusesWhatWouldNeverRestOrNeverCome(String text) {
        assertThatThrownBy(() -> cycle.resolveDuedate(text, null, 0)).hasMessageContaining("once a minute");
    }
}
