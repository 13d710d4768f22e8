package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.ProcessLibrary;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process files that a designer works on, and those in the same folders. It reads the folders when a call activity
 * asks for the first time. A file that cannot be read as a process holds none.
 */
public final class ProcessFolder implements ProcessLibrary {
    private static final int MOST_FILES = 500;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final List<Path> files;
    private @Nullable Map<String, List<Path>> byId;

    private ProcessFolder(List<Path> files) {
        this.files = files;
    }

    /** These files, and behind them what lies next to one of them with the ending {@code .bpmn}. */
    public static ProcessFolder around(List<Path> files) {
        return new ProcessFolder(files.stream()
                .map(file -> file.toAbsolutePath().normalize())
                .distinct()
                .toList());
    }

    /**
     * The file with this process; one that was named goes before one that only lies there.
     *
     * @throws InvalidInputException {@code bpmn.ambiguousProcess} when several hold it
     */
    @Override
    public synchronized Optional<byte[]> file(String processId) {
        if (byId == null) {
            byId = index(files);
        }
        List<Path> holders = Optional.ofNullable(byId.get(processId)).orElse(List.of());
        List<Path> named = holders.stream().filter(files::contains).toList();
        List<Path> candidates = named.isEmpty() ? holders : named;
        if (candidates.size() > 1) {
            throw new InvalidInputException(
                    "bpmn",
                    "bpmn.ambiguousProcess",
                    "The process " + ProcessElement.shown(processId) + " stands in " + candidates.get(0) + " and in "
                            + candidates.get(1) + ".");
        }
        return candidates.stream().findFirst().flatMap(ProcessFolder::bytes);
    }

    private static Map<String, List<Path>> index(List<Path> files) {
        Set<Path> all = new LinkedHashSet<>(files);
        files.stream().map(Path::getParent).distinct().forEach(folder -> all.addAll(neighbours(folder)));
        Map<String, List<Path>> index = new LinkedHashMap<>();
        all.forEach(file -> ids(file)
                .forEach(id ->
                        index.computeIfAbsent(id, key -> new ArrayList<>()).add(file)));
        return index;
    }

    private static List<Path> neighbours(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.toString().endsWith(".bpmn"))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> ids(Path file) {
        try {
            return bytes(file).map(ProcessFile::read).stream()
                    .flatMap(root -> root.children("process"))
                    .map(ProcessElement::id)
                    .toList();
        } catch (InvalidInputException e) {
            return List.of();
        }
    }

    private static Optional<byte[]> bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(MOST_BYTES));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
