package io.sluice.example.faults;

import io.sluice.example.faults.history.Violation;
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

    long figure(String name) {
        return figures.getOrDefault(name, 0L);
    }
}
