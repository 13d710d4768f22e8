package io.sluice.promotion.command;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.organization.Organization;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks things up that must exist. Policy revisions and versions never change and are remembered. */
public final class Catalog {
    private record PolicyKey(OrganizationId organization, WorkspaceId workspace, int revision) {}

    private record VersionKey(OrganizationId organization, ArtifactRef artifact, VersionLabel label) {}

    private record RequestKey(OrganizationId organization, PromotionId id) {}

    private final Storage storage;
    private final Recent<PolicyKey, PolicyRevision> policies;
    private final Recent<VersionKey, ArtifactVersion> versions;
    private final Recent<RequestKey, PromotionRequest> requests;

    public Catalog(Storage storage, Transactions transactions) {
        this.storage = storage;
        this.policies = new Recent<>(transactions, 1_000);
        this.versions = new Recent<>(transactions, 10_000);
        this.requests = new Recent<>(transactions, 2_000);
    }

    public Organization organization(OrganizationId id) {
        return storage.organizations().find(id).orElseThrow(() -> new NotFoundException("organization"));
    }

    public Workspace workspace(OrganizationId organization, WorkspaceId id) {
        return existing(storage.workspaces().findRead(organization, id));
    }

    /** What the question for a workspace found, which must be there. */
    public static Workspace existing(Read<Optional<Workspace>> workspace) {
        return workspace.value().orElseThrow(() -> new NotFoundException("workspace"));
    }

    /**
     * A request as somebody saw it: what it moves, from where and to where is true for good, how far it is may not be. To
     * know what to ask about.
     */
    public PromotionRequest known(OrganizationId organization, PromotionId id) {
        return requests.find(
                        new RequestKey(organization, id),
                        key -> storage.promotions().find(key.organization(), key.id()))
                .orElseThrow(() -> new NotFoundException("promotion"));
    }

    public PolicyRevision policy(OrganizationId organization, WorkspaceId workspace, int revision) {
        return policies.find(
                        new PolicyKey(organization, workspace, revision),
                        key -> storage.policies().find(key.organization(), key.workspace(), key.revision()))
                .orElseThrow(() -> new NotFoundException("policy revision"));
    }

    public ArtifactVersion version(OrganizationId organization, ArtifactRef artifact, VersionLabel label) {
        return versions.find(
                        new VersionKey(organization, artifact, label),
                        key -> storage.versions().find(key.organization(), key.artifact(), key.label()))
                .orElseThrow(() -> new NotFoundException("version"));
    }

    /** Who wrote any of the versions that a request moves: none of them approves it. */
    public Set<PersonId> authors(PromotionRequest request) {
        return versions(request).stream()
                .flatMap(version -> version.authors().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The versions of all items, in order. */
    public List<ArtifactVersion> versions(PromotionRequest request) {
        return request.items().stream()
                .map(item -> version(request.organization(), item.artifact(), item.version()))
                .toList();
    }

    /**
     * What is asked for together of a request, in order: the stages of the policy it was made under, then what the policy
     * in force demands, when that is another one.
     */
    public List<Round> rounds(PromotionRequest request, int inForce) {
        List<Round> rounds = new ArrayList<>(demands(request).rounds());
        if (inForce != request.policyRevision()) {
            Round beyond = Round.of(request.kind(), policy(request.organization(), request.target(), inForce));
            if (!beyond.rules().isEmpty()) {
                rounds.add(beyond);
            }
        }
        return rounds;
    }

    /** What an open approval task of a request asks for. */
    public Round round(PromotionRequest request, HumanTask task) {
        String name = task.stage().orElse(ApprovalStage.ONLY);
        Demands demands = demands(request);
        return Round.revisionOf(name)
                .map(revision -> Round.of(request.kind(), policy(request.organization(), request.target(), revision)))
                .or(() -> demands.stage(name).map(stage -> Round.of(stage, demands.policy())))
                .orElseThrow(
                        () -> new IllegalStateException("The policy of " + request.id() + " has no " + name + "."));
    }

    /** What was demanded of a request when it was made. */
    public Demands demands(PromotionRequest request) {
        PolicyRevision captured = policy(request.organization(), request.target(), request.policyRevision());
        return Demands.of(request.kind(), captured.policy());
    }
}
