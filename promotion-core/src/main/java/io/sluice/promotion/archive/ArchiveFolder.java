package io.sluice.promotion.archive;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.spi.ArchiveSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Keeps archived promotions in a folder, one folder for each organization. A file is complete or not there, and is never
 * overwritten. Several nodes may share it. Thread-safe.
 */
public final class ArchiveFolder implements ArchiveSink {
    private final Path folder;

    /** Keeps them there; the folder is made when it is missing. */
    public ArchiveFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public void keep(OrganizationId organization, String file, byte[] content) {
        Path place = folder.resolve(organization.value());
        Path kept = place.resolve(file);
        try {
            Files.createDirectories(place);
            if (!Files.exists(kept)) {
                write(place, kept, content);
            }
            if (!Arrays.equals(Files.readAllBytes(kept), content)) {
                throw new IllegalStateException("There is another file " + file + " in the archive already.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path place, Path kept, byte[] content) throws IOException {
        Path part = Files.createTempFile(place, "archive-", ".part");
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            try {
                Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, kept);
            }
        } catch (FileAlreadyExistsException e) {
            // Another node was faster; whether its file is the same is looked at by the caller.
        } finally {
            Files.deleteIfExists(part);
        }
        sync(place);
    }

    /** The name of a new file is safe only once its folder is; Windows has no such thing. */
    private static void sync(Path place) {
        try (FileChannel directory = FileChannel.open(place, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // Then the file system keeps names by itself.
        }
    }
}
