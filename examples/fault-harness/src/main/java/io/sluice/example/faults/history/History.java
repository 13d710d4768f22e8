package io.sluice.example.faults.history;

import io.sluice.example.faults.node.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that clients asked and were told. Thread-safe. */
public final class History {
    private final List<Call> calls = new ArrayList<>();

    /** Takes down one call. */
    public synchronized void add(Call call) {
        calls.add(call);
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
}
