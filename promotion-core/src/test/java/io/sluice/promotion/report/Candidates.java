package io.sluice.promotion.report;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.PromotionCheck.Candidate;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Candidates and reports for the tests of the checks. */
final class Candidates {
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final Workspace STAGING = new Workspace(
            ACME,
            new WorkspaceId("staging"),
            "Staging",
            EnvironmentType.STAGING,
            "",
            Optional.empty(),
            Limits.STANDARD,
            Optional.empty(),
            true,
            DataPolicy.STANDARD,
            1,
            1,
            Instant.EPOCH,
            Optional.empty());

    private Candidates() {}

    static ArtifactVersion version(ArtifactRef artifact, String label) {
        return new ArtifactVersion(
                ACME,
                artifact,
                new VersionLabel(label),
                Digest.of(label.getBytes(StandardCharsets.UTF_8)),
                Set.of(),
                Map.of(),
                new PersonId("mia"),
                Instant.EPOCH);
    }

    static ArtifactVersion version(String label) {
        return version(ArtifactRef.agent("support-assistant"), label);
    }

    static Candidate candidate(Map<String, String> settings) {
        return new Candidate(version("1.4.0"), STAGING, settings, Optional.empty());
    }

    static Candidate candidate(ArtifactVersion version, ArtifactVersion live, Map<String, String> settings) {
        return new Candidate(version, STAGING, settings, Optional.of(live));
    }

    /** The same reports for every version. */
    static ReportSource always(String... contents) {
        List<Report> reports = IntStream.range(0, contents.length)
                .mapToObj(i -> Report.of("report-" + (i + 1), contents[i].getBytes(StandardCharsets.UTF_8), ""))
                .toList();
        return (version, check) -> reports;
    }

    /** One report for each version that is named. */
    static ReportSource byVersion(Map<String, String> contents) {
        return (version, check) -> Optional.ofNullable(
                        contents.get(version.label().value()))
                .map(content -> Report.of(version.label() + ".json", content.getBytes(StandardCharsets.UTF_8), ""))
                .stream()
                .toList();
    }
}
