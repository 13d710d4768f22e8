package io.sluice.example.faults;

import io.sluice.example.faults.history.Call;
import io.sluice.example.faults.history.History;
import io.sluice.example.faults.node.Answer;
import io.sluice.example.faults.node.NodeProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Whoever uses the nodes: asks any that is there, and asks again, with the same key, when nobody knows what became of it
 * or when the refusal says so.
 */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<NodeProcess> nodes;
    private final History history;

    Client(List<NodeProcess> nodes, History history) {
        this.nodes = nodes;
        this.history = history;
    }

    /** Asks until there is an answer that is final, or the patience is over; then it is the last answer. */
    Answer perform(Duration patience, List<String> words) {
        long until = System.nanoTime() + patience.toNanos();
        Answer answer = new Answer.Unknown();
        int attempt = 0;
        do {
            List<NodeProcess> alive =
                    nodes.stream().filter(NodeProcess::isAlive).toList();
            if (!alive.isEmpty()) {
                NodeProcess node = alive.get(ThreadLocalRandom.current().nextInt(alive.size()));
                long begun = System.nanoTime();
                answer = node.call(PATIENCE, words);
                history.add(new Call(words, begun, System.nanoTime(), answer));
                if (isFinal(answer)) {
                    return answer;
                }
                attempt++;
            }
            pause(Math.min(1_000, 50L << Math.min(attempt, 5)));
        } while (System.nanoTime() < until);
        return answer;
    }

    static boolean isFinal(Answer answer) {
        return answer instanceof Answer.Done || (answer instanceof Answer.Refused refused && !refused.retryable());
    }

    static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
