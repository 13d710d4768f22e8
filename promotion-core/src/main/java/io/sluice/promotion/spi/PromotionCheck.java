package io.sluice.promotion.spi;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.workspace.Workspace;
import java.util.Map;
import java.util.Optional;

/**
 * An automatic gate. Called outside any transaction, on a thread of Sluice's. Throwing is a technical fault: the check is
 * tried again with growing pauses, and then becomes an incident that people see.
 */
public interface PromotionCheck {
    /**
     * What is to be judged.
     *
     * @param version the version that wants in
     * @param target the workspace it wants into
     * @param settings the demands of the policy, by the check's own names
     * @param live the version of the same artifact that is live in the target now, to compare with
     */
    record Candidate(
            ArtifactVersion version, Workspace target, Map<String, String> settings, Optional<ArtifactVersion> live) {
        /** Copies the settings. */
        public Candidate {
            settings = Map.copyOf(settings);
        }
    }

    /** The name that policies know it by. */
    CheckName name();

    /** Judges one version. Same input, same answer. */
    CheckOutcome run(Candidate candidate);
}
