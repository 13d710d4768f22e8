package io.sluice.promotion.bpmn.engine;

import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Repeating timers that go off once a minute at most, wherever their cycle comes from. Cycles are written
 * {@code R3/PT8H} or {@code R3/2030-01-01T08:00:00Z/PT8H}; there are no others.
 */
final class PacedCycle extends CycleBusinessCalendar {
    private static final Pattern FORM = Pattern.compile("R\\d{0,4}/(?:[^/P]+/)?P[^/]+");
    private static final long SHORTEST_MILLIS = 60_000;

    @Override
    public @Nullable Date resolveDuedate(String cycle, @Nullable Date start, long repeatOffset) {
        if (!FORM.matcher(cycle).matches() || isTooFast(cycle.substring(cycle.lastIndexOf('/') + 1))) {
            throw new ProcessEngineException("A timer repeats in the form R3/PT8H, once a minute at most.");
        }
        return super.resolveDuedate(cycle, start, repeatOffset);
    }

    private static boolean isTooFast(String period) {
        try {
            return DatatypeFactory.newInstance().newDuration(period).getTimeInMillis(Date.from(Instant.EPOCH))
                    < SHORTEST_MILLIS;
        } catch (DatatypeConfigurationException | IllegalArgumentException e) {
            return true;
        }
    }
}
