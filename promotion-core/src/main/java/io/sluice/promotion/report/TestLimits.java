package io.sluice.promotion.report;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a policy demands of tests.
 *
 * @param minPassRate percent of the tests that ran
 * @param minTests how many must have run
 * @param maxSkippedRate percent of all tests
 */
record TestLimits(double minPassRate, double minTests, OptionalDouble maxSkippedRate) {
    private static final int MOST = 10_000_000;

    static TestLimits of(Map<String, String> given) throws CannotTellException {
        Settings settings = new Settings(given);
        TestLimits limits = new TestLimits(
                settings.number("minPassRate", 0, 100).orElse(100),
                settings.whole("minTests", 1, MOST).orElse(1),
                settings.number("maxSkippedRate", 0, 100));
        settings.finish();
        return limits;
    }
}
