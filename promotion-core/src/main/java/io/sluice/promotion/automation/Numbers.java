package io.sluice.promotion.automation;

import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.release.Release;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the numbers that conditions can ask for. What was measured for the target counts before what was measured on
 * the way into the source; what is too old or revoked counts nowhere.
 */
public final class Numbers {
    private static final BigDecimal MILLIS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toMillis());

    private final Instant now;
    private final Map<String, KnownNumber> known = new LinkedHashMap<>();

    /** Nothing is known yet. */
    public Numbers(Instant now) {
        this.now = now;
    }

    /** Adds what checks measured; what is known already stays. */
    public Numbers measured(Collection<CheckResult> results) {
        for (CheckResult result : results) {
            if (result.isFresh(now)) {
                result.outcome().metrics().forEach((metric, value) -> addMeasured(result, metric, value));
            }
        }
        return this;
    }

    /** A check speaks for itself only: what it measures under another check's name gets its own name in front. */
    private void addMeasured(CheckResult result, String metric, double value) {
        String prefix = result.name() + ".";
        String name = metric.startsWith(prefix) ? metric : prefix + metric;
        String evidence = "check " + result.name() + " for " + result.target() + " at " + result.measuredAt();
        known.putIfAbsent(name, new KnownNumber(name, BigDecimal.valueOf(value), evidence));
    }

    /** Adds what Sluice knows about the release in the source. */
    public Numbers deployment(Release inSource, int failures, int unhealthyReports) {
        long millis = Math.max(0, Duration.between(inSource.liveFrom(), now).toMillis());
        BigDecimal hours = BigDecimal.valueOf(millis).divide(MILLIS_PER_HOUR, 6, RoundingMode.DOWN);
        add(DeploymentNumber.DURATION_HOURS, hours, "live since " + inSource.liveFrom());
        add(DeploymentNumber.FAILURES, BigDecimal.valueOf(failures), "promotions into " + inSource.workspace());
        add(DeploymentNumber.UNHEALTHY_REPORTS, BigDecimal.valueOf(unhealthyReports), "release " + inSource.id());
        return this;
    }

    private void add(DeploymentNumber number, BigDecimal value, String evidence) {
        known.put(number.metric(), new KnownNumber(number.metric(), value, evidence));
    }

    /** All of them by name. */
    public Map<String, KnownNumber> known() {
        return Map.copyOf(known);
    }
}
