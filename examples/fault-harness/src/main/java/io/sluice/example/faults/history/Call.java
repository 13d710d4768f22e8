package io.sluice.example.faults.history;

import io.sluice.example.faults.node.Answer;
import java.util.List;

/**
 * One call of a client.
 *
 * @param words the verb and what came with it; of a command the idempotency key comes second
 * @param begun when, in nanoseconds of the harness
 * @param ended when the answer was there
 * @param answer what the client knows of it
 */
public record Call(List<String> words, long begun, long ended, Answer answer) {
    /** Copies the words. */
    public Call {
        words = List.copyOf(words);
    }

    /** What was asked for. */
    public String verb() {
        return words.get(0);
    }

    /** A word of the question, from 0. */
    public String word(int index) {
        return words.get(index);
    }
}
