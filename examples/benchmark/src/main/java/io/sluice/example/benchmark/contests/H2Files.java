package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.contest.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** H2 in files of a temporary folder, which confirms a commit only when it is on the disk. */
final class H2Files implements Server {
    private final Path folder;
    private final AtomicInteger count = new AtomicInteger();

    private H2Files(Path folder) {
        this.folder = folder;
    }

    static H2Files open() {
        try {
            return new H2Files(Files.createTempDirectory("sluice-benchmark"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public String title() {
        return "H2, a file";
    }

    @Override
    public Database create(String name) {
        Path file = folder.resolve(name + "-" + count.incrementAndGet()).toAbsolutePath();
        return new Database("jdbc:h2:file:" + file + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000", "sa", "");
    }

    @Override
    public long committed(Database database) {
        return 0;
    }

    @Override
    public long bytes(Database database, String tables) {
        return 0;
    }

    @Override
    public void drop(Database database) {
        String file = database.url().replaceFirst("jdbc:h2:file:", "").replaceFirst(";.*", "");
        delete(Path.of(file + ".mv.db"));
        delete(Path.of(file + ".trace.db"));
    }

    @Override
    public void close() {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        deepestFirst.forEach(H2Files::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
