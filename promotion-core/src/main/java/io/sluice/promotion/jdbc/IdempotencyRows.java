package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/** The answers that repeated commands get again. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class IdempotencyRows {
    IdempotencyRows() {}

    /**
     * What a command did.
     *
     * @param operation which command
     * @param requestHash fingerprint of what was sent
     * @param objectId the object it made or changed
     */
    public record Entry(String operation, String requestHash, String objectId) {}

    /** What the command with this key did, if it ran. */
    public Optional<Entry> find(OrganizationId organization, String key) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Remembers what a command did; refuses with {@code idempotency.race} when its twin was faster. */
    public void insert(OrganizationId organization, String key, Entry entry, Instant at) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Forgets what is older, of any organization; returns how many entries. */
    public int deleteOlderThan(Instant moment, int limit) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
