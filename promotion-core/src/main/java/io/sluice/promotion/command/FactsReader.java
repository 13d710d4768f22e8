package io.sluice.promotion.command;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.gate.GateFacts.Together;
import io.sluice.promotion.gate.Presence;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.gate.Stay;
import io.sluice.promotion.gate.Surroundings;
import io.sluice.promotion.gate.Timing;
import io.sluice.promotion.gate.Vote;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.ReleaseRows;
import io.sluice.promotion.jdbc.ReleaseRows.Executions;
import io.sluice.promotion.jdbc.ReleaseRows.Occupancy;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.Skip;
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

        private Question only(ArtifactVersion one) {
            return new Question(kind, one, source, target, requester, notBefore, skip, request);
        }

        public OrganizationId organization() {
            return target.organization();
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
            People people, Function<ArtifactRef, Optional<Target>> targets, List<Freeze> freezes, Instant now) {}

    private final Storage storage;
    private final Catalog catalog;
    private final Directory directory;
    private final Presences presences;
    private final Layout layout;
    private final Clock clock;
    private final ExemptionsReader exemptions;

    public FactsReader(
            Storage storage, Catalog catalog, Directory directory, Presences presences, Layout layout, Clock clock) {
        this.storage = storage;
        this.catalog = catalog;
        this.directory = directory;
        this.presences = presences;
        this.layout = layout;
        this.clock = clock;
        this.exemptions = new ExemptionsReader(storage, catalog, clock);
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
                request.skip(),
                Optional.of(request),
                versions.subList(1, versions.size()));
    }

    /** Asks the directory about those who decided and those who could. */
    public People everybody(Question question) {
        Set<RoleId> roles = new HashSet<>();
        Set<PersonId> persons = new HashSet<>();
        rounds(question).forEach(round -> {
            roles.addAll(round.roles());
            persons.addAll(round.persons());
        });
        Optional<Instant> requested = requested(question);
        OrganizationId organization = question.organization();
        WorkspaceId target = question.target().id();
        List<Presence> candidates = directory.asked(organization, target, roles, persons).stream()
                .flatMap(member -> presences.of(organization, member, target, requested).stream())
                .map(candidate -> question.request().isPresent() ? candidate : asOfNow(candidate))
                .toList();
        return new People(voting(question), Optional.of(candidates));
    }

    /** What is not requested yet would be requested now. */
    private static Presence asOfNow(Presence candidate) {
        return new Presence(
                candidate.person(), candidate.roles(), candidate.operates(), Optional.of(candidate.roles()));
    }

    /** Asks the directory about those who decided only: all that matters once nobody else is waited for. */
    public People voters(Question question) {
        return new People(voting(question), Optional.empty());
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
        Given given = new Given(people, targets, freezes(question), clock.instant());
        if (question.others().isEmpty()) {
            return read(question, given, Together.alone(question.version()));
        }
        Footprint footprint = new Footprint(storage, catalog, question);
        List<GateFacts> others = question.others().stream()
                .map(version -> read(question.only(version), given, footprint.together(version, List.of())))
                .toList();
        return read(question, given, footprint.together(question.version(), others));
    }

    private GateFacts read(Question question, Given given, Together together) {
        OrganizationId organization = question.organization();
        ReleaseRows releases = storage.releases();
        Workspace target = question.target();
        ArtifactVersion version = question.version();
        boolean forward = question.kind() == PromotionKind.PROMOTION;
        List<PolicyRevision> policies = policies(question);
        List<Stay> stays = forward ? stays(question) : List.of();
        Optional<Release> current = releases.current(organization, target.id(), version.artifact());
        Occupancy occupancy = forward
                ? releases.occupancy(organization, target.id(), version.artifact())
                : new Occupancy(0, 0, 0, isCurrent(current, version));
        return new GateFacts(
                given.now(),
                question.kind(),
                version,
                question.source(),
                target,
                policies,
                !stays.isEmpty(),
                !forward && releases.wasLive(organization, target.id(), version.artifact(), version.digest()),
                current,
                given.targets().apply(version.artifact()).flatMap(Target::heldBy),
                storage.promotions().inFlight(organization, version.artifact(), target.id()),
                occupancy.live(),
                occupancy.promised(),
                surroundings(question, occupancy),
                storage.checks().newest(organization, version.artifact(), version.digest(), target.id()),
                votes(question, given.people()),
                given.people().candidates(),
                question.requester(),
                question.notBefore(),
                question.request(),
                exemptions.of(question, policies),
                storage.controls().concerning(organization, target.id(), version.artifact(), version.digest()),
                given.freezes(),
                stays,
                together);
    }

    /** When a promotion may begin, as things stand: a unit when its freezes and its slowest soak allow it. */
    public Timing timing(PromotionRequest request) {
        OrganizationId organization = request.organization();
        Workspace target = catalog.workspace(organization, request.target());
        List<PolicyRevision> policies = policies(target, Optional.of(request));
        boolean soaks = policies.stream()
                .anyMatch(revision ->
                        !Demands.of(request.kind(), revision.policy()).soak().isZero());
        // The source is named only where a soak is not over.
        Workspace source = soaks ? catalog.workspace(organization, request.source()) : target;
        List<ArtifactVersion> versions = catalog.versions(request);
        Question question = new Question(
                request.kind(),
                versions.get(0),
                source,
                target,
                request.requestedBy(),
                request.notBefore(),
                request.skip(),
                Optional.of(request),
                versions.subList(1, versions.size()));
        List<Freeze> freezes = freezes(question);
        Instant now = clock.instant();
        return versions.stream()
                .map(version -> new Timing(
                        now,
                        question.kind(),
                        source,
                        target,
                        policies,
                        question.notBefore(),
                        freezes,
                        soaks ? stays(question.only(version)) : List.of()))
                .max(Timing.SLOWEST_LAST)
                .orElseThrow();
    }

    private List<Freeze> freezes(Question question) {
        if (question.kind() != PromotionKind.PROMOTION) {
            return List.of();
        }
        return question.versions().stream()
                .flatMap(version -> storage
                        .freezes()
                        .holding(
                                question.organization(),
                                question.target().id(),
                                version.artifact(),
                                question.request(),
                                clock.instant())
                        .stream())
                .distinct()
                .toList();
    }

    private List<Stay> stays(Question question) {
        List<Stay> stays = storage
                .releases()
                .withDigest(
                        question.organization(),
                        question.source().id(),
                        question.version().artifact(),
                        question.version().digest())
                .stream()
                .map(release -> new Stay(release.liveFrom(), release.liveUntil()))
                .toList();
        return Stay.joined(stays);
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

    private List<Round> rounds(Question question) {
        return policies(question).stream()
                .map(revision -> Round.of(question.kind(), revision))
                .toList();
    }

    /** When it was requested, if a policy wants to know who held a role then. */
    private Optional<Instant> requested(Question question) {
        return rounds(question).stream().anyMatch(Capacities::looksBack)
                ? question.request().map(PromotionRequest::requestedAt)
                : Optional.empty();
    }

    private Map<PersonId, Presence> voting(Question question) {
        Map<PersonId, Presence> voters = new HashMap<>();
        List<Approval> approvals = approvals(question);
        if (approvals.isEmpty()) {
            return voters;
        }
        Optional<Instant> requested = requested(question);
        for (Approval approval : approvals) {
            Optional<Presence> own = presence(question, approval.person(), requested);
            Optional<Presence> counted = approval.onBehalfOf().isEmpty()
                    ? own
                    : own.flatMap(delegate -> presence(question, approval.countsAs(), requested)
                            .map(absent -> new Presence(
                                    absent.person(),
                                    absent.roles(),
                                    absent.operates() || delegate.operates(),
                                    absent.rolesAtRequest())));
            counted.ifPresent(present -> voters.put(approval.person(), present));
        }
        return voters;
    }

    private Optional<Presence> presence(Question question, PersonId person, Optional<Instant> requested) {
        OrganizationId organization = question.organization();
        return directory
                .member(organization, person)
                .flatMap(member ->
                        presences.of(organization, member, question.target().id(), requested));
    }

    private List<Vote> votes(Question question, People people) {
        return approvals(question).stream()
                .map(approval -> new Vote(approval, people.now(approval)))
                .toList();
    }

    private List<Approval> approvals(Question question) {
        return question.request()
                .map(request -> storage.approvals().list(request.organization(), request.id()))
                .orElse(List.of());
    }
}
