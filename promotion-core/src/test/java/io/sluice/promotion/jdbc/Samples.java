package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.organization.Organization;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
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

/**
 * Objects for tests of the stores. The texts hold what databases and encodings get wrong; the times have microseconds.
 */
final class Samples {
    static final OrganizationId ACME = new OrganizationId("acme");
    static final OrganizationId GLOBEX = new OrganizationId("globex");
    static final WorkspaceId DEV = new WorkspaceId("dev");
    static final WorkspaceId PROD = new WorkspaceId("prod");
    static final ArtifactRef AGENT = ArtifactRef.agent("support-assistant");
    static final VersionLabel V1 = new VersionLabel("1.0.0");
    static final Digest DIGEST = digest("1.0.0");
    static final PersonId MIA = new PersonId("mia 👩🏽‍💻 'O\"Brien\\");
    static final PersonId NOA = new PersonId("נועה");
    static final RoleId APPROVER = new RoleId("approver");
    static final RoleId LEGAL = new RoleId("legal:eu");
    static final String TEXT = "Größe ≤ 𝟚\t“ok”\n; DROP -- ' \\ \" 🚀 :org ? <x>";
    static final String HASH = "a".repeat(64);
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Samples() {}

    static Digest digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** An organization with the path dev → prod, policy revision 1 in both, and version 1.0.0 of the agent. */
    static void world(Storage storage, OrganizationId organization) {
        storage.organizations().insert(new Organization(organization, "Acme & Söhne 🏭", NOON));
        for (Workspace workspace : new Workspace[] {
            workspace(organization, DEV, Optional.empty()), workspace(organization, PROD, Optional.of(DEV))
        }) {
            storage.workspaces().insert(workspace);
            storage.policies()
                    .insert(policy(organization, workspace.id(), 1, PromotionPolicy.standard(EnvironmentType.STAGING)));
        }
        storage.versions().insert(version(organization, V1));
    }

    static Workspace workspace(OrganizationId organization, WorkspaceId id, Optional<WorkspaceId> from) {
        return new Workspace(
                organization,
                id,
                "Workspace " + id,
                EnvironmentType.STAGING,
                TEXT,
                Optional.of("gateway-7"),
                new Limits(7, 9),
                from,
                true,
                new DataPolicy(true, true, 400),
                1,
                1,
                NOON,
                Optional.empty());
    }

    static PolicyRevision policy(
            OrganizationId organization, WorkspaceId workspace, int revision, PromotionPolicy policy) {
        return new PolicyRevision(organization, workspace, revision, policy, TEXT, MIA, NOON.plusSeconds(revision));
    }

    static ArtifactVersion version(OrganizationId organization, VersionLabel label) {
        return new ArtifactVersion(
                organization,
                AGENT,
                label,
                digest(label.value()),
                Set.of(MIA, NOA),
                Map.of("build", "https://ci.example/1?a=b&c=d", "note", TEXT),
                NOA,
                NOON);
    }

    static PromotionRequest promotion(String id) {
        return promotion(ACME, id, AGENT);
    }

    static PromotionRequest promotion(OrganizationId organization, String id, ArtifactRef artifact) {
        return unit(organization, id, artifact, List.of());
    }

    /** A promotion of several artifacts together. */
    static PromotionRequest unit(
            OrganizationId organization, String id, ArtifactRef artifact, List<PromotionItem> others) {
        return new PromotionRequest(
                organization,
                new PromotionId(id),
                PromotionKind.PROMOTION,
                artifact,
                V1,
                DIGEST,
                DEV,
                PROD,
                1,
                PromotionPolicy.DEFAULT_PROCESS,
                HASH,
                Optional.empty(),
                PromotionStatus.PENDING,
                PromotionPhase.CHECKING,
                1,
                MIA,
                TEXT,
                NOON,
                Optional.of(NOON.plusSeconds(60)),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                others);
    }

    /** A promotion that no longer keeps others from the target. */
    static PromotionRequest ended(String id) {
        return promotion(id).ended(PromotionStatus.CANCELLED, TEXT, NOON.plusSeconds(5), Optional.of(NOA));
    }

    /** Promotions of one organization, all but the last one ended, so that there may be many. */
    static void promotions(Storage storage, OrganizationId organization, int count) {
        for (int i = 1; i <= count; i++) {
            PromotionRequest open = promotion(organization, "P%03d".formatted(i), AGENT);
            storage.promotions()
                    .insert(
                            i == count ? open : open.ended(PromotionStatus.CANCELLED, "", NOON, Optional.empty()),
                            ChainHead.EMPTY);
        }
    }

    static Release release(String id, long sequence) {
        return new Release(
                ACME,
                new ReleaseId(id),
                PROD,
                AGENT,
                sequence,
                V1,
                DIGEST,
                ReleaseCause.REGISTERED,
                Optional.empty(),
                Optional.empty(),
                NOON.plusSeconds(sequence),
                Optional.empty());
    }

    static HumanTask task(String id, String promotion, Optional<Instant> due) {
        return new HumanTask(
                ACME,
                id,
                new PromotionId(promotion),
                HumanTask.Kind.APPROVAL,
                Optional.of("approval"),
                false,
                PROD,
                NOON,
                due,
                "flow-" + id);
    }
}
