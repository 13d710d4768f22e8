package io.sluice.example.benchmark.contest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How long the statements took that were executed while it listened, by their texts. Thread-safe. */
public final class StatementTimes {
    /**
     * All executions of one text.
     *
     * @param sql the text
     * @param executions how many
     * @param median nanos of the one in the middle
     */
    public record Shape(String sql, int executions, long median) {}

    private final Map<String, List<Long>> nanos = new ConcurrentHashMap<>();

    /** Nothing heard yet. */
    public StatementTimes() {}

    void took(String sql, long took) {
        nanos.compute(sql, (text, known) -> {
            List<Long> all = known == null ? new ArrayList<>() : known;
            all.add(took);
            return all;
        });
    }

    /** The text whose executions take longest, of those that contain one of these words, whatever their case. */
    public Optional<Shape> slowest(List<String> words) {
        return nanos.entrySet().stream()
                .filter(entry -> words.stream()
                        .anyMatch(word -> entry.getKey()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains(word)))
                .map(entry -> shape(entry.getKey(), entry.getValue()))
                .max(Comparator.comparingLong(Shape::median));
    }

    private static Shape shape(String sql, List<Long> took) {
        List<Long> sorted = took.stream().sorted().toList();
        return new Shape(sql, sorted.size(), sorted.get(sorted.size() / 2));
    }
}
