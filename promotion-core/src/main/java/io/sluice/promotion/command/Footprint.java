package io.sluice.promotion.command;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.gate.GateFacts.Together;
import io.sluice.promotion.release.Release;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much room the versions of a unit need in their target together. */
final class Footprint {
    private final FactsReader.Question question;
    private final int newcomers;
    private final Map<ArtifactVersion, Integer> growth = new HashMap<>();

    Footprint(Catalog catalog, FactsReader.Question question, List<Sight> sights) {
        this.question = question;
        int absent = 0;
        for (Sight sight : sights) {
            ArtifactVersion version = sight.version();
            Optional<Release> live = sight.current();
            int before = live.map(
                            release -> catalog.version(question.organization(), version.artifact(), release.version()))
                    .map(replaced -> replaced.traits().executions())
                    .orElse(0);
            absent += live.isEmpty() ? 1 : 0;
            growth.put(version, Math.max(0, version.traits().executions() - before));
        }
        this.newcomers = absent;
    }

    /** What the other versions mean for one of them. */
    Together together(ArtifactVersion one, List<GateFacts> others) {
        int all = growth.values().stream().mapToInt(Integer::intValue).sum();
        return new Together(question.authors(), newcomers, all - growth.getOrDefault(one, 0), others);
    }
}
