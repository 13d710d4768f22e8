package io.sluice.example.benchmark.contests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the build left the contestants, and where they leave what they have to say.
 *
 * @param module the folder of the benchmark's module
 * @param profile whether Sluice's own JVM is recorded
 */
record Workshop(Path module, boolean profile) {
    /** From the root of the repository, or from within the module. */
    static Workshop here() {
        Path below = Path.of("examples", "benchmark");
        return new Workshop(
                Files.isDirectory(below) ? below : Path.of("."), Boolean.getBoolean("sluice.bench.profile"));
    }

    /** Whether the build made this contestant. */
    boolean has(Entry entry) {
        return entry.isHere() || Files.exists(target(entry).resolve("classpath.txt"));
    }

    String classPath(Entry entry) {
        if (entry.isHere()) {
            return System.getProperty("java.class.path");
        }
        try {
            Path target = target(entry);
            return target.resolve("classes") + File.pathSeparator + Files.readString(target.resolve("classpath.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(entry.name() + " was not built; make bench does it.", e);
        }
    }

    /** A file in the folder of results. */
    Path file(String name) {
        try {
            return Files.createDirectories(module.resolve("target").resolve("benchmark"))
                    .resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Further options of every JVM, from the system property {@code sluice.bench.jvm}. */
    List<String> options() {
        String given = System.getProperty("sluice.bench.jvm", "");
        return given.isBlank() ? List.of() : List.of(given.strip().split("\\s+", -1));
    }

    /** What makes the JVM of Sluice write a recording. */
    List<String> profiling() {
        return profile
                ? List.of("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file("sluice.jfr"))
                : List.of();
    }

    private Path target(Entry entry) {
        return module.resolve(entry.program().module()).resolve("target");
    }
}
