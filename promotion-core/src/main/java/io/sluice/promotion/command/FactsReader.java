package io.sluice.promotion.command;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.gate.GateFacts.Together;
import io.sluice.promotion.gate.Presence;
import io.sluice.promotion.gate.Stay;
import io.sluice.promotion.gate.Surroundings;
import io.sluice.promotion.gate.Timing;
import io.sluice.promotion.gate.Vote;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.jdbc.TargetRows.Executions;
import io.sluice.promotion.jdbc.TargetRows.Occupancy;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.Skip;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            Optional<Skip> skip,
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
                Optional<Skip> skip,
                Optional<PromotionRequest> request) {
            this(kind, version, source, target, requester, notBefore, skip, request, List.of());
        }

        /** The versions of all items, in order. */
        public List<ArtifactVersion> versions() {
            return Stream.concat(Stream.of(version), others.stream()).toList();
        }

        public Set<PersonId> authors() {
            return versions().stream().flatMap(each -> each.authors().stream()).collect(Collectors.toUnmodifiableSet());
        }

        Question only(ArtifactVersion one) {
            return new Question(kind, one, source, target, requester, notBefore, skip, request);
        }

        public OrganizationId organization() {
            return target.organization();
        }

        /** The same with the workspaces as they are now. */
        Question between(Workspace sourceNow, Workspace targetNow) {
            return new Question(kind, version, sourceNow, targetNow, requester, notBefore, skip, request, others);
        }

        static Question about(
                PromotionRequest request, List<ArtifactVersion> versions, Workspace source, Workspace target) {
            return new Question(
                    request.kind(),
                    versions.get(0),
                    source,
                    target,
                    request.requestedBy(),
                    request.notBefore(),
                    request.skip(),
                    Optional.of(request),
                    versions.subList(1, versions.size()));
        }
    }

    /**
     * What the directory says, asked before rows are locked.
     *
     * @param voters whom the decisions count as, by who gave them; nobody who, or whose delegate, is no active member
     * @param candidates whom the policies ask; empty when nobody was asked about
     * @param asTheyDecided whether the roles that people decided with stand for the present ones
     */
    public record People(Map<PersonId, Presence> voters, Optional<List<Presence>> candidates, boolean asTheyDecided) {
        /** Nobody was asked about. */
        public static final People UNASKED = new People(Map.of(), Optional.empty(), false);

        /** Nobody was asked about: those who decided count with the roles that they did it with. */
        public static final People AS_THEY_DECIDED = new People(Map.of(), Optional.empty(), true);

        public People(Map<PersonId, Presence> voters, Optional<List<Presence>> candidates) {
            this(voters, candidates, false);
        }

        private Optional<Presence> now(Approval approval) {
            return asTheyDecided
                    ? Optional.of(
                            new Presence(approval.countsAs(), approval.roles(), false, Optional.of(approval.roles())))
                    : Optional.ofNullable(voters.get(approval.person()));
        }
    }

    /** What is the same for all items of a unit. */
    private record Given(
            People people, List<Vote> votes, List<PolicyRevision> policies, List<Freeze> freezes, Instant now) {}

    private final Storage storage;
    private final Catalog catalog;
    private final Electorate electorate;
    private final Layout layout;
    private final Clock clock;
    private final ExemptionsReader exemptions;

    public FactsReader(
            Storage storage, Catalog catalog, Directory directory, Presences presences, Layout layout, Clock clock) {
        this.storage = storage;
        this.catalog = catalog;
        this.electorate = new Electorate(directory, presences);
        this.layout = layout;
        this.clock = clock;
        this.exemptions = new ExemptionsReader(storage, catalog, clock);
    }

    public Question about(PromotionRequest request) {
        Read<Optional<Workspace>> source = storage.workspaces().findRead(request.organization(), request.source());
        Read<Optional<Workspace>> target = storage.workspaces().findRead(request.organization(), request.target());
        storage.ask(List.of(source, target));
        return Question.about(request, catalog.versions(request), Catalog.existing(source), Catalog.existing(target));
    }

    /** Asks the directory about those who decided and those who could. */
    public People everybody(Question question) {
        return electorate.everybody(question, policies(question), approvals(question));
    }

    /** Asks the directory about those who decided only: all that matters once nobody else is waited for. */
    public People voters(PromotionRequest request) {
        Read<List<Approval>> approvals = storage.approvals().listRead(request.organization(), request.id());
        Read<Optional<Workspace>> source = storage.workspaces().findRead(request.organization(), request.source());
        Read<Optional<Workspace>> target = storage.workspaces().findRead(request.organization(), request.target());
        storage.ask(List.of(approvals, source, target));
        Question question =
                Question.about(request, catalog.versions(request), Catalog.existing(source), Catalog.existing(target));
        return electorate.voters(question, policies(question), approvals.value());
    }

    /** Everything that is to be known of a promotion under the locks of its targets, in one round trip. */
    public Look look(PromotionRequest request) {
        List<ArtifactVersion> versions = catalog.versions(request);
        return new Look(
                storage,
                this,
                Look.Matter.of(request, versions),
                (source, target) -> Question.about(request, versions, source, target));
    }

    /** The same for what is not requested yet. */
    public Look look(Question question) {
        return new Look(storage, this, Look.Matter.of(question), question::between);
    }

    public GateFacts read(Question question, People people) {
        Instant now = clock.instant();
        Look.Matter matter = Look.Matter.of(question);
        Read<List<Approval>> approvals = approvalsRead(question.organization(), question.request());
        List<Sight> sights = question.versions().stream()
                .map(version -> new Sight(storage, matter, version, now, false))
                .toList();
        List<Read<?>> reads = new ArrayList<>(List.of(approvals));
        sights.forEach(sight -> reads.addAll(sight.reads()));
        storage.ask(reads);
        return read(question, people, sights, approvals.value());
    }

    /** What was read, as it is to be judged now: a lock may have been waited for. */
    GateFacts read(Question question, People people, List<Sight> sights, List<Approval> approvals) {
        List<Freeze> freezes = sights.stream()
                .flatMap(sight -> sight.freezes().stream())
                .distinct()
                .toList();
        List<Vote> votes = approvals.stream()
                .map(approval -> new Vote(approval, people.now(approval)))
                .toList();
        Given given = new Given(people, votes, policies(question), freezes, clock.instant());
        if (question.others().isEmpty()) {
            return read(question, given, sights.get(0), Together.alone(question.version()));
        }
        Footprint footprint = new Footprint(catalog, question, sights);
        List<GateFacts> others = sights.stream()
                .skip(1)
                .map(sight -> read(
                        question.only(sight.version()), given, sight, footprint.together(sight.version(), List.of())))
                .toList();
        return read(question, given, sights.get(0), footprint.together(question.version(), others));
    }

    private GateFacts read(Question question, Given given, Sight sight, Together together) {
        return new GateFacts(
                given.now(),
                question.kind(),
                question.version(),
                question.source(),
                question.target(),
                given.policies(),
                !sight.stays().isEmpty(),
                sight.wasLive(),
                sight.current(),
                sight.target().flatMap(Target::heldBy),
                sight.inFlight(),
                sight.occupancy().live(),
                sight.occupancy().promised(),
                surroundings(question, sight.occupancy()),
                sight.checks(),
                given.votes(),
                given.people().candidates(),
                question.requester(),
                question.notBefore(),
                question.request(),
                exemptions.of(question, given.policies()),
                sight.controls(),
                given.freezes(),
                sight.stays(),
                together);
    }

    /** When a promotion may begin, as things stand: a unit when its freezes and its slowest soak allow it. */
    public Timing timing(PromotionRequest request) {
        OrganizationId organization = request.organization();
        List<ArtifactVersion> versions = catalog.versions(request);
        Instant now = clock.instant();
        Read<Optional<Workspace>> targetRead = storage.workspaces().findRead(organization, request.target());
        List<Read<List<Freeze>>> freezeReads = freezeReads(request, versions, now);
        List<Read<?>> reads = new ArrayList<>(freezeReads);
        reads.add(targetRead);
        storage.ask(reads);
        Workspace target = Catalog.existing(targetRead);
        List<Freeze> freezes = freezeReads.stream()
                .flatMap(read -> read.value().stream())
                .distinct()
                .toList();
        List<PolicyRevision> policies = policies(target, Optional.of(request));
        boolean soaks = policies.stream()
                .anyMatch(revision ->
                        !Demands.of(request.kind(), revision.policy()).soak().isZero());
        // The source is named only where a soak is not over.
        Workspace source = soaks ? catalog.workspace(organization, request.source()) : target;
        return versions.stream()
                .map(version -> new Timing(
                        now,
                        request.kind(),
                        source,
                        target,
                        policies,
                        request.notBefore(),
                        freezes,
                        soaks ? stays(request, version) : List.of()))
                .max(Timing.SLOWEST_LAST)
                .orElseThrow();
    }

    private List<Read<List<Freeze>>> freezeReads(
            PromotionRequest request, List<ArtifactVersion> versions, Instant now) {
        if (request.kind() != PromotionKind.PROMOTION) {
            return List.of();
        }
        return versions.stream()
                .map(version -> storage.freezes()
                        .holdingRead(
                                request.organization(),
                                request.target(),
                                version.artifact(),
                                Optional.of(request),
                                now))
                .toList();
    }

    private List<Stay> stays(PromotionRequest request, ArtifactVersion version) {
        return Sight.stays(storage.releases()
                .withDigest(request.organization(), request.source(), version.artifact(), version.digest()));
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
                ? storage.targets().executions(organization, target, artifact)
                : new Executions(0, 0);
        return new Surroundings(
                executions.live(),
                executions.promised(),
                layout.errors(organization, occupancy.layout(), target),
                drift);
    }

    private List<PolicyRevision> policies(Question question) {
        return policies(question.target(), question.request());
    }

    private List<PolicyRevision> policies(Workspace target, Optional<PromotionRequest> request) {
        List<PolicyRevision> policies = new ArrayList<>();
        policies.add(catalog.policy(target.organization(), target.id(), target.policyRevision()));
        request.map(PromotionRequest::policyRevision)
                .filter(captured -> captured != target.policyRevision())
                .ifPresent(captured -> policies.add(0, catalog.policy(target.organization(), target.id(), captured)));
        return policies;
    }

    private List<Approval> approvals(Question question) {
        return approvalsRead(question.organization(), question.request()).value();
    }

    Instant now() {
        return clock.instant();
    }

    /** Nobody has decided on what is not requested yet. */
    Read<List<Approval>> approvalsRead(OrganizationId organization, Optional<PromotionRequest> request) {
        return request.map(open -> storage.approvals().listRead(organization, open.id()))
                .orElseGet(() -> storage.answered(List.of()));
    }
}
