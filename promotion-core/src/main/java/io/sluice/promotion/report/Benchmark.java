package io.sluice.promotion.report;

import java.util.OptionalDouble;

/**
 * One measured score.
 *
 * @param name the benchmark, such as {@code io.acme.ParserBenchmark.parse}
 * @param parameters what it was measured with, such as {@code [size=10]}, may be empty
 * @param mode how it was measured, such as {@code thrpt}; empty for a plain number
 * @param score in the base unit
 * @param error half of the confidence interval in the base unit, when the tool gave one
 * @param unit the base unit, may be empty
 * @param lowerIsBetter which way is worse
 */
record Benchmark(
        String name,
        String parameters,
        String mode,
        double score,
        OptionalDouble error,
        String unit,
        boolean lowerIsBetter) {
    /** What it is recognised by in the report of another version. */
    String key() {
        return name + parameters + "@" + mode;
    }

    /** Whether it is a plain number, not a benchmark of JMH. */
    boolean isPlain() {
        return mode.isEmpty();
    }

    /** The same number, of which less is better. */
    Benchmark withLowerBetter() {
        return new Benchmark(name, parameters, mode, score, error, unit, true);
    }

    /** Whether a setting means this one: by the whole name or its end, with or without the parameters. */
    boolean isMeantBy(String pattern) {
        return Glob.matches(pattern, name)
                || Glob.matches(pattern, name + parameters)
                || Glob.matches("*." + pattern, name)
                || Glob.matches("*." + pattern, name + parameters);
    }

    /** How many percent of the score the error is. */
    double errorPercent() {
        double size = error.orElse(0);
        return size == 0 ? 0 : size / Math.abs(score) * 100;
    }

    /** The score with its unit, for people. */
    String shown() {
        return Unit.shown(score, unit);
    }
}
