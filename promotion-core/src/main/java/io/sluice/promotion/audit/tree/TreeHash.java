package io.sluice.promotion.audit.tree;

import io.sluice.promotion.problem.InvalidInputException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A hash in the tree: SHA-256, over a leaf with the prefix 0, over two subtrees with the prefix 1 (RFC 6962, 2.1). */
public final class TreeHash {
    /** How many bytes it has. */
    public static final int LENGTH = 32;

    /** The root of a tree without leaves. */
    public static final TreeHash OF_NOTHING = new TreeHash(sha256().digest());

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash of a leaf, whose content is the hash of an audit event in hexadecimal digits. */
    public static TreeHash ofEvent(String eventHash) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return new TreeHash(digest.digest(parse(eventHash)));
    }

    /** The hash of two subtrees. */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left.bytes);
        return new TreeHash(digest.digest(right.bytes));
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws InvalidInputException {@code hash.format}
     */
    public static TreeHash of(String hex) {
        return new TreeHash(parse(hex));
    }

    /**
     * A hash that somebody computed.
     *
     * @throws InvalidInputException {@code hash.format}
     */
    public static TreeHash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw malformed();
        }
        return new TreeHash(bytes.clone());
    }

    /** Its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    private static byte[] parse(String hex) {
        if (hex.length() != 2 * LENGTH) {
            throw malformed();
        }
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static InvalidInputException malformed() {
        return new InvalidInputException("audit.hash", "hash.format", "A hash is 64 lower-case hexadecimal digits.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TreeHash that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
