package io.sluice.example.faults;

import io.sluice.example.faults.history.Violation;
import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.node.Answer;
import io.sluice.example.faults.node.NodeProcess;
import io.sluice.example.faults.outside.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a node holds, measured again and again: its heap after a collection, its threads, files and connections. */
final class Growth {
    private static final List<String> WATCHED = List.of("heapKb", "threads", "files", "connections");

    /** Below that many samples a trend cannot be told from chance. */
    private static final int ENOUGH = 12;

    private final NodeProcess node;
    private final PostgresServer server;
    private final List<Map<String, Long>> samples = new ArrayList<>();

    Growth(NodeProcess node, PostgresServer server) {
        this.node = node;
        this.server = server;
    }

    /** Measures once; while the database is away there is nothing to measure. */
    void sample() {
        if (node.call(Duration.ofSeconds(30), List.of("figures")) instanceof Answer.Done done && server.answers()) {
            Map<String, Long> sample = new HashMap<>();
            done.words().forEach(word -> {
                String[] parts = word.split("=", 2);
                sample.put(parts[0], Long.valueOf(parts[1]));
            });
            sample.put(
                    "connections",
                    Long.valueOf(
                            server.texts("SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")
                                    .get(0)));
            samples.add(sample);
        }
    }

    Map<String, Long> last() {
        return samples.isEmpty() ? Map.of() : new TreeMap<>(samples.get(samples.size() - 1));
    }

    /** The middle of the second and of the last quarter: what came before is warming up. */
    Map<String, Long> figures() {
        Map<String, Long> figures = new TreeMap<>();
        WATCHED.forEach(name -> {
            figures.put(name + "Early", median(name, 1));
            figures.put(name + "Late", median(name, 3));
        });
        return figures;
    }

    /** What grew by more than a third and more than what comes and goes. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (samples.size() >= ENOUGH) {
            WATCHED.forEach(name -> {
                long early = median(name, 1);
                long late = median(name, 3);
                long slack = name.equals("heapKb") ? 16_384 : 20;
                if (late > early + early / 3 && late > early + slack) {
                    violations.add(
                            new Violation(Rule.DOES_NOT_GROW, name + " grew from " + early + " to " + late + "."));
                }
            });
        }
        return violations;
    }

    private long median(String name, int quarter) {
        int size = samples.size();
        List<Long> values =
                samples.subList(size * quarter / 4, Math.max(size * quarter / 4, size * (quarter + 1) / 4)).stream()
                        .map(sample -> sample.getOrDefault(name, 0L))
                        .sorted()
                        .toList();
        return values.isEmpty() ? 0 : values.get(values.size() / 2);
    }
}
