package io.sluice.example.process;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.spi.PromotionCheck;
import java.util.Map;

/** The check "tests": how many tests failed stands in the metadata of the version, written there by the build. */
final class TestResults implements PromotionCheck {
    /** The entry of the metadata. */
    static final String FAILED = "tests-failed";

    @Override
    public CheckName name() {
        return CheckName.TESTS;
    }

    @Override
    public CheckOutcome run(Candidate candidate) {
        String failed = candidate.version().metadata().get(FAILED);
        if (failed == null) {
            return CheckOutcome.error("The build has not said how many tests failed.");
        }
        String summary = failed + " tests failed";
        return failed.equals("0")
                ? CheckOutcome.passed(summary, "", Map.of())
                : CheckOutcome.failed(summary, "", Map.of());
    }
}
