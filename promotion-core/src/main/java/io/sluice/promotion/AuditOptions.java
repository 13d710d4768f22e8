package io.sluice.promotion;

import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.AuditKeyProvider;
import io.sluice.promotion.spi.CheckpointSigner;
import io.sluice.promotion.spi.CheckpointSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the audit trail is keyed, anchored and kept. Without a signer there are no checkpoints: then somebody who can write the
 * whole database can rewrite it unnoticed.
 *
 * @param keys the keys of the codes beside events
 * @param signer signs checkpoints
 * @param sinks keep them
 * @param interval between two checkpoints of an organization: a change that nobody can detect is at most that old
 * @param leastRetentionDays no body is removed earlier, whatever a workspace says
 */
public record AuditOptions(
        AuditKeyProvider keys,
        Optional<CheckpointSigner> signer,
        List<CheckpointSink> sinks,
        Duration interval,
        int leastRetentionDays) {
    private static final int SHORTEST_RETENTION = 30;
    private static final int LONGEST_RETENTION = 36_500;

    /**
     * Checks the bounds.
     *
     * @throws InvalidInputException {@code anchoring.interval} unless it is 1 second to 1 hour, {@code retention.range} unless
     *     it is 30 to 36,500 days
     */
    public AuditOptions {
        sinks = List.copyOf(sinks);
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidInputException(
                    "audit.interval", "anchoring.interval", "Checkpoints are 1 second to 1 hour apart.");
        }
        if (leastRetentionDays < SHORTEST_RETENTION || leastRetentionDays > LONGEST_RETENTION) {
            throw new InvalidInputException(
                    "audit.leastRetentionDays", "retention.range", "Bodies are kept 30 to 36,500 days.");
        }
    }

    /** No keys, no checkpoints, 5 seconds, 30 days. */
    public static AuditOptions standard() {
        return new AuditOptions(
                organization -> Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(5),
                SHORTEST_RETENTION);
    }

    /** The same with codes beside events. */
    public AuditOptions keyedBy(AuditKeyProvider value) {
        return new AuditOptions(value, signer, sinks, interval, leastRetentionDays);
    }

    /** The same with checkpoints that this signer signs. */
    public AuditOptions signedBy(CheckpointSigner value) {
        return new AuditOptions(keys, Optional.of(value), sinks, interval, leastRetentionDays);
    }

    /** The same with a further sink that keeps checkpoints. */
    public AuditOptions keptBy(CheckpointSink value) {
        List<CheckpointSink> more = new ArrayList<>(sinks);
        more.add(value);
        return new AuditOptions(keys, signer, more, interval, leastRetentionDays);
    }

    /** The same with another time between two checkpoints. */
    public AuditOptions every(Duration value) {
        return new AuditOptions(keys, signer, sinks, value, leastRetentionDays);
    }

    /** The same with another least retention period. */
    public AuditOptions retainingAtLeast(int days) {
        return new AuditOptions(keys, signer, sinks, interval, days);
    }
}
