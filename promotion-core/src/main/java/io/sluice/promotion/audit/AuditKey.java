package io.sluice.promotion.audit;

import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.problem.InvalidInputException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * A secret that authenticates audit events. Whoever can write the database but does not have it cannot make events that
 * pass. Never printed.
 */
public final class AuditKey {
    private static final int SHORTEST = 32;
    private static final int LONGEST = 1024;

    private final String id;
    private final byte[] secret;

    /**
     * A key.
     *
     * @param id names it, so that several may be in use over the years
     * @param secret 32 to 1,024 bytes
     * @throws InvalidInputException {@code audit.key} when the secret has another length
     */
    public AuditKey(String id, byte[] secret) {
        this.id = Identifier.require("audit.keyId", id);
        if (secret.length < SHORTEST || secret.length > LONGEST) {
            throw new InvalidInputException("audit.key", "audit.key", "An audit key has 32 to 1,024 bytes.");
        }
        this.secret = secret.clone();
    }

    /**
     * Reads keys, one a line: the id, a colon, the secret in hexadecimal digits. Empty lines and those that begin with
     * {@code #} are left out.
     *
     * @throws InvalidInputException {@code audit.key}
     */
    public static List<AuditKey> parse(String file) {
        return file.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(AuditKey::parseLine)
                .toList();
    }

    private static AuditKey parseLine(String line) {
        int colon = line.indexOf(':');
        try {
            return new AuditKey(
                    line.substring(0, Math.max(0, colon)), HexFormat.of().parseHex(line.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "audit.key", "audit.key", "A line of a key file is the id, a colon, the secret in hexadecimal.");
        }
    }

    /** Its name. */
    public String id() {
        return id;
    }

    /** The code for an event with this hash. */
    public AuditMac mac(String eventHash) {
        return new AuditMac(id, HexFormat.of().formatHex(Hmac.of(secret, Hmac.bytes(eventHash))));
    }

    /** Whether this key made the code for an event with this hash. */
    public boolean made(AuditMac mac, String eventHash) {
        return mac.keyId().equals(id)
                && MessageDigest.isEqual(
                        Hmac.bytes(mac.value()), Hmac.bytes(mac(eventHash).value()));
    }

    /** Its id only. */
    @Override
    public String toString() {
        return "AuditKey " + id;
    }
}
