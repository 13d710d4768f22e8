package io.sluice.promotion.spring.rest;

import io.sluice.promotion.request.PromotionRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a caller saw. A change compares the version only; polling compares what is shown as well, which follows it behind
 * a dot.
 *
 * @param version the state that decisions are about
 */
public record Tag(String version) {
    /** Of something that counts its revisions. */
    public static Tag of(int revision) {
        return new Tag(Integer.toString(revision));
    }

    /** Of a promotion: its state, and what is decided about. */
    public static Tag of(PromotionRequest request) {
        return new Tag(request.revision() + "." + request.subjectHash().substring(0, 12));
    }

    /** As a header has it, and as If-Match takes it. */
    public String quoted() {
        return '"' + version + '"';
    }

    /** For what has no state of its own: only what is shown. */
    static String shown(byte[] body) {
        return '"' + hash(body) + '"';
    }

    String andShown(byte[] body) {
        return '"' + version + "." + hash(body) + '"';
    }

    boolean isIn(String header) {
        for (String one : header.split(",", -1)) {
            String given = one.strip();
            if (given.equals(quoted()) || (given.startsWith('"' + version + ".") && given.endsWith("\""))) {
                return true;
            }
        }
        return false;
    }

    private static String hash(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
