package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.OrganizationId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Writes an export line by line. Closes nothing. Not thread-safe. */
public final class ExportWriter {
    private final OutputStream out;
    private final MessageDigest digest;
    private final TreeSet<String> macKeys = new TreeSet<>();
    private long events;

    /** Writes to there; who opened it closes it. */
    public ExportWriter(OutputStream out) {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** Adds a line before the manifest. */
    public void write(ExportLine line) throws IOException {
        if (line instanceof ExportLine.Event event) {
            events++;
            event.event().beside().mac().ifPresent(mac -> macKeys.add(mac.keyId()));
        }
        byte[] bytes = (ExportForm.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
        digest.update(bytes);
        out.write(bytes);
    }

    /** Adds the manifest, the last line. */
    public ExportLine.Manifest finish(
            OrganizationId organization,
            Optional<String> scope,
            Instant exportedAt,
            long treeSize,
            TreeHash treeRoot,
            Optional<String> checkpoint)
            throws IOException {
        ExportLine.Manifest manifest = new ExportLine.Manifest(
                organization,
                scope,
                exportedAt,
                events,
                treeSize,
                treeRoot.toString(),
                checkpoint,
                List.copyOf(macKeys),
                HexFormat.of().formatHex(digest.digest()));
        out.write((ExportForm.write(manifest) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return manifest;
    }
}
