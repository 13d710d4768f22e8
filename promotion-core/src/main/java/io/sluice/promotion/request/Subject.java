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
 * @param others the further items of a unit, in order; empty for a single artifact
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
        Optional<Skip> skip,
        List<PromotionItem> others) {
    /** Copies the lists. */
    public Subject {
        requiredChecks = List.copyOf(requiredChecks);
        others = List.copyOf(others);
    }

    /** A subject of a single artifact that passes over nothing. */
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
                Optional.empty(),
                List.of());
    }

    /**
     * SHA-256 over the fields, each with its length before it, as 64 hexadecimal digits. A unit has a form of its own, so
     * that the hash of a single artifact stays what it always was.
     */
    public String hash() {
        StringBuilder text = new StringBuilder(others.isEmpty() ? "sluice-subject-1" : "sluice-subject-unit-1");
        Stream.of(
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
                        others.isEmpty() ? Stream.<String>of() : Stream.of(Integer.toString(others.size())),
                        others.stream().flatMap(Subject::fields),
                        requiredChecks.stream())
                .flatMap(fields -> fields)
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

    private static Stream<String> fields(PromotionItem item) {
        return Stream.of(
                item.artifact().toString(),
                item.version().value(),
                item.digest().value(),
                item.restores().map(ReleaseId::value).orElse(""));
    }

    private static void append(StringBuilder text, String field) {
        text.append('|').append(field.length()).append(':').append(field);
    }
}
