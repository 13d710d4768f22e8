package io.sluice.promotion.audit;

import io.sluice.promotion.identity.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as it is recorded for good. Made by {@link AuditChain#next}; judged by {@link
 * AuditChain#verify}. Reading a record that somebody tampered with must work, so that it can be shown: nothing is
 * validated here.
 *
 * @param organization the tenant
 * @param chain what the events belong to, such as {@code promotion:01J9Z…}
 * @param seq 1, 2, 3… inside the chain, without gaps
 * @param type what happened, such as {@code promotion.requested}
 * @param at when, in whole microseconds, which is what the databases keep
 * @param actor a reference to who did it, never a name or an address
 * @param cause the event that led to it, when Sluice acted by itself
 * @param subjectHash what a decision was about, when it was one
 * @param data more about it, as JSON values
 * @param previousHash the hash of the event before, 64 zeros for the first
 * @param hash over the previous hash and everything above
 */
public record AuditEvent(
        OrganizationId organization,
        String chain,
        long seq,
        String type,
        Instant at,
        String actor,
        Optional<String> cause,
        Optional<String> subjectHash,
        Map<String, @Nullable Object> data,
        String previousHash,
        String hash) {
    /** Copies the data and cuts the time to microseconds. */
    public AuditEvent {
        at = at.truncatedTo(ChronoUnit.MICROS);
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }
}
