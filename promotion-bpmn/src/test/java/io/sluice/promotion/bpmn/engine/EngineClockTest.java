package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineClockTest {
    @AfterEach
    void reset() {
        ClockUtil.reset();
    }

    @Test
    void followsTheDatabaseWhenTheMachineIsAhead() {
        ClockUtil.offset(Duration.ofMinutes(10).toMillis());

        EngineClock.follow(Instant.now());

        assertThat(ClockUtil.getCurrentTime().toInstant()).isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void followsTheDatabaseWhenTheMachineIsBehind() {
        EngineClock.follow(Instant.now().plus(Duration.ofHours(2)));

        assertThat(ClockUtil.getCurrentTime().toInstant())
                .isCloseTo(Instant.now().plus(Duration.ofHours(2)), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void leavesTheClockOfAWellKeptMachineAlone() {
        Date noon = Date.from(Instant.parse("2026-03-02T12:00:00Z"));
        ClockUtil.setCurrentTime(noon);

        EngineClock.follow(noon.toInstant().plusMillis(1_500));

        assertThat(ClockUtil.getCurrentTime()).isEqualTo(noon);
    }
}
