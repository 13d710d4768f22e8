package io.sluice.example.faults;

import io.sluice.example.faults.history.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one attempt to break it came to.
 *
 * @param part of the harness
 * @param what was tried
 * @param database on which database
 * @param figures what was measured, by name
 * @param violations what broke
 */
record Result(String part, String what, String database, Map<String, Long> figures, List<Violation> violations) {
    Result {
        figures = Map.copyOf(figures);
        violations = List.copyOf(violations);
    }

    /** Several attempts of one kind as one. */
    static Result sum(String part, String what, String database, List<Result> results, Map<String, Long> more) {
        Map<String, Long> figures = new HashMap<>(more);
        results.forEach(result -> result.figures().forEach((name, value) -> figures.merge(name, value, Long::sum)));
        List<Violation> violations =
                results.stream().flatMap(result -> result.violations().stream()).toList();
        return new Result(part, what, database, figures, violations);
    }

    long figure(String name) {
        return figures.getOrDefault(name, 0L);
    }
}
