package io.sluice.promotion.policy;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.input.Text;
import java.time.Duration;
import java.util.Map;

/**
 * A check that must have passed.
 *
 * @param name which check
 * @param validity how long a result counts, 1 minute to 90 days
 * @param phase when it runs
 * @param settings what the check shall demand, such as {@code maxHigh=0}; the names are the check's own
 */
public record CheckRequirement(CheckName name, Duration validity, CheckPhase phase, Map<String, String> settings) {
    /** How long a result counts when nobody says otherwise. */
    public static final Duration STANDARD_VALIDITY = Duration.ofHours(24);

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VALUE = 4_000;

    /** Refuses a validity outside the bounds, and settings that cannot be stored. */
    public CheckRequirement {
        Durations.requireBetween("policy.check.validity", validity, Duration.ofMinutes(1), Duration.ofDays(90));
        settings = Map.copyOf(settings);
        settings.forEach((key, value) -> {
            Text.requireStorable("policy.check.settings", key, LONGEST_NAME);
            Text.requireStorable("policy.check.settings", value, LONGEST_VALUE);
        });
    }

    /** A check of the automatic phase. */
    public CheckRequirement(CheckName name, Duration validity, Map<String, String> settings) {
        this(name, validity, CheckPhase.AUTOMATIC, settings);
    }

    /** The same check in another phase. */
    public CheckRequirement in(CheckPhase other) {
        return new CheckRequirement(name, validity, other, settings);
    }

    /** A check with the standard validity and its own default demands. */
    public static CheckRequirement of(CheckName name) {
        return new CheckRequirement(name, STANDARD_VALIDITY, Map.of());
    }
}
