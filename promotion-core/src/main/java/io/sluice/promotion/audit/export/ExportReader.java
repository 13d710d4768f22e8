package io.sluice.promotion.audit.export;

import io.sluice.promotion.problem.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads an export line by line, in as little memory as its longest line needs, and computes the hash of what it read. Not
 * thread-safe.
 */
public final class ExportReader {
    private static final int LONGEST_LINE = 8_000_000;

    private final InputStream in;
    private final MessageDigest digest;
    private long line;
    private String hashBefore = "";

    /** Reads from there; who opened it closes it. */
    public ExportReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /**
     * The next line, or nothing at the end.
     *
     * @throws InvalidInputException {@code export.format}
     * @throws IOException when the stream cannot be read
     */
    public Optional<ExportLine> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        int c = in.read();
        while (c >= 0 && c != '\n') {
            bytes.write(c);
            if (bytes.size() > LONGEST_LINE) {
                throw ExportJson.malformed("it is too long");
            }
            c = in.read();
        }
        if (c < 0 && bytes.size() == 0) {
            return Optional.empty();
        }
        line++;
        if (c < 0) {
            throw ExportJson.malformed("it breaks off");
        }
        ExportLine read = ExportForm.read(decoded(bytes.toByteArray()));
        if (read instanceof ExportLine.Manifest) {
            hashBefore = HexFormat.of().formatHex(digest.digest());
        } else {
            digest.update(bytes.toByteArray());
            digest.update((byte) '\n');
        }
        return Optional.of(read);
    }

    /** The number of the line that was read last, from 1. */
    public long line() {
        return line;
    }

    /** Once the manifest was read: the hash of all lines before it. */
    public String hashBeforeManifest() {
        return hashBefore;
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ExportJson.malformed("it is not UTF-8");
        }
    }
}
