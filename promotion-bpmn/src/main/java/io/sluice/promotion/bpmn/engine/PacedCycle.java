package io.sluice.promotion.bpmn.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DateTimeUtil;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;

/**
 * Repeating timers that go off once a minute at most, wherever their cycle comes from. Cycles are written
 * {@code R3/PT8H} or {@code R3/2030-01-01T08:00:00Z/PT8H}; there are no others. The engine finds the next time by adding
 * the period to the start again and again, so a start far back would keep it busy; with {@code R/PT0S} it would stand
 * still.
 */
final class PacedCycle extends CycleBusinessCalendar {
    private static final Pattern FORM = Pattern.compile("R\\d{0,4}/(?:([^/P]+)/)?(P[^/]+)");
    private static final long SHORTEST_MILLIS = 60_000;
    private static final long MOST_PERIODS = 100_000;

    @Override
    public @Nullable Date resolveDuedate(String cycle, @Nullable Date start, long repeatOffset) {
        Matcher form = FORM.matcher(cycle);
        if (!form.matches()) {
            throw refusal();
        }
        long period = millis(form.group(2));
        if (period < SHORTEST_MILLIS || sinceStart(form.group(1)) / period > MOST_PERIODS) {
            throw refusal();
        }
        return super.resolveDuedate(cycle, start, repeatOffset);
    }

    private static long sinceStart(@Nullable String start) {
        try {
            return start == null
                    ? 0
                    : Duration.between(
                                    DateTimeUtil.parseDate(start).toInstant(),
                                    ClockUtil.getCurrentTime().toInstant())
                            .toMillis();
        } catch (IllegalArgumentException e) {
            throw refusal();
        }
    }

    private static long millis(String period) {
        try {
            return DatatypeFactory.newInstance().newDuration(period).getTimeInMillis(Date.from(Instant.EPOCH));
        } catch (DatatypeConfigurationException | IllegalArgumentException e) {
            throw refusal();
        }
    }

    private static ProcessEngineException refusal() {
        return new ProcessEngineException("A timer repeats in the form R3/PT8H, once a minute at most.");
    }
}
