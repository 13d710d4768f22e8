package io.sluice.example.faults.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Folders with all that is in them. */
final class Folders {
    private Folders() {}

    /**
     * Copies a folder in which somebody may be at work: what goes away meanwhile is left out.
     *
     * @param without names in the folder itself that are left out
     */
    static void copy(Path from, Path to, Set<String> without) throws IOException {
        Files.createDirectories(to);
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        List<Path> inside;
        try (Stream<Path> entries = Files.list(from)) {
            inside = entries.filter(entry -> !without.contains(String.valueOf(entry.getFileName())))
                    .toList();
        }
        for (Path entry : inside) {
            Path target = to.resolve(from.relativize(entry));
            try {
                if (Files.isDirectory(entry)) {
                    copy(entry, target, Set.of());
                } else {
                    Files.copy(entry, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            } catch (NoSuchFileException e) {
                // The server removed it: what is missing is in its log.
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
