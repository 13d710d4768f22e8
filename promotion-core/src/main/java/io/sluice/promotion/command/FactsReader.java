package io.sluice.promotion.command;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.gate.GateFacts.Together;
import io.sluice.promotion.gate.Surroundings;
import io.sluice.promotion.gate.Vote;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.ReleaseRows;
import io.sluice.promotion.jdbc.ReleaseRows.Executions;
import io.sluice.promotion.jdbc.ReleaseRows.Occupancy;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what the gate looks at: people from the host's directory, everything else from our rows. */
public final class FactsReader {
    /**
     * What is to be judged.
     *
     * @param version the version, of a unit the first one
     * @param others the further versions of a unit, in order
     */
    public record Question(
            PromotionKind kind,
            ArtifactVersion version,
            Workspace source,
            Workspace target,
            PersonId requester,
            Optional<Instant> notBefore,
            Optional<PromotionRequest> request,
            List<ArtifactVersion> others) {
        public Question {
            others = List.copyOf(others);
        }

        /** About one version alone. */
        public Question(
                PromotionKind kind,
                ArtifactVersion version,
                Workspace source,
                Workspace target,
                PersonId requester,
                Optional<Instant> notBefore,
                Optional<PromotionRequest> request) {
            this(kind, version, source, target, requester, notBefore, request, List.of());
        }

        public List<ArtifactVersion> versions() {
            return Stream.concat(Stream.of(version), others.stream()).toList();
        }

        public Set<PersonId> authors() {
            return versions().stream().flatMap(each -> each.authors().stream()).collect(Collectors.toUnmodifiableSet());
        }

        private Question only(ArtifactVersion one) {
            return new Question(kind, one, source, target, requester, notBefore, request);
        }

        public OrganizationId organization() {
            return target.organization();
        }
    }

    /**
     * What the directory says, asked before rows are locked.
     *
     * @param rolesNow the present roles of those who decided
     * @param candidates who could still approve, by role
     */
    public record People(Map<PersonId, Set<RoleId>> rolesNow, Map<RoleId, Set<PersonId>> candidates) {}

    private final Storage storage;
    private final Catalog catalog;
    private final Directory directory;
    private final Layout layout;
    private final Clock clock;

    public FactsReader(Storage storage, Catalog catalog, Directory directory, Layout layout, Clock clock) {
        this.storage = storage;
        this.catalog = catalog;
        this.directory = directory;
        this.layout = layout;
        this.clock = clock;
    }

    public Question about(PromotionRequest request) {
        List<ArtifactVersion> versions = catalog.versions(request);
        return new Question(
                request.kind(),
                versions.get(0),
                catalog.workspace(request.organization(), request.source()),
                catalog.workspace(request.organization(), request.target()),
                request.requestedBy(),
                request.notBefore(),
                Optional.of(request),
                versions.subList(1, versions.size()));
    }

    /** Asks the directory about those who decided and those who could. */
    public People everybody(Question question) {
        Set<RoleId> roles = new HashSet<>();
        for (PolicyRevision revision : policies(question)) {
            Demands.of(question.kind(), revision.policy()).stages().stream()
                    .map(ApprovalStage::roles)
                    .forEach(roles::addAll);
        }
        Set<PersonId> excluded = new HashSet<>(question.authors());
        excluded.add(question.requester());
        return new People(
                rolesNow(question),
                directory.candidates(question.organization(), question.target().id(), roles, excluded));
    }

    /** Asks the directory about those who decided only: all that matters once nobody else is waited for. */
    public People voters(Question question) {
        return new People(rolesNow(question), Map.of());
    }

    public GateFacts read(Question question, People people) {
        return read(
                question,
                people,
                artifact -> storage.releases()
                        .findTarget(question.organization(), question.target().id(), artifact));
    }

    /** The same for a caller who has read the targets already, and holds them locked. */
    public GateFacts read(Question question, People people, Map<ArtifactRef, Target> locked) {
        return read(question, people, artifact -> Optional.ofNullable(locked.get(artifact)));
    }

    private GateFacts read(Question question, People people, Function<ArtifactRef, Optional<Target>> targets) {
        Instant now = clock.instant();
        if (question.others().isEmpty()) {
            return read(question, people, targets, Together.alone(question.version()), now);
        }
        Footprint footprint = new Footprint(storage, catalog, question);
        List<GateFacts> others = question.others().stream()
                .map(version ->
                        read(question.only(version), people, targets, footprint.together(version, List.of()), now))
                .toList();
        return read(question, people, targets, footprint.together(question.version(), others), now);
    }

    private GateFacts read(
            Question question,
            People people,
            Function<ArtifactRef, Optional<Target>> targets,
            Together together,
            Instant now) {
        OrganizationId organization = question.organization();
        ReleaseRows releases = storage.releases();
        Workspace target = question.target();
        ArtifactVersion version = question.version();
        boolean forward = question.kind() == PromotionKind.PROMOTION;
        Optional<Release> current = releases.current(organization, target.id(), version.artifact());
        Occupancy occupancy = forward
                ? releases.occupancy(organization, target.id(), version.artifact())
                : new Occupancy(0, 0, 0, isCurrent(current, version));
        return new GateFacts(
                now,
                question.kind(),
                version,
                question.source(),
                target,
                policies(question),
                forward && releases.wasLive(organization, question.source().id(), version.artifact(), version.digest()),
                !forward && releases.wasLive(organization, target.id(), version.artifact(), version.digest()),
                current,
                targets.apply(version.artifact()).flatMap(Target::heldBy),
                storage.promotions().inFlight(organization, version.artifact(), target.id()),
                occupancy.live(),
                occupancy.promised(),
                surroundings(question, occupancy),
                storage.checks().newest(organization, version.artifact(), version.digest(), target.id()),
                votes(question, people),
                people.candidates(),
                question.requester(),
                question.notBefore(),
                question.request(),
                together);
    }

    private Surroundings surroundings(Question question, Occupancy occupancy) {
        OrganizationId organization = question.organization();
        WorkspaceId target = question.target().id();
        ArtifactRef artifact = question.version().artifact();
        Optional<Drift> drift =
                occupancy.drifted() ? storage.drifts().find(organization, target, artifact) : Optional.empty();
        if (question.kind() == PromotionKind.ROLLBACK) {
            return new Surroundings(0, 0, List.of(), drift);
        }
        Executions executions = question.version().traits().executions() > 0
                ? storage.releases().executions(organization, target, artifact)
                : new Executions(0, 0);
        return new Surroundings(
                executions.live(),
                executions.promised(),
                layout.errors(organization, occupancy.layout(), target),
                drift);
    }

    /** To go back to what is recorded makes sense only where something else was found: then that is looked up. */
    private static boolean isCurrent(Optional<Release> current, ArtifactVersion version) {
        return current.filter(release -> release.digest().equals(version.digest()))
                .isPresent();
    }

    private List<PolicyRevision> policies(Question question) {
        Workspace target = question.target();
        List<PolicyRevision> policies = new ArrayList<>();
        policies.add(catalog.policy(target.organization(), target.id(), target.policyRevision()));
        question.request()
                .map(PromotionRequest::policyRevision)
                .filter(captured -> captured != target.policyRevision())
                .ifPresent(captured -> policies.add(0, catalog.policy(target.organization(), target.id(), captured)));
        return policies;
    }

    private Map<PersonId, Set<RoleId>> rolesNow(Question question) {
        Map<PersonId, Set<RoleId>> roles = new HashMap<>();
        for (Approval approval : approvals(question)) {
            Optional<Member> member = directory.member(question.organization(), approval.person());
            roles.put(
                    approval.person(),
                    member.map(known -> known.rolesIn(question.target().id())).orElse(Set.of()));
        }
        return roles;
    }

    private List<Vote> votes(Question question, People people) {
        return approvals(question).stream()
                .map(approval -> new Vote(approval, people.rolesNow().getOrDefault(approval.person(), Set.of())))
                .toList();
    }

    private List<Approval> approvals(Question question) {
        return question.request()
                .map(request -> storage.approvals().list(request.organization(), request.id()))
                .orElse(List.of());
    }
}
