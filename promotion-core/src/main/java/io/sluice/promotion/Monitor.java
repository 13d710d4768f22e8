package io.sluice.promotion;

import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.DatabaseClock;
import io.sluice.promotion.jdbc.MonitorRows;
import io.sluice.promotion.jdbc.MonitorRows.Counts;
import io.sluice.promotion.jdbc.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How Sluice fares, over all organizations: numbers that name nobody, for the host program's own monitoring, so nobody is
 * asked for a permission. Thread-safe.
 */
public final class Monitor {
    /**
     * Numbers at one moment.
     *
     * @param open promotions that have not ended
     * @param waitingForPeople approvals that people are asked for
     * @param overdue those of them whose deadline has passed
     * @param repairs targets that a person has to repair
     * @param messages messages that wait to be sent
     * @param messageAge how long the oldest of them has been due; empty when none is due
     * @param deadLetters messages that are not tried any more
     * @param unnumberedAge how long the oldest audit event has been waiting for its place in the log
     * @param unsignedAge how long the oldest audit event has been waiting for a checkpoint; empty also when nobody signs
     * @param failingSinks those who keep checkpoints and do not take the next one
     * @param failingReaders readers of the feed that do not take the next event
     * @param schema the newest schema script that the database has
     * @param knownSchema the newest schema script that this version of Sluice knows; a lower one than {@code schema} means
     *     that a newer version has been at work
     * @param openAge how long ago the oldest promotion was requested that has not ended
     * @param heldAge how long ago the gate opened for the promotion that has held its target for longest
     * @param reconciling deployments of which nobody knows how they ended
     * @param unsatisfiable policies for which there are not enough people
     * @param failingArchives promotions that could not be archived and are tried again
     * @param standingStill organizations in safe mode
     * @param clockSkew how far the database's clock is ahead of this machine's; zero with a clock of the host's own
     * @param clockBehind how far the database's clock is behind what it has already seen; zero unless it was set back
     */
    public record Figures(
            long open,
            long waitingForPeople,
            long overdue,
            long repairs,
            long messages,
            Optional<Duration> messageAge,
            long deadLetters,
            Optional<Duration> unnumberedAge,
            Optional<Duration> unsignedAge,
            long failingSinks,
            long failingReaders,
            int schema,
            int knownSchema,
            Optional<Duration> openAge,
            Optional<Duration> heldAge,
            long reconciling,
            long unsatisfiable,
            long failingArchives,
            long standingStill,
            Duration clockSkew,
            Duration clockBehind) {}

    private final Storage storage;
    private final Clock clock;
    private final boolean signs;
    private final Optional<DatabaseClock> time;

    Monitor(Core core, boolean signs, Optional<DatabaseClock> time) {
        this.time = time;
        this.storage = core.storage();
        this.clock = core.clock();
        this.signs = signs;
    }

    /**
     * Counts. One statement, which a host may repeat every few seconds.
     *
     * @throws io.sluice.promotion.problem.UnavailableException {@code database.unavailable}
     */
    public Figures figures() {
        Instant now = clock.instant();
        Counts counts = storage.monitor().counts(now);
        return new Figures(
                counts.open(),
                counts.asked(),
                counts.overdue(),
                counts.repairs(),
                counts.messages(),
                age(counts.oldestMessage(), now),
                counts.deadLetters(),
                age(counts.oldestUnnumbered(), now),
                signs ? age(counts.oldestUnsigned(), now) : Optional.empty(),
                counts.failingSinks(),
                counts.failingReaders(),
                counts.schema(),
                MonitorRows.knownSchema(),
                age(counts.oldestOpen(), now),
                age(counts.oldestHeld(), now),
                counts.reconciling(),
                counts.unsatisfiable(),
                counts.failingArchives(),
                counts.standingStill(),
                time.map(DatabaseClock::ahead).orElse(Duration.ZERO),
                time.map(DatabaseClock::behind).orElse(Duration.ZERO));
    }

    private static Optional<Duration> age(Optional<Instant> since, Instant now) {
        return since.map(moment -> Duration.between(moment, now)).filter(age -> !age.isNegative());
    }
}
