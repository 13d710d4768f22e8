package io.sluice.promotion.gate;

import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.request.Bypass;
import java.util.List;
import java.util.Optional;

/**
 * What people with a special permission allowed for one promotion.
 *
 * @param bypass the emergency in which its approvals are passed by, if one is in effect
 * @param skip what it passes over, if it passes over workspaces of the path as that is now
 */
public record Exemptions(Optional<Bypass> bypass, Optional<PassedOver> skip) {
    /** Nothing. */
    public static final Exemptions NONE = new Exemptions(Optional.empty(), Optional.empty());

    /**
     * The part of the path that is passed over.
     *
     * @param liveInSource whether the version is live in the source now, with this content
     * @param policies what the workspaces that are passed over demand
     */
    public record PassedOver(boolean liveInSource, List<PolicyRevision> policies) {
        /** Copies the list. */
        public PassedOver {
            policies = List.copyOf(policies);
        }
    }

    /** The demands of what is passed over; none when nothing is. */
    List<PolicyRevision> passedOver() {
        return skip.map(PassedOver::policies).orElse(List.of());
    }

    /** The same without the emergency. */
    Exemptions withoutBypass() {
        return new Exemptions(Optional.empty(), skip);
    }
}
