package io.sluice.promotion.spring.rest.artifact;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.spring.rest.ArtifactView;
import java.time.Instant;
import java.util.List;

/** An artifact and where it is live, for a search. */
record ArtifactSummary(ArtifactView artifact, List<Place> live) {
    record Place(String workspace, String version, Instant since) {}

    static ArtifactSummary of(ArtifactRef artifact, List<Release> everything) {
        return new ArtifactSummary(
                ArtifactView.of(artifact),
                everything.stream()
                        .filter(release -> release.artifact().equals(artifact))
                        .map(release -> new Place(
                                release.workspace().value(), release.version().value(), release.liveFrom()))
                        .toList());
    }
}
