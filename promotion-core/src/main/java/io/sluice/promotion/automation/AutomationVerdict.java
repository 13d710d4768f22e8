package io.sluice.promotion.automation;

import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.gate.Blocker;
import java.util.List;
import java.util.Optional;

/**
 * Whether Sluice itself asks for a promotion now.
 *
 * @param version the version that is live in the source, if one is
 * @param conditions each condition of the policy with its number
 * @param reasons everything that keeps Sluice from asking; none means that it asks
 */
public record AutomationVerdict(
        Optional<VersionLabel> version, List<ConditionVerdict> conditions, List<Blocker> reasons) {
    /** Copies the lists. */
    public AutomationVerdict {
        conditions = List.copyOf(conditions);
        reasons = List.copyOf(reasons);
    }

    /** Whether nothing keeps Sluice from asking. */
    public boolean asks() {
        return reasons.isEmpty();
    }
}
