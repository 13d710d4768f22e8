package io.sluice.promotion.request;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything a decision is about. An approval counts only for the subject it was given for; any change makes another
 * subject, for which nothing carries over.
 *
 * @param organization the tenant
 * @param kind forward or back
 * @param artifact what
 * @param version which version
 * @param digest its content
 * @param source where it comes from
 * @param target where it goes
 * @param policyRevision under which demands
 * @param requiredChecks names of the checks, in the order of the policy
 * @param restores the release that a rollback would put back
 * @param skip what it passes over
 */
public record Subject(
        OrganizationId organization,
        PromotionKind kind,
        ArtifactRef artifact,
        VersionLabel version,
        Digest digest,
        WorkspaceId source,
        WorkspaceId target,
        int policyRevision,
        List<String> requiredChecks,
        Optional<ReleaseId> restores,
        Optional<Skip> skip) {
    /** Copies the list. */
    public Subject {
        requiredChecks = List.copyOf(requiredChecks);
    }

    /** A subject that passes over nothing. */
    public Subject(
            OrganizationId organization,
            PromotionKind kind,
            ArtifactRef artifact,
            VersionLabel version,
            Digest digest,
            WorkspaceId source,
            WorkspaceId target,
            int policyRevision,
            List<String> requiredChecks,
            Optional<ReleaseId> restores) {
        this(
                organization,
                kind,
                artifact,
                version,
                digest,
                source,
                target,
                policyRevision,
                requiredChecks,
                restores,
                Optional.empty());
    }

    /** SHA-256 over the fields, each with its length before it, as 64 hexadecimal digits. */
    public String hash() {
        StringBuilder text = new StringBuilder("sluice-subject-1");
        Stream.concat(
                        Stream.of(
                                organization.value(),
                                kind.name(),
                                artifact.toString(),
                                version.value(),
                                digest.value(),
                                source.value(),
                                target.value(),
                                Integer.toString(policyRevision),
                                restores.map(ReleaseId::value).orElse("")),
                        requiredChecks.stream())
                .forEach(field -> append(text, field));
        skip.ifPresent(passed -> {
            text.append("|skip");
            append(text, passed.reason());
            passed.over().forEach(over -> append(text, over.toString()));
        });
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8))
                .value()
                .substring("sha256:".length());
    }

    private static void append(StringBuilder text, String field) {
        text.append('|').append(field.length()).append(':').append(field);
    }
}
