package io.sluice.promotion.audit;

import io.sluice.promotion.audit.AuditEvent.Beside;
import io.sluice.promotion.audit.ChainVerdict.Broken;
import io.sluice.promotion.audit.ChainVerdict.Intact;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chains events by hashes so that a later change shows. The hash of an event is SHA-256 over the byte {@code 0x02}, the
 * 32 bytes of the previous hash, and the {@linkplain CanonicalJson canonical JSON} of {@code v} (2), {@code org}, {@code
 * chain}, {@code seq}, {@code type}, {@code at} (UTC with six decimals), {@code actor}, {@code cause}, {@code subjectHash}
 * and {@code dataHash}, which is SHA-256 over the canonical JSON of the data. Anybody can recompute it without Sluice, and
 * it can still be recomputed when the data was removed and only its hash is left.
 *
 * <p>What it cannot show: that somebody who can write the whole table computed every hash anew, or cut the newest events
 * off. A head that was kept elsewhere shows both.
 */
public final class AuditChain {
    /** The previous hash of the first event. */
    public static final String GENESIS = "0".repeat(64);

    /**
     * Where a chain ends at the moment. It is kept beside the chain, so that appending needs to read nothing else and
     * events that were cut off are missed.
     *
     * @param organization the tenant
     * @param chain what the events belong to
     * @param seq the number of the newest event, 0 for none
     * @param hash the hash of the newest event, {@link AuditChain#GENESIS} for none
     */
    public record Head(OrganizationId organization, String chain, long seq, String hash) {
        /** The head of a chain that has no event yet. */
        public static Head before(OrganizationId organization, String chain) {
            return new Head(organization, chain, 0, GENESIS);
        }

        /** The head once this event is the newest. */
        public static Head at(AuditEvent newest) {
            return new Head(newest.organization(), newest.chain(), newest.seq(), newest.hash());
        }
    }

    /** The version of the form of events. */
    public static final int VERSION = 2;

    private static final byte EVENT_PREFIX = 0x02;
    private static final int HASH_DIGITS = 64;
    private static final String HASH_OF_NO_DATA = hexSha256(CanonicalJson.bytes(Map.of()));
    /** How the time of an event is written. */
    public static final DateTimeFormatter MICROSECONDS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private AuditChain() {}

    /**
     * The event that follows a head, with its number and hashes.
     *
     * @throws InvalidInputException when a text or the data could not be stored as they are, see {@link CanonicalJson}
     */
    public static AuditEvent next(
            Head head,
            String type,
            Instant at,
            String actor,
            Optional<String> cause,
            Optional<String> subjectHash,
            Map<String, ? extends @Nullable Object> data) {
        AuditEvent unsealed = new AuditEvent(
                head.organization(),
                Text.requireOpaque("audit.chain", head.chain(), 200),
                head.seq() + 1,
                Text.requireOpaque("audit.type", type, 200),
                at,
                Text.requireOpaque("audit.actor", actor, 300),
                cause,
                subjectHash,
                CanonicalJson.copyOf(data),
                head.hash(),
                "");
        return withHash(unsealed, hashOf(unsealed));
    }

    /**
     * The event that follows a head, with the texts that people wrote {@linkplain SealedTexts sealed} and kept beside it.
     *
     * @param salt random, 64 hexadecimal digits; used when there is a text
     */
    public static AuditEvent nextSealed(
            Head head,
            String type,
            Instant at,
            String actor,
            Optional<String> cause,
            Optional<String> subjectHash,
            Map<String, ? extends @Nullable Object> data,
            String salt) {
        SealedTexts.Split split = SealedTexts.split(data, salt);
        AuditEvent event = next(head, type, at, actor, cause, subjectHash, split.data());
        return split.texts().isEmpty()
                ? event
                : event.with(new Beside(split.texts(), Optional.empty(), OptionalLong.empty(), Optional.empty()));
    }

    /** Verifies all events of one chain, from the first on. Cannot know whether newer ones were cut off. */
    public static ChainVerdict verify(List<AuditEvent> events) {
        if (events.isEmpty()) {
            return new Intact(0);
        }
        Head head = Head.before(events.get(0).organization(), events.get(0).chain());
        for (AuditEvent event : events) {
            Optional<String> wrong = wrong(head, event);
            if (wrong.isPresent()) {
                return new Broken(head.seq() + 1, wrong.get());
            }
            head = Head.at(event);
        }
        return new Intact(events.size());
    }

    /** Verifies all events of one chain, and that they end exactly at a head that was kept elsewhere. */
    public static ChainVerdict verify(List<AuditEvent> events, Head known) {
        ChainVerdict verdict = verify(events);
        if (!verdict.isIntact()) {
            return verdict;
        }
        if (events.size() < known.seq()) {
            return new Broken(
                    events.size() + 1L,
                    "The chain ends after event " + events.size() + ", but event " + known.seq() + " was written.");
        }
        if (events.size() > known.seq()) {
            return new Broken(known.seq() + 1, "The chain goes on after event " + known.seq() + ", its last.");
        }
        Head found = events.isEmpty()
                ? Head.before(known.organization(), known.chain())
                : Head.at(events.get(events.size() - 1));
        return found.equals(known)
                ? verdict
                : new Broken(known.seq(), "The last event is not the one that was written.");
    }

    /** What is wrong with an event that should follow a head, as a whole sentence; empty when nothing is. */
    public static Optional<String> wrong(Head head, AuditEvent event) {
        if (!event.organization().equals(head.organization())) {
            return Optional.of("The event belongs to another organization.");
        }
        if (!event.chain().equals(head.chain())) {
            return Optional.of("The event belongs to another chain.");
        }
        if (event.seq() != head.seq() + 1) {
            return Optional.of("Event " + (head.seq() + 1) + " is missing; event " + event.seq() + " is in its place.");
        }
        if (!event.previousHash().equals(head.hash())) {
            return Optional.of("The event does not follow the one before it.");
        }
        return wrongInside(event);
    }

    /** What is wrong with an event wherever it stands, as a whole sentence; empty when nothing is. */
    public static Optional<String> wrongInside(AuditEvent event) {
        boolean hashed = hashIfWritable(event).filter(event.hash()::equals).isPresent();
        if (!hashed || (event.isRemoved() && !event.data().isEmpty())) {
            return Optional.of("The content of the event is not what was written.");
        }
        boolean texts =
                event.beside().texts().map(kept -> kept.fit(event.data())).orElse(true);
        return texts ? Optional.empty() : Optional.of("A text of the event is not what was written.");
    }

    /** SHA-256 over the canonical JSON of the data of an event, in hexadecimal digits. */
    public static String dataHash(Map<String, ? extends @Nullable Object> data) {
        return data.isEmpty() ? HASH_OF_NO_DATA : hexSha256(CanonicalJson.bytes(data));
    }

    private static String hexSha256(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static Optional<String> hashIfWritable(AuditEvent event) {
        try {
            return Optional.of(hashOf(event));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private static String hashOf(AuditEvent event) {
        if (!isHash(event.previousHash())) {
            throw new InvalidInputException("audit.hash", "hash.format", "A hash is 64 lower-case hexadecimal digits.");
        }
        Map<String, @Nullable Object> content = new TreeMap<>();
        content.put("v", VERSION);
        content.put("org", event.organization().value());
        content.put("chain", event.chain());
        content.put("seq", event.seq());
        content.put("type", event.type());
        content.put("at", MICROSECONDS.format(event.at()));
        content.put("actor", event.actor());
        content.put("cause", event.cause().orElse(null));
        content.put("subjectHash", event.subjectHash().orElse(null));
        content.put("dataHash", event.beside().dataHash().orElseGet(() -> dataHash(event.data())));
        MessageDigest digest = sha256();
        digest.update(EVENT_PREFIX);
        digest.update(HexFormat.of().parseHex(event.previousHash()));
        return HexFormat.of().formatHex(digest.digest(CanonicalJson.bytes(content)));
    }

    private static boolean isHash(String text) {
        if (text.length() != HASH_DIGITS) {
            return false;
        }
        for (int i = 0; i < HASH_DIGITS; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static AuditEvent withHash(AuditEvent event, String hash) {
        return new AuditEvent(
                event.organization(),
                event.chain(),
                event.seq(),
                event.type(),
                event.at(),
                event.actor(),
                event.cause(),
                event.subjectHash(),
                event.data(),
                event.previousHash(),
                hash,
                event.beside());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
