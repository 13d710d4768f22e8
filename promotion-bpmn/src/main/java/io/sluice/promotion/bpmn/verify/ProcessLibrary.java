package io.sluice.promotion.bpmn.verify;

import java.util.Optional;

/** Where the processes lie that a call activity names. */
@FunctionalInterface
public interface ProcessLibrary {
    /** The bytes of the process file with this process id; empty when there is none. */
    Optional<byte[]> file(String processId);

    /** Knows no process: a file with a call activity is refused. */
    static ProcessLibrary empty() {
        return id -> Optional.empty();
    }
}
