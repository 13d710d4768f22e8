package io.sluice.promotion.spi;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.workspace.Workspace;
import java.util.Map;
import java.util.Optional;

/**
 * What a deployer shall do.
 *
 * @param promotion the promotion that asks for it
 * @param workspace where
 * @param configuration the settings that hold in this workspace, by key; no other's. Secrets are references such as
 *     {@code secret:vault/prod/database}, which the deployer looks up
 * @param artifact what
 * @param version which version
 * @param digest the content that was approved
 * @param metadata what was registered with the version
 * @param previous what was live before, if anything was
 * @param fence grows with every attempt on (workspace, artifact)
 * @param key the same for every repetition of one attempt; for outside systems that recognise repeated calls
 */
public record Deployment(
        PromotionId promotion,
        Workspace workspace,
        Map<String, String> configuration,
        ArtifactRef artifact,
        VersionLabel version,
        Digest digest,
        Map<String, String> metadata,
        Optional<Live> previous,
        long fence,
        String key) {
    /**
     * A version that is, or was, live.
     *
     * @param version which version
     * @param digest its content
     */
    public record Live(VersionLabel version, Digest digest) {}

    /** Copies the maps. */
    public Deployment {
        configuration = Map.copyOf(configuration);
        metadata = Map.copyOf(metadata);
    }
}
