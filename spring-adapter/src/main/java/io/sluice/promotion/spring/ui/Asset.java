package io.sluice.promotion.spring.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;

/** A file of the screens, with what a browser needs to know about it. */
final class Asset {
    private static final Pattern HASHED = Pattern.compile("parts/.+-[A-Za-z0-9_-]{8}\\.[a-z0-9]+");
    private static final long A_YEAR = 365;

    private final String name;
    private final byte[] content;
    private final byte[] compressed;
    private final String digest;

    Asset(String name, byte[] content) {
        this.name = name;
        this.content = content;
        this.compressed = compress(content);
        this.digest = digest(content);
    }

    String name() {
        return name;
    }

    byte[] body(boolean gzip) {
        return gzip ? compressed : content;
    }

    /** The two forms of a file differ, and so do their tags. */
    String etag(boolean gzip) {
        return '"' + digest + (gzip ? "-gz" : "") + '"';
    }

    /** A name that carries a hash of the content never means anything else; all others are asked for anew. */
    CacheControl caching() {
        return HASHED.matcher(name).matches()
                ? CacheControl.maxAge(Duration.ofDays(A_YEAR)).cachePublic().immutable()
                : CacheControl.noCache();
    }

    MediaType type() {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "js" -> MediaType.parseMediaType("text/javascript;charset=UTF-8");
            case "css" -> MediaType.parseMediaType("text/css;charset=UTF-8");
            case "html" -> MediaType.parseMediaType("text/html;charset=UTF-8");
            case "json" -> MediaType.APPLICATION_JSON;
            case "svg" -> MediaType.parseMediaType("image/svg+xml");
            case "ts", "txt" -> MediaType.parseMediaType("text/plain;charset=UTF-8");
            default -> MediaType.APPLICATION_OCTET_STREAM;
        };
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
