package io.sluice.promotion.gate;

import io.sluice.promotion.artifact.ArtifactVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What stands in the way of a unit. Every rule is applied to every item; what they all give alike concerns the whole and is
 * said once, everything else is said with the name of its item. A unit is as open as its least open item.
 */
final class UnitReasons {
    /** Rules about one version, whose reasons may read alike for several of them. */
    private static final List<String> OF_ONE_ITEM = List.of(
            "check.",
            "version.",
            "soak.",
            "release.",
            "artifact.",
            "drift.",
            "isolation.pii",
            "isolation.encryption",
            "promotion.alreadyDeployed");

    private UnitReasons() {}

    static List<Blocker> of(List<GateFacts> items, Function<GateFacts, List<Blocker>> rules) {
        List<List<Blocker>> reasons = items.stream().map(rules).toList();
        List<Blocker> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ArtifactVersion version = items.get(i).version();
            for (Blocker reason : reasons.get(i)) {
                boolean ofWhole = !isOfOneItem(reason) && reasons.stream().allMatch(others -> others.contains(reason));
                all.add(ofWhole ? reason : named(reason, version));
            }
        }
        return all;
    }

    private static boolean isOfOneItem(Blocker reason) {
        return OF_ONE_ITEM.stream().anyMatch(reason.code()::startsWith);
    }

    private static Blocker named(Blocker reason, ArtifactVersion version) {
        return new Blocker(
                reason.code(),
                version.artifact() + " " + version.label() + ": " + reason.message(),
                reason.lifts(),
                reason.liftedBy(),
                reason.evidence(),
                reason.earliest(),
                reason.action());
    }
}
