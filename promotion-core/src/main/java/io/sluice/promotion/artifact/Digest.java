package io.sluice.promotion.artifact;

import io.sluice.promotion.problem.InvalidInputException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over the content of a version.
 *
 * @param value {@code sha256:} and 64 lower-case hexadecimal digits
 */
public record Digest(String value) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Refuses anything else with {@code version.digestRequired} or {@code digest.format}. */
    public Digest {
        if (isMissing(value)) {
            throw new InvalidInputException("digest", "version.digestRequired", "A version needs a content digest.");
        }
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "digest", "digest.format", "A digest is sha256: and 64 lower-case hexadecimal digits.");
        }
    }

    /** The digest of some content. */
    public static Digest of(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new Digest("sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static boolean isMissing(@Nullable String value) {
        return value == null || value.isBlank();
    }

    @Override
    public String toString() {
        return value;
    }
}
