package io.sluice.promotion.command;

import io.sluice.promotion.jdbc.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, so that all nodes judge deadlines by one clock: the clock of this JVM corrected by how far it is
 * off, measured at the start and then once a minute.
 */
public final class DatabaseClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration NOTICEABLE = Duration.ofSeconds(2);

    private final Clock local;
    private volatile Duration ahead = Duration.ZERO;
    private volatile Instant latest = Instant.MIN;
    private volatile Duration behind = Duration.ZERO;

    public DatabaseClock(Clock local) {
        this.local = local;
    }

    /**
     * Measures how far the database's clock is ahead. The request takes time itself: what was known stays as long as it
     * agrees with the answer, however late that came, and otherwise half of the time is taken to be the way there.
     */
    public void measure(Storage storage) {
        Instant before = local.instant();
        Instant database = storage.now();
        Instant after = local.instant();
        Duration least = Duration.between(after, database);
        Duration most = Duration.between(before, database);
        boolean agrees = ahead.compareTo(least) >= 0 && ahead.compareTo(most) <= 0;
        Duration measured = agrees ? ahead : least.plus(most).dividedBy(2);
        if (measured.abs().compareTo(NOTICEABLE) > 0) {
            LOG.warn("The clock of this machine is {} off the database's; the database's is used.", measured);
        }
        ahead = measured;
        watch(database, storage.idempotency().newest());
    }

    /** Time only passes: a database that is earlier than something it has already seen was set back. */
    private void watch(Instant database, Optional<Instant> written) {
        Instant before = written.filter(latest::isBefore).orElse(latest);
        Duration missing = database.isBefore(before) ? Duration.between(database, before) : Duration.ZERO;
        if (missing.compareTo(NOTICEABLE) > 0) {
            LOG.warn("The clock of the database was set back by {}; deadlines last that much longer.", missing);
            behind = missing;
        } else {
            behind = Duration.ZERO;
            latest = database;
        }
    }

    /** How far the database's clock is ahead of this machine's. */
    public Duration ahead() {
        return ahead;
    }

    /** How far the database's clock is behind what it has already seen; zero when it was not set back. */
    public Duration behind() {
        return behind;
    }

    @Override
    public ZoneId getZone() {
        return local.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        DatabaseClock other = new DatabaseClock(local.withZone(zone));
        other.ahead = ahead;
        return other;
    }

    @Override
    public Instant instant() {
        return local.instant().plus(ahead);
    }
}
