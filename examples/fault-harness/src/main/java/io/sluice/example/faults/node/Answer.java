package io.sluice.example.faults.node;

import java.util.List;

/** What a client knows of a call afterwards. */
public sealed interface Answer {
    /**
     * It was carried out.
     *
     * @param words what came back
     */
    record Done(List<String> words) implements Answer {
        /** Copies the words. */
        public Done {
            words = List.copyOf(words);
        }
    }

    /**
     * It was refused.
     *
     * @param code of the refusal
     * @param retryable whether the same call may succeed later
     * @param message for people
     */
    record Refused(String code, boolean retryable, String message) implements Answer {}

    /** Nobody knows: the node is gone, or silent. */
    record Unknown() implements Answer {}

    /** What a node said, without its first two words. */
    static Answer parse(List<String> words) {
        return words.get(0).equals("ok")
                ? new Done(words.subList(1, words.size()))
                : new Refused(words.get(1), Boolean.parseBoolean(words.get(2)), words.get(3));
    }
}
