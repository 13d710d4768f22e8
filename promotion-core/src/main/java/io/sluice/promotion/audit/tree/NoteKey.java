package io.sluice.promotion.audit.tree;

import io.sluice.promotion.problem.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public Ed25519 key that checks signatures on checkpoints. Its text is the verifier key of C2SP signed-note: {@code
 * name+1a2b3c4d+Base64}, the middle being the key's id.
 */
public final class NoteKey {
    /** How many bytes its id has. */
    static final int ID_LENGTH = 4;

    private static final byte ED25519 = 1;
    private static final int KEY_LENGTH = 32;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final Pattern NAME = Pattern.compile("[^\\s+\\p{Cntrl}]{1,200}");
    private static final Pattern TEXT = Pattern.compile("([^\\s+]{1,200})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]{1,100})");

    private final String name;
    private final byte[] raw;
    private final byte[] id;
    private final PublicKey key;

    private NoteKey(String name, byte[] raw) {
        if (!NAME.matcher(name).matches() || raw.length != KEY_LENGTH) {
            throw malformed();
        }
        this.name = name;
        this.raw = raw;
        this.id = idOf(name, raw);
        try {
            ByteBuffer encoded = ByteBuffer.allocate(X509_PREFIX.length + KEY_LENGTH);
            encoded.put(X509_PREFIX).put(raw);
            this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.array()));
        } catch (GeneralSecurityException e) {
            throw malformed();
        }
    }

    /**
     * The key of a signer.
     *
     * @param name without white space and plus signs, such as {@code audit.example.com}
     * @throws InvalidInputException {@code checkpoint.key}
     */
    public static NoteKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != X509_PREFIX.length + KEY_LENGTH) {
            throw malformed();
        }
        return new NoteKey(name, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws InvalidInputException {@code checkpoint.key}
     */
    public static NoteKey parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw malformed();
        }
        byte[] typed = decoded(parts.group(3));
        if (typed.length != KEY_LENGTH + 1 || typed[0] != ED25519) {
            throw malformed();
        }
        NoteKey key = new NoteKey(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().formatHex(key.id).equals(parts.group(2))) {
            throw malformed();
        }
        return key;
    }

    /** The name of the signer. */
    public String name() {
        return name;
    }

    /** The first bytes of the hash of name and key. */
    byte[] id() {
        return id.clone();
    }

    boolean verifies(String text, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(signature);
        } catch (SignatureException e) {
            return false; // A signature of another length.
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has Ed25519.", e);
        }
    }

    private static byte[] idOf(String name, byte[] raw) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(ED25519);
            return Arrays.copyOf(digest.digest(raw), ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static InvalidInputException malformed() {
        return new InvalidInputException(
                "checkpoint", "checkpoint.key", "This is no Ed25519 verifier key such as name+1a2b3c4d+Base64.");
    }

    /** The verifier key as text. */
    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + KEY_LENGTH).put(ED25519).put(raw).array();
        return name + "+" + HexFormat.of().formatHex(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
