package quickstart.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a definition.json of kind ORCHESTRATION says. */
public record OrchestrationDefinition(
        String kind,
        String name,
        String version,
        Limits limits,
        List<Agent> agents,
        String start,
        List<Step> steps,
        Requires requires,
        SelfTest selfTest) {

    public record Limits(double automaticAmount, String currency, long runTimeoutMs, int concurrentRuns) {}

    public record Agent(String name, String versions, List<String> dataScopes) {}

    public record Step(
            String id,
            String type,
            String handler,
            String agent,
            String prompt,
            String role,
            boolean fourEyes,
            String idempotencyKey,
            String compensation,
            List<DataScope> dataScopes,
            List<String> secrets,
            long timeoutMs,
            Retry retry,
            Map<String, String> next) {

        public boolean writes() {
            return dataScopes.stream().anyMatch(scope -> scope.access().equals("write"));
        }
    }

    public record DataScope(String name, String access) {}

    public record Retry(int attempts, long backoffMs, double factor, long maxBackoffMs) {}

    public record Requires(Set<String> secrets) {}

    public record SelfTest(List<String> expectedSteps) {}

    /** The names that the definition uses but does not declare, or declares and does not use. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> ids = new TreeSet<>(Set.of("end"));
        Set<String> secrets = new TreeSet<>();
        for (Step step : steps) {
            if (!ids.add(step.id())) {
                problems.add("two steps named " + step.id());
            }
            secrets.addAll(step.secrets());
        }
        if (!ids.contains(start)) {
            problems.add("starts with the unknown step " + start);
        }
        for (Step step : steps) {
            for (String next : step.next().values()) {
                if (!ids.contains(next)) {
                    problems.add(step.id() + " goes on to the unknown step " + next);
                }
            }
        }
        if (!secrets.equals(requires.secrets())) {
            problems.add("steps use the secrets " + secrets + ", declared are " + requires.secrets());
        }
        return problems;
    }
}
