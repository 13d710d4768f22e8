package io.sluice.promotion.artifact;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * One version of an artifact, immutable once registered.
 *
 * @param organization the tenant
 * @param artifact which artifact
 * @param label what people call the version
 * @param digest over its content
 * @param authors who made it; none of them may approve it
 * @param metadata anything the host wants to keep with it, such as a build link
 * @param registeredBy who registered it
 * @param registeredAt when
 */
public record ArtifactVersion(
        OrganizationId organization,
        ArtifactRef artifact,
        VersionLabel label,
        Digest digest,
        Set<PersonId> authors,
        Map<String, String> metadata,
        PersonId registeredBy,
        Instant registeredAt) {
    /** Copies the collections. */
    public ArtifactVersion {
        authors = Set.copyOf(authors);
        metadata = Map.copyOf(metadata);
    }

    /** What the version declares about itself. */
    public Traits traits() {
        return Traits.of(metadata);
    }
}
