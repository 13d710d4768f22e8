package io.sluice.promotion.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.jdbc.SchemaMigrator;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    private static final Duration OFF = Duration.ofHours(10);
    private static final Duration LATE = Duration.ofHours(2);

    private TestDatabase database;
    private Storage storage;

    @BeforeEach
    void open() {
        database = TestDatabase.h2Memory();
        new SchemaMigrator(database.dataSource(), Optional.empty()).migrate();
        storage = Storage.open(Transactions.threadBound(database.dataSource()), Optional.empty());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void followsTheDatabaseWhenTheMachineIsAhead() {
        assertThat(ahead(OFF, OFF))
                .isBetween(OFF.negated().minusHours(1), OFF.negated().plusHours(1));
    }

    @Test
    void anAnswerThatComesLateDoesNotMakeTheMachineLookOff() {
        assertThat(ahead(LATE.negated(), LATE.multipliedBy(2))).isZero();
    }

    @Test
    void whatIsSurelyOffIsOffHoweverLateTheAnswerComes() {
        Duration middle = OFF.plus(LATE.dividedBy(2)).negated();

        assertThat(ahead(OFF, OFF.plus(LATE))).isBetween(middle.minusMinutes(30), middle.plusMinutes(30));
    }

    /** The machine's clock is so far ahead of the database's when it asks, and when it has the answer. */
    private Duration ahead(Duration whenAsking, Duration whenAnswered) {
        Instant now = Instant.now();
        DatabaseClock clock = new DatabaseClock(new Told(List.of(now.plus(whenAsking), now.plus(whenAnswered))));
        clock.measure(storage);
        return clock.ahead();
    }

    /** A clock that says what it was told to say. */
    private static final class Told extends Clock {
        private final Queue<Instant> instants;

        Told(List<Instant> instants) {
            this.instants = new ArrayDeque<>(instants);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return instants.remove();
        }
    }
}
