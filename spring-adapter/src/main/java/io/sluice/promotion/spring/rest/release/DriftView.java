package io.sluice.promotion.spring.rest.release;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.drift.DriftCheck;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.spring.rest.ArtifactView;
import java.time.Instant;
import java.util.Optional;

/** Where something else is live than what was recorded. */
record DriftView(
        String workspace,
        ArtifactView artifact,
        Optional<String> release,
        Optional<String> expected,
        Optional<String> found,
        Instant since,
        String words) {
    /** What the deployer said about one artifact. */
    record Checked(
            String workspace,
            ArtifactView artifact,
            DriftCheck.Standing standing,
            Optional<String> recorded,
            Optional<String> found) {
        static Checked of(DriftCheck check) {
            return new Checked(
                    check.workspace().value(),
                    ArtifactView.of(check.artifact()),
                    check.standing(),
                    check.recorded().map(Digest::value),
                    check.found().map(Digest::value));
        }
    }

    static DriftView of(Drift drift) {
        return new DriftView(
                drift.workspace().value(),
                ArtifactView.of(drift.artifact()),
                drift.release().map(ReleaseId::value),
                drift.expected().map(Digest::value),
                drift.found().map(Digest::value),
                drift.since(),
                drift.inWords());
    }
}
