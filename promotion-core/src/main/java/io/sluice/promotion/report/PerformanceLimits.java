package io.sluice.promotion.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a policy demands of performance.
 *
 * @param bounds bounds of single scores
 * @param maxRegressionPercent how much worse than live a score may be
 * @param maxErrorPercent how large the error of a score may be
 * @param lowerIsBetter names of plain numbers of which less is better
 */
record PerformanceLimits(
        List<Bound> bounds, double maxRegressionPercent, OptionalDouble maxErrorPercent, List<String> lowerIsBetter) {
    private static final double STANDARD_REGRESSION = 20;

    /**
     * A bound of the scores that a pattern means.
     *
     * @param isMinimum whether scores below it fail, else those above it
     * @param pattern which benchmarks
     * @param value in the base unit
     * @param unit the base unit, when the setting names one
     */
    record Bound(boolean isMinimum, String pattern, double value, Unit unit) {
        /** The setting it comes from. */
        String setting() {
            return (isMinimum ? "min." : "max.") + Printable.line(pattern, 100);
        }

        /** Whether a score keeps it. */
        boolean allows(double score) {
            return isMinimum ? score >= value : score <= value;
        }
    }

    static PerformanceLimits of(Map<String, String> given) throws CannotTellException {
        Settings settings = new Settings(given);
        List<Bound> bounds = new ArrayList<>();
        settings.beginningWith("min.").forEach((pattern, text) -> bound(settings, bounds, true, pattern, text));
        settings.beginningWith("max.").forEach((pattern, text) -> bound(settings, bounds, false, pattern, text));
        PerformanceLimits limits = new PerformanceLimits(
                List.copyOf(bounds),
                settings.number("maxRegressionPercent", 0, 10_000).orElse(STANDARD_REGRESSION),
                settings.number("maxErrorPercent", 0, 10_000),
                settings.text("lowerIsBetter").map(PerformanceLimits::names).orElse(List.of()));
        settings.finish();
        return limits;
    }

    private static void bound(Settings settings, List<Bound> bounds, boolean isMinimum, String pattern, String text) {
        String[] parts = text.strip().split(" +", 2);
        OptionalDouble number = Settings.decimal(parts[0]);
        Unit unit = parts.length == 1 ? Unit.NONE : Unit.known(parts[1]).orElse(Unit.NONE);
        if (number.isEmpty() || (parts.length == 2 && unit.equals(Unit.NONE))) {
            settings.refuse((isMinimum ? "min." : "max.") + pattern, "a number, or a number and a unit such as us/op");
            return;
        }
        bounds.add(new Bound(isMinimum, pattern, number.getAsDouble() * unit.factor(), unit));
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
