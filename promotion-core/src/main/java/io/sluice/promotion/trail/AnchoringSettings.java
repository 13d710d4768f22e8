package io.sluice.promotion.trail;

import io.sluice.promotion.spi.CheckpointSigner;
import io.sluice.promotion.spi.CheckpointSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who signs checkpoints, who keeps them, and how much time lies between two.
 *
 * @param interval a change that nobody can detect is at most that old
 */
public record AnchoringSettings(Optional<CheckpointSigner> signer, List<CheckpointSink> sinks, Duration interval) {
    /** Copies the sinks. */
    public AnchoringSettings {
        sinks = List.copyOf(sinks);
    }
}
