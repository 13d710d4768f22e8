package io.sluice.promotion.report;

import java.util.Map;
import java.util.Optional;

/**
 * A unit of a score and how it becomes the one that scores are compared in: {@code ops/s} for throughput, {@code ms/op}
 * for time, itself for everything else.
 *
 * @param base the unit that it is converted to
 * @param factor by what a score is multiplied
 */
record Unit(String base, double factor) {
    /** A number without a unit. */
    static final Unit NONE = new Unit("", 1);

    private static final String THROUGHPUT = "ops/s";
    private static final String TIME = "ms/op";

    /** JMH's names of time units, in milliseconds. */
    private static final Map<String, Double> MILLISECONDS =
            Map.of("ns", 1e-6, "us", 1e-3, "ms", 1.0, "s", 1e3, "min", 6e4, "hr", 3.6e6, "day", 8.64e7);

    /** A score in a base unit, for people: short times in small units. */
    static String shown(double score, String base) {
        if (!base.equals(TIME) || score == 0 || score >= 1) {
            return Printable.number(score) + (base.isEmpty() ? "" : " " + Printable.line(base, 20));
        }
        return score >= 1e-3 ? Printable.number(score * 1e3) + " us/op" : Printable.number(score * 1e6) + " ns/op";
    }

    /** A unit as JMH writes it. */
    static Unit of(String name) {
        return known(name).orElse(new Unit(name, 1));
    }

    /** A unit that can be converted. */
    static Optional<Unit> known(String name) {
        if (name.startsWith("ops/")) {
            return Optional.ofNullable(MILLISECONDS.get(name.substring("ops/".length())))
                    .map(milliseconds -> new Unit(THROUGHPUT, 1e3 / milliseconds));
        }
        if (name.endsWith("/op")) {
            return Optional.ofNullable(MILLISECONDS.get(name.substring(0, name.length() - "/op".length())))
                    .map(milliseconds -> new Unit(TIME, milliseconds));
        }
        return Optional.empty();
    }
}
