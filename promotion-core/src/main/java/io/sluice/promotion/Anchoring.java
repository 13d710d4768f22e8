package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Denials;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.CheckpointRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.trail.Checkpointer;
import io.sluice.promotion.trail.Sequencer;
import io.sluice.promotion.transaction.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The log that anchors audit events outside of the database: every committed event gets a number in the log of its
 * organization, checkpoints of the log are signed and handed to those who keep them. Thread-safe.
 */
public final class Anchoring {
    /**
     * How far the anchoring of an organization is.
     *
     * @param events how many events the log holds
     * @param anchored how many of them the newest checkpoint covers
     * @param oldestUnanchored how long the oldest event has been waiting that no checkpoint covers; a change to it would not
     *     be detected. Empty when there is none
     * @param sinks how those who keep checkpoints fare
     */
    public record Health(long events, long anchored, Optional<Duration> oldestUnanchored, List<SinkHealth> sinks) {
        /** Copies the list. */
        public Health {
            sinks = List.copyOf(sinks);
        }
    }

    /**
     * How a sink fares.
     *
     * @param name of the sink
     * @param kept it keeps every checkpoint up to this number of events
     * @param failures how often in a row it failed
     * @param nextAt when it is tried again
     * @param lastError why it failed last
     */
    public record SinkHealth(String name, long kept, int failures, Instant nextAt, Optional<String> lastError) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Transactions transactions;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;
    private final Denials denials;
    private final Sequencer sequencer;
    private final Checkpointer checkpointer;

    Anchoring(Core core, Denials denials, Sequencer sequencer, Checkpointer checkpointer) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.transactions = core.transactions();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
        this.denials = denials;
        this.sequencer = sequencer;
        this.checkpointer = checkpointer;
    }

    /**
     * Writes down what was denied, numbers new events, signs checkpoints and hands them over. Call it outside of any
     * transaction, every second or so and again at once when it found something. Any number of nodes may.
     *
     * @param limit how many events of an organization are numbered in one transaction, 1 to 100,000
     * @return how many events and checkpoints were worked on
     * @throws InvalidInputException {@code anchoring.limit}
     */
    public int run(int limit) {
        if (limit < 1 || limit > 100_000) {
            throw new InvalidInputException("limit", "anchoring.limit", "1 to 100,000 events at a time.");
        }
        int done = denials.flush(transactions, storage, audit);
        for (OrganizationId organization : storage.anchors().withWork()) {
            done += sequencer.number(organization, limit);
        }
        return done + checkpointer.sign() + checkpointer.deliver();
    }

    /** How far the anchoring of an organization is. */
    public Health health(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_AUDIT);
            long anchored = storage.checkpoints()
                    .newest(organization)
                    .map(CheckpointRows.Signed::size)
                    .orElse(0L);
            Instant now = clock.instant();
            return new Health(
                    storage.anchors().tree(organization).size(),
                    anchored,
                    storage.anchors().oldestAfter(organization, anchored).map(at -> Duration.between(at, now)),
                    storage.checkpoints().deliveries(organization).stream()
                            .map(delivery -> new SinkHealth(
                                    delivery.sink(),
                                    delivery.delivered(),
                                    delivery.failures(),
                                    delivery.nextAt(),
                                    delivery.lastError()))
                            .toList());
        });
    }
}
