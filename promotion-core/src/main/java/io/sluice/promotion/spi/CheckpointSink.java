package io.sluice.promotion.spi;

import io.sluice.promotion.identity.OrganizationId;
import java.util.Optional;

/**
 * Keeps signed checkpoints where whoever can write the database cannot: a file on another machine, a store that never
 * overwrites, a mailbox. Called outside of any transaction, for each organization in the order of the checkpoints; what it
 * throws is tried again until it succeeds, and shown by {@code Anchoring.health}. The same checkpoint may come twice. Must
 * be thread-safe.
 */
public interface CheckpointSink {
    /** Names it for good: letters, digits, dots and hyphens, at most 64. */
    String name();

    /**
     * Keeps a checkpoint, and returns when it is safe.
     *
     * @param organization whose log
     * @param note the signed note as text, with a line break at its end
     */
    void keep(OrganizationId organization, String note);

    /**
     * The checkpoint of an organization that was kept last, as the same text; empty when there is none, or when this sink
     * cannot be read. With it, a database that was restored from a backup is noticed at the start, see {@code SafeMode}. What
     * it throws is tried again.
     */
    default Optional<String> newest(OrganizationId organization) {
        return Optional.empty();
    }
}
