package quickstart.samples;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How long a run can take at worst: every attempt of every step times out, on the longest way. */
public final class RunPlanner {

    private final Map<String, OrchestrationDefinition.Step> steps = new HashMap<>();
    private final String start;

    public RunPlanner(OrchestrationDefinition definition) {
        definition.steps().forEach(step -> steps.put(step.id(), step));
        start = definition.start();
    }

    public long worstCaseMs() {
        return worstCaseMs(start, new HashSet<>(), new HashMap<>());
    }

    private long worstCaseMs(String id, Set<String> open, Map<String, Long> known) {
        OrchestrationDefinition.Step step = steps.get(id);
        if (step == null) {
            return 0;
        }
        Long before = known.get(id);
        if (before != null) {
            return before;
        }
        if (!open.add(id)) {
            throw new IllegalStateException("the flow runs in a circle at " + id);
        }
        long after = 0;
        for (String next : step.next().values()) {
            after = Math.max(after, worstCaseMs(next, open, known));
        }
        open.remove(id);
        long total = worstCaseMs(step) + after;
        known.put(id, total);
        return total;
    }

    public static long worstCaseMs(OrchestrationDefinition.Step step) {
        OrchestrationDefinition.Retry retry = step.retry();
        long total = step.timeoutMs();
        double backoff = retry.backoffMs();
        for (int attempt = 1; attempt < retry.attempts(); attempt++) {
            total += Math.min((long) backoff, retry.maxBackoffMs()) + step.timeoutMs();
            backoff *= retry.factor();
        }
        return total;
    }
}
