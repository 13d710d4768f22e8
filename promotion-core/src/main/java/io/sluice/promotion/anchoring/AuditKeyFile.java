package io.sluice.promotion.anchoring;

import io.sluice.promotion.audit.AuditKey;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.AuditKeyProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The keys of the codes beside events from a file, one a line: the id, a colon, the secret in hexadecimal digits. The last
 * one is used for new events of every organization; the others are for the verifier. Read once. Thread-safe.
 */
public final class AuditKeyFile implements AuditKeyProvider {
    private final AuditKey newest;

    private AuditKeyFile(AuditKey newest) {
        this.newest = newest;
    }

    /**
     * Reads the file.
     *
     * @throws InvalidInputException {@code audit.key} when it holds no key, or something else
     * @throws UncheckedIOException when it cannot be read
     */
    public static AuditKeyFile read(Path file) {
        try {
            List<AuditKey> keys = AuditKey.parse(Files.readString(file));
            if (keys.isEmpty()) {
                throw new InvalidInputException("audit.key", "audit.key", "The key file holds no key.");
            }
            return new AuditKeyFile(keys.get(keys.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<AuditKey> current(OrganizationId organization) {
        return Optional.of(newest);
    }
}
