package io.sluice.promotion.audit.export;

import java.util.List;
import java.util.Optional;

/** What the verification of an export came to. */
public sealed interface Verification {
    /**
     * Nothing is wrong.
     *
     * @param notes what was compared, what was erased or removed on record, and what could not be compared
     */
    record Sound(List<String> notes) implements Verification {
        /** Copies the notes. */
        public Sound {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Something is not as it was written.
     *
     * @param event the id of the first event that is not, such as {@code promotion:01J9Z…:3}; empty when it is another part
     *     of the export or the checkpoints
     * @param reason what is wrong, whole sentences
     */
    record Tampered(Optional<String> event, String reason) implements Verification {}

    /**
     * What is there is in order, but it is not enough to say so of everything.
     *
     * @param reason what is missing, whole sentences
     */
    record Incomplete(String reason) implements Verification {}
}
