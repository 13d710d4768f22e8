package io.sluice.promotion.report;

/**
 * A score beside the one of the live version.
 *
 * @param now the candidate's
 * @param live the live version's, in the same unit and mode, not 0
 */
record Regression(Benchmark now, Benchmark live) {
    /** What floating point may add to a difference. */
    private static final double ROUNDING = 1e-9;

    private static final double LARGEST_PERCENT = 1e12;

    /** How many percent worse it is than live; below 0 when it is better. Always a number that can be stored. */
    double percent() {
        double percent = worse() / Math.abs(live.score()) * 100;
        return Math.max(-LARGEST_PERCENT, Math.min(percent, LARGEST_PERCENT));
    }

    /** Whether it is worse than the tolerance, whatever the errors are. */
    boolean exceeds(double tolerancePercent) {
        return beyond(tolerancePercent) > 0;
    }

    /** Whether what goes beyond the tolerance is more than the errors of both measurements explain. */
    boolean isCertain(double tolerancePercent) {
        return beyond(tolerancePercent)
                > Math.hypot(now.error().orElse(0), live.error().orElse(0));
    }

    private double worse() {
        return now.lowerIsBetter() ? now.score() - live.score() : live.score() - now.score();
    }

    private double beyond(double tolerancePercent) {
        double allowed = Math.abs(live.score()) * (tolerancePercent / 100 + ROUNDING);
        return worse() - allowed;
    }
}
