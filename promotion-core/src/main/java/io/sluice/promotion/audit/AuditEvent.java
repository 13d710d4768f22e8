package io.sluice.promotion.audit;

import io.sluice.promotion.identity.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
 * @param actor a reference to who did it, never a name or an address: {@code HUMAN:} or {@code SERVICE:} and an {@link
 *     ActorRef}, or {@code SYSTEM:} and the step that acted
 * @param cause the {@linkplain #id id} of the event that led to it, when Sluice acted by itself
 * @param subjectHash what a decision was about, when it was one
 * @param data more about it, as JSON values; a text that a person wrote is {@link SealedTexts sealed} in it
 * @param previousHash the hash of the event before, 64 zeros for the first
 * @param hash over the previous hash and everything above
 * @param beside what is kept with it without being part of the hash
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
        String hash,
        Beside beside) {
    /**
     * What is kept with an event without being part of its hash.
     *
     * @param texts what people wrote; empty when nobody wrote anything, or when it was removed
     * @param mac proves that whoever wrote the event had the key
     * @param leaf its number in the log of the organization, from 0; empty until it is anchored
     * @param dataHash the hash of the data, once the data itself was removed
     */
    public record Beside(
            Optional<SealedTexts> texts, Optional<AuditMac> mac, OptionalLong leaf, Optional<String> dataHash) {
        /** Nothing. */
        public static final Beside NOTHING =
                new Beside(Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    /** Copies the data and cuts the time to microseconds. */
    public AuditEvent {
        at = at.truncatedTo(ChronoUnit.MICROS);
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }

    /** An event with nothing beside it. */
    public AuditEvent(
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
        this(organization, chain, seq, type, at, actor, cause, subjectHash, data, previousHash, hash, Beside.NOTHING);
    }

    /** Chain and number, such as {@code promotion:01J9Z…:3}; unique inside the organization. */
    public String id() {
        return chain + ":" + seq;
    }

    /** What a person wrote into a field of the data; empty when there is no such text, or not any more. */
    public Optional<String> text(String field) {
        return beside.texts().map(kept -> kept.texts().get(field));
    }

    /** Whether the data was removed after its retention period, so that only its hash is left. */
    public boolean isRemoved() {
        return beside.dataHash().isPresent();
    }

    /** The same event with this beside it. */
    public AuditEvent with(Beside other) {
        return new AuditEvent(
                organization, chain, seq, type, at, actor, cause, subjectHash, data, previousHash, hash, other);
    }
}
