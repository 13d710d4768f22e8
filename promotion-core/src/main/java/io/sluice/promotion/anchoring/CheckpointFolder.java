package io.sluice.promotion.anchoring;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.spi.CheckpointSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps checkpoints in a folder, one file for each organization to which only is added: {@code acme.checkpoints}. What a
 * crash left of a note is cut off before the next one. Only one program may write to it at a time; several nodes take one
 * folder each, or share one through the database's lease. Thread-safe.
 */
public final class CheckpointFolder implements CheckpointSink {
    private static final int WINDOW = 8_192;

    private final Path folder;

    /** Keeps them there; the folder is made when it is missing. */
    public CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public synchronized void keep(OrganizationId organization, String note) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(organization + ".checkpoints");
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long end = endOfLastNote(channel);
                if (end < channel.size()) {
                    channel.truncate(end);
                }
                channel.position(end);
                ByteBuffer bytes = ByteBuffer.wrap((note + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Optional<String> newest(OrganizationId organization) {
        Path file = folder.resolve(organization + ".checkpoints");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = endOfLastNote(channel);
            long from = Math.max(0, end - WINDOW);
            ByteBuffer bytes = ByteBuffer.allocate((int) (end - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // Goes on until the end of the last note.
            }
            return last(new String(bytes.array(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The window may begin in the middle of a note, but never in the last one. */
    private static Optional<String> last(String window) {
        int signatures = window.lastIndexOf("\n\n", window.length() - 3);
        if (signatures < 0) {
            return Optional.empty();
        }
        int begin = window.lastIndexOf("\n\n", signatures - 1);
        return Optional.of(window.substring(begin < 0 ? 0 : begin + 2, window.length() - 1));
    }

    /** Behind the last empty line that follows a signature; text and signatures are divided by an empty line, too. */
    private static long endOfLastNote(FileChannel channel) throws IOException {
        long size = channel.size();
        long from = Math.max(0, size - WINDOW);
        ByteBuffer tail = ByteBuffer.allocate((int) (size - from));
        while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
            // Goes on until the end of the file.
        }
        String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf("\n\n");
        while (end >= 0 && !lineBefore(text, end).startsWith("\u00e2\u0080\u0094 ")) {
            end = text.lastIndexOf("\n\n", end - 1);
        }
        return end < 0 ? from : from + end + 2;
    }

    private static String lineBefore(String text, int end) {
        return text.substring(text.lastIndexOf('\n', end - 1) + 1, end);
    }
}
