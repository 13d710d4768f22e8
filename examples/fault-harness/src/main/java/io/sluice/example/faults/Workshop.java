package io.sluice.example.faults;

import io.sluice.example.faults.outside.Database;
import io.sluice.example.faults.outside.H2File;
import io.sluice.example.faults.outside.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where trials take place.
 *
 * @param folder everything is written there
 * @param out where the harness tells how far it is
 * @param soak how long the long run takes
 * @param size how much is tried
 */
record Workshop(Path folder, PrintStream out, Duration soak, Size size) {
    /** How much is tried. */
    enum Size {
        /** Some of it, for the build. */
        SHORT,
        /** All of it. */
        FULL
    }

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** A trial on an H2 file of its own. */
    Trial onH2(String name) {
        Path place = place(name);
        return new Trial(this, place, new H2File(place.resolve("sluice")));
    }

    /** A trial on a PostgreSQL server of its own. */
    Trial onPostgres(String name) {
        Path place = place(name);
        return new Trial(this, place, PostgresServer.in(place.resolve("postgres")));
    }

    /** A trial on a database that there is. */
    Trial on(String name, Database database) {
        return new Trial(this, place(name), database);
    }

    boolean isFull() {
        return size == Size.FULL;
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    private Path place(String name) {
        try {
            return Files.createDirectories(folder.resolve(NUMBERS.incrementAndGet() + "-" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
