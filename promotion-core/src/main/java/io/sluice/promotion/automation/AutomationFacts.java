package io.sluice.promotion.automation;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.policy.AutoPromotion;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that automation looks at; nothing else plays a part.
 *
 * @param policy when the target wants it; empty means never
 * @param inSource what is live in the source, if there is a source
 * @param version that version
 * @param liveInTarget the version that is live in the target
 * @param numbers the valid numbers by name
 * @param newestEnd how the newest promotion of this content into the target ended
 * @param controls what people put in the way
 * @param gate what the gate would say to a person who asked now, and what holds back whoever asked before
 */
public record AutomationFacts(
        Optional<AutoPromotion> policy,
        Optional<Release> inSource,
        Optional<ArtifactVersion> version,
        Optional<ArtifactVersion> liveInTarget,
        Map<String, KnownNumber> numbers,
        Optional<PromotionStatus> newestEnd,
        List<Control> controls,
        List<Blocker> gate) {
    /** Copies the collections. */
    public AutomationFacts {
        numbers = Map.copyOf(numbers);
        controls = List.copyOf(controls);
        gate = List.copyOf(gate);
    }

    /** When the present release of the source went live. */
    Optional<Instant> liveSince() {
        return inSource.map(Release::liveFrom);
    }
}
