package io.sluice.example.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/**
 * The time as this application sees it. The demonstration begins some days ago, so that there is something to look back
 * at, and a test can see a deadline pass. Sluice takes it because of its name; an application that has no use for either
 * has no such class, and the time of the database counts.
 */
@Component("sluiceClock")
public final class HostClock extends Clock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /** Sets how far this clock is ahead of the real one; behind it when negative. */
    public void setAhead(Duration value) {
        ahead.set(value);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead.get());
    }
}
