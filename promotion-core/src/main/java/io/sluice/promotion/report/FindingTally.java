package io.sluice.promotion.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Counts findings over all reports of a version, and keeps the first of each weight to show. */
final class FindingTally {
    private static final int MOST_SHOWN = 20;

    private final Map<FindingWeight, Integer> counts = new EnumMap<>(FindingWeight.class);
    private final Map<FindingWeight, List<String>> shown = new EnumMap<>(FindingWeight.class);
    private int suppressed;

    void addSuppressed() {
        suppressed++;
    }

    /**
     * Counts one finding by its level and by its severity.
     *
     * @param level as resolved by the standard
     * @param severity 0 to 10, when the tool gave one
     * @param description rule, message and place, for people
     */
    void add(SarifLevel level, OptionalDouble severity, String description) {
        Optional<FindingWeight> byLevel = level.weight();
        Optional<FindingWeight> bySeverity = bySeverity(severity);
        byLevel.ifPresent(this::increment);
        bySeverity.ifPresent(this::increment);
        Stream.concat(byLevel.stream(), bySeverity.stream())
                .min(FindingWeight::compareTo)
                .ifPresent(weight -> {
                    List<String> same = shown.computeIfAbsent(weight, key -> new ArrayList<>());
                    if (same.size() < MOST_SHOWN) {
                        same.add(description);
                    }
                });
    }

    int count(FindingWeight weight) {
        return counts.getOrDefault(weight, 0);
    }

    int suppressed() {
        return suppressed;
    }

    /** The first findings, the weightiest first. */
    List<String> first() {
        return shown.values().stream()
                .flatMap(Collection::stream)
                .limit(MOST_SHOWN)
                .toList();
    }

    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (FindingWeight weight : FindingWeight.values()) {
            metrics.put(weight.metric(), (double) count(weight));
        }
        metrics.put("security.suppressed", (double) suppressed);
        return metrics;
    }

    private void increment(FindingWeight weight) {
        counts.merge(weight, 1, Integer::sum);
    }

    /** The ranges of CVSS 3 and 4. */
    private static Optional<FindingWeight> bySeverity(OptionalDouble severity) {
        double score = severity.orElse(0);
        if (score <= 0) {
            return Optional.empty();
        }
        if (score < 4) {
            return Optional.of(FindingWeight.LOW);
        }
        if (score < 7) {
            return Optional.of(FindingWeight.MEDIUM);
        }
        return Optional.of(score < 9 ? FindingWeight.HIGH : FindingWeight.CRITICAL);
    }
}
