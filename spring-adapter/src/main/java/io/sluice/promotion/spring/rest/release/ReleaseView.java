package io.sluice.promotion.spring.rest.release;

import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.spring.rest.ArtifactView;
import java.time.Instant;
import java.util.Optional;

/** What is or was live in a workspace. */
public record ReleaseView(
        String id,
        String workspace,
        ArtifactView artifact,
        String version,
        String digest,
        ReleaseCause cause,
        Optional<String> promotion,
        Optional<String> replaced,
        Instant liveFrom,
        Optional<Instant> liveUntil) {
    /** As it is recorded. */
    public static ReleaseView of(Release release) {
        return new ReleaseView(
                release.id().value(),
                release.workspace().value(),
                ArtifactView.of(release.artifact()),
                release.version().value(),
                release.digest().value(),
                release.cause(),
                release.promotion().map(PromotionId::value),
                release.replaced().map(ReleaseId::value),
                release.liveFrom(),
                release.liveUntil());
    }
}
