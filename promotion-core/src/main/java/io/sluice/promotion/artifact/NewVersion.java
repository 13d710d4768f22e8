package io.sluice.promotion.artifact;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Map;
import java.util.Set;

/**
 * A version that a host wants to register.
 *
 * @param workspace the head of the path in which it lives already
 * @param artifact which artifact
 * @param label what people call the version
 * @param digest over its content
 * @param authors who made it, at least one; none of them may approve it
 * @param metadata up to 50 entries that the host wants to keep with it; those that {@link Traits} names have a meaning
 */
public record NewVersion(
        WorkspaceId workspace,
        ArtifactRef artifact,
        VersionLabel label,
        Digest digest,
        Set<PersonId> authors,
        Map<String, String> metadata) {
    /** Refuses no authors and malformed metadata. */
    public NewVersion {
        authors = Set.copyOf(authors);
        metadata = Map.copyOf(metadata);
        if (authors.isEmpty()) {
            throw new InvalidInputException("authors", "version.authorRequired", "A version has at least one author.");
        }
        if (authors.size() > 50 || metadata.size() > 50) {
            throw new InvalidInputException(
                    "metadata", "version.tooMany", "At most 50 authors and 50 metadata entries.");
        }
        metadata.forEach((key, value) -> {
            Identifier.require("metadata", key);
            Text.optional("metadata." + key, value);
        });
        Traits.require(metadata);
    }

    /** A version by one author without metadata. */
    public static NewVersion of(
            WorkspaceId workspace, ArtifactRef artifact, String label, Digest digest, PersonId author) {
        return new NewVersion(workspace, artifact, new VersionLabel(label), digest, Set.of(author), Map.of());
    }
}
