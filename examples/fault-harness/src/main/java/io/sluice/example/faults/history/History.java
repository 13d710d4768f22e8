package io.sluice.example.faults.history;

import io.sluice.example.faults.node.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Everything that clients asked and were told. Thread-safe. */
public final class History {
    private final List<Call> calls = new ArrayList<>();

    /** Takes down one call. */
    public synchronized void add(Call call) {
        calls.add(call);
    }

    /** Forgets what was asked or answered since then, in nanoseconds of the harness: it was undone on purpose. */
    public synchronized void forgetSince(long moment) {
        calls.removeIf(call -> call.ended() >= moment);
    }

    /** All of them, in the order in which they ended. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How often each refusal was given. */
    public Map<String, Long> refusals() {
        Map<String, Long> counted = new TreeMap<>();
        calls().forEach(call -> {
            if (call.answer() instanceof Answer.Refused refused) {
                counted.merge(refused.code() + (refused.retryable() ? " (retry)" : ""), 1L, Long::sum);
            }
        });
        return counted;
    }

    /** How many calls ended like this. */
    public long count(Class<? extends Answer> kind) {
        return calls().stream().filter(call -> kind.isInstance(call.answer())).count();
    }

    /** Writes all of it down for whoever wants to know how a promise came to be broken: milliseconds, question, answer. */
    public void write(Path file) {
        List<Call> all = calls();
        long first = all.stream().mapToLong(Call::begun).min().orElse(0);
        List<String> lines = all.stream()
                .map(call -> millis(call.begun() - first) + " " + millis(call.ended() - first) + " " + call.words()
                        + " " + call.answer())
                .toList();
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
