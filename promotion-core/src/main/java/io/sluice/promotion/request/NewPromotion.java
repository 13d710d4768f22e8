package io.sluice.promotion.request;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Instant;
import java.util.Optional;

/**
 * A promotion that somebody asks for.
 *
 * @param artifact what
 * @param version which version
 * @param source where it is live
 * @param target where it shall go
 * @param reason why, 1 to 4,000 characters
 * @param notBefore the earliest time of the deployment; people may approve earlier
 * @param skipping why workspaces between source and target are passed over; empty when the target follows the source
 */
public record NewPromotion(
        ArtifactRef artifact,
        VersionLabel version,
        WorkspaceId source,
        WorkspaceId target,
        String reason,
        Optional<Instant> notBefore,
        Optional<String> skipping) {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Refuses a missing reason, and a time that no database can hold. */
    public NewPromotion {
        reason = Text.requireReason("reason", reason);
        skipping = skipping.map(why -> Text.requireReason("skipping", why));
        requireStorable(notBefore);
    }

    /**
     * Checks that a database can hold the time.
     *
     * @throws InvalidInputException {@code date.range}
     */
    public static void requireStorable(Optional<Instant> notBefore) {
        if (notBefore.filter(LATEST::isBefore).isPresent()) {
            throw new InvalidInputException("notBefore", "date.range", "notBefore lies after the year 9999.");
        }
    }

    /** A promotion that passes over nothing. */
    public NewPromotion(
            ArtifactRef artifact,
            VersionLabel version,
            WorkspaceId source,
            WorkspaceId target,
            String reason,
            Optional<Instant> notBefore) {
        this(artifact, version, source, target, reason, notBefore, Optional.empty());
    }

    /** A promotion as soon as it is allowed. */
    public static NewPromotion of(
            ArtifactRef artifact, String version, WorkspaceId source, WorkspaceId target, String reason) {
        return new NewPromotion(artifact, new VersionLabel(version), source, target, reason, Optional.empty());
    }

    /** The same promotion, not before that time. */
    public NewPromotion notBefore(Instant earliest) {
        return new NewPromotion(artifact, version, source, target, reason, Optional.of(earliest), skipping);
    }

    /**
     * The same promotion past the workspaces that lie between source and target on the path. Takes the permission
     * {@code SKIP_WORKSPACE} in the target, and the version must be live in the source.
     *
     * @param why mandatory, shown to those who approve
     */
    public NewPromotion skipping(String why) {
        return new NewPromotion(artifact, version, source, target, reason, notBefore, Optional.of(why));
    }
}
