package io.sluice.example.faults.outside;

import java.nio.file.Path;

/**
 * H2 in a file, for one node at a time.
 *
 * @param file without its ending
 */
public record H2File(Path file) implements Database {
    @Override
    public String name() {
        return "H2";
    }

    @Override
    public String url() {
        return "jdbc:h2:file:" + file.toAbsolutePath();
    }

    @Override
    public String user() {
        return "sa";
    }

    @Override
    public boolean isShared() {
        return false;
    }

    /** Other sessions see a commit as soon as it is made; the one that made it waits for the file. */
    @Override
    public boolean showsBeforeItKeeps() {
        return true;
    }

    @Override
    public void close() {
        // The node that has it open closes it.
    }
}
