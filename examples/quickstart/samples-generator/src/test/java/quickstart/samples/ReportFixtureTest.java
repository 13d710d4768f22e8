package quickstart.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes, fails, breaks and skips on purpose: what Surefire writes of that is a fixture. See fixtures/. */
@Tag("fixture")
class ReportFixtureTest {

    private static int attempts;

    @Test
    void passes() {
        System.out.println("routed to lookup_order & back: 3 < 4");
        System.err.println("a warning");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {10, 60})
    void amountIsSmall(int amount) {
        assertTrue(amount < 50, amount + " & more is <too much>");
    }

    @Test
    void comparesTexts() {
        assertEquals("approve", "review", "the outcome");
    }

    @Test
    void breaks() {
        throw new IllegalStateException("the database of the test is not there");
    }

    @Test
    @Disabled("needs the staging gateway")
    void isDisabled() {}

    @Test
    void isAssumedAway() {
        assumeTrue(false, "only in staging");
    }

    /** Fails at first and passes when Surefire runs it again. */
    @Test
    @Tag("flaky")
    void passesAtTheSecondTry() {
        assertTrue(++attempts > 1, "the first try");
    }
}
