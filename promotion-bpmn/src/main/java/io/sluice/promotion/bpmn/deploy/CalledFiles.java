package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files behind the call activities of a process, each as the engine would bind it. A call that is bound to whatever is
 * newest is left out, and so is a name that stands for two different files: neither can be proved.
 */
final class CalledFiles {
    /** A file, and where the engine finds those that it calls. */
    interface Site {
        byte[] bpmn();

        /** The file of that process in the same deployment. */
        Optional<Site> beside(String process);

        /** That version of a process. */
        Optional<Site> version(String process, int version);
    }

    private static final int DEEPEST = 8;

    private final Map<String, byte[]> found = new TreeMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    private CalledFiles() {}

    static Map<String, byte[]> of(Site site) {
        CalledFiles files = new CalledFiles();
        files.collect(site, 0);
        files.found.keySet().removeAll(files.ambiguous);
        return files.found;
    }

    private void collect(Site site, int depth) {
        if (depth == DEEPEST) {
            return;
        }
        calls(site.bpmn()).forEach(call -> {
            String process = call.attribute("calledElement").orElse("");
            bound(site, call, process).ifPresent(called -> {
                byte[] before = found.putIfAbsent(process, called.bpmn());
                if (before == null) {
                    collect(called, depth + 1);
                } else if (!Arrays.equals(before, called.bpmn())) {
                    ambiguous.add(process);
                }
            });
        });
    }

    private static Optional<Site> bound(Site site, ProcessElement call, String process) {
        return switch (call.camunda("calledElementBinding").orElse("latest")) {
            case "deployment" -> site.beside(process);
            case "version" ->
                call.camunda("calledElementVersion")
                        .filter(version -> version.matches("\\d{1,9}"))
                        .flatMap(version -> site.version(process, Integer.parseInt(version)));
            default -> Optional.empty();
        };
    }

    /** The calls of a file; none of one that cannot be read, which is refused for that. */
    private static Iterable<ProcessElement> calls(byte[] bpmn) {
        try {
            return ProcessFile.read(bpmn)
                    .withDescendants()
                    .filter(element -> element.is("callActivity"))
                    .toList();
        } catch (InvalidInputException unreadable) {
            return Set.of();
        }
    }
}
