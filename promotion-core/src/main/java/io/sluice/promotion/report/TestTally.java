package io.sluice.promotion.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts test cases over all reports of a version. */
final class TestTally {
    /** How a test case ended. */
    enum Ending {
        PASSED,
        FAILED,
        ERROR,
        SKIPPED
    }

    private static final int MOST_NAMED = 20;

    private final Map<Ending, Integer> counts = new EnumMap<>(Ending.class);
    private final List<String> failing = new ArrayList<>();
    private final List<String> flaky = new ArrayList<>();
    private int flakyCount;
    private double seconds;

    void add(String name, Ending ending, boolean passedOnRepetition, double duration, String message) {
        counts.merge(ending, 1, Integer::sum);
        seconds += duration;
        if ((ending == Ending.FAILED || ending == Ending.ERROR) && failing.size() < MOST_NAMED) {
            failing.add(message.isEmpty() ? name : name + ": " + message);
        }
        if (passedOnRepetition) {
            flakyCount++;
            if (flaky.size() < MOST_NAMED) {
                flaky.add(name);
            }
        }
    }

    int count(Ending ending) {
        return counts.getOrDefault(ending, 0);
    }

    int total() {
        return ran() + count(Ending.SKIPPED);
    }

    int ran() {
        return count(Ending.PASSED) + failingCount();
    }

    int failingCount() {
        return count(Ending.FAILED) + count(Ending.ERROR);
    }

    int flakyCount() {
        return flakyCount;
    }

    double passRate() {
        return ran() == 0 ? 0 : count(Ending.PASSED) * 100.0 / ran();
    }

    double skippedRate() {
        return total() == 0 ? 0 : count(Ending.SKIPPED) * 100.0 / total();
    }

    /** The first failing tests, each with its message. */
    List<String> failing() {
        return failing;
    }

    /** The first tests that passed only when they were repeated. */
    List<String> flaky() {
        return flaky;
    }

    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("tests.total", (double) total());
        metrics.put("tests.passed", (double) count(Ending.PASSED));
        metrics.put("tests.failed", (double) count(Ending.FAILED));
        metrics.put("tests.errors", (double) count(Ending.ERROR));
        metrics.put("tests.skipped", (double) count(Ending.SKIPPED));
        metrics.put("tests.flaky", (double) flakyCount);
        metrics.put("tests.pass_rate", passRate());
        metrics.put("tests.duration_seconds", Math.round(seconds * 1e6) / 1e6);
        return metrics;
    }
}
