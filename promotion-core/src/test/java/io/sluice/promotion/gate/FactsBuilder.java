package io.sluice.promotion.gate;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckResultId;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlId;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Facts under which the gate is open at both moments, and ways to spoil them one by one. */
final class FactsBuilder {
    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    static final OrganizationId ACME = new OrganizationId("acme");
    static final RoleId APPROVER = new RoleId("approver");
    static final RoleId SECURITY = new RoleId("security");
    static final PersonId RITA = new PersonId("rita");
    static final PersonId ALICE = new PersonId("alice");

    static final ArtifactRef AGENT = ArtifactRef.agent("agent");
    private static final String SUBJECT = "a".repeat(64);

    ArtifactVersion version = new ArtifactVersion(
            ACME, AGENT, new VersionLabel("1.1.0"), digest("1.1.0"), Set.of(ALICE), Map.of(), ALICE, NOW);
    PromotionKind kind = PromotionKind.PROMOTION;
    Workspace source = workspace("staging", EnvironmentType.STAGING, Optional.of("dev"), 1, Limits.STANDARD, false);
    Workspace target = workspace("prod", EnvironmentType.PRODUCTION, Optional.of("staging"), 1, Limits.STANDARD, false);
    PromotionPolicy captured = PromotionPolicy.standard(EnvironmentType.PRODUCTION)
            .approvedBy(Map.of(APPROVER, 2))
            .withChecks(List.of(CheckRequirement.of(CheckName.TESTS)));
    Optional<PromotionPolicy> inForce = Optional.empty();
    boolean wasLiveInSource = true;
    boolean wasLiveInTarget;
    Optional<Release> current = Optional.of(release("1.0.0"));
    Optional<ReleaseId> restores = Optional.of(new ReleaseId("release-1.0.0"));
    Optional<PromotionId> heldBy = Optional.of(new PromotionId("own"));
    Optional<PromotionRequest> inFlight = Optional.empty();
    int liveArtifacts = 1;
    int promisedPlaces;
    Optional<CheckResult.Revocation> revoked = Optional.empty();
    Surroundings surroundings = Surroundings.QUIET;
    final Map<CheckName, CheckResult> checks = new HashMap<>();
    final List<Vote> votes = new ArrayList<>();
    final Map<RoleId, Set<PersonId>> candidates = new HashMap<>();
    final List<Control> controls = new ArrayList<>();
    Optional<Instant> notBefore = Optional.empty();
    PromotionStatus status = PromotionStatus.APPROVED;
    boolean requested = true;
    GateFacts.Together together = GateFacts.Together.alone(version);
    Exemptions exemptions = Exemptions.NONE;
    final List<Freeze> freezes = new ArrayList<>();
    List<Stay> stays = List.of(new Stay(NOW.minus(Duration.ofDays(2)), Optional.empty()));

    FactsBuilder() {
        check(CheckVerdict.PASSED, NOW.minus(Duration.ofHours(1)));
        approve("bob", APPROVER);
        approve("carol", APPROVER);
        candidates.put(APPROVER, Set.of(new PersonId("bob"), new PersonId("carol")));
        candidates.put(SECURITY, Set.of(new PersonId("erin")));
    }

    static Digest digest(String label) {
        return Digest.of(label.getBytes(StandardCharsets.UTF_8));
    }

    static Workspace workspace(
            String id, EnvironmentType type, Optional<String> from, int policy, Limits limits, boolean archived) {
        return new Workspace(
                ACME,
                new WorkspaceId(id),
                id,
                type,
                "",
                Optional.empty(),
                limits,
                from.map(WorkspaceId::new),
                true,
                DataPolicy.STANDARD,
                policy,
                1,
                NOW,
                archived ? Optional.of(NOW) : Optional.empty());
    }

    static Release release(String label) {
        return new Release(
                ACME,
                new ReleaseId("release-" + label),
                new WorkspaceId("prod"),
                AGENT,
                1,
                new VersionLabel(label),
                digest(label),
                ReleaseCause.PROMOTED,
                Optional.empty(),
                Optional.empty(),
                NOW,
                Optional.empty());
    }

    void check(CheckVerdict verdict, Instant measuredAt) {
        check(verdict, measuredAt, version.digest());
    }

    void check(CheckVerdict verdict, Instant measuredAt, Digest digest) {
        checks.put(
                CheckName.TESTS,
                new CheckResult(
                        ACME,
                        new CheckResultId("r1"),
                        AGENT,
                        digest,
                        target.id(),
                        CheckName.TESTS,
                        new CheckOutcome(verdict, "41 of 42", "", Map.of()),
                        measuredAt,
                        measuredAt.plus(Duration.ofHours(24)),
                        "sluice",
                        revoked));
    }

    FactsBuilder approve(String person, RoleId... roles) {
        return vote(person, Decision.APPROVED, SUBJECT, Set.of(roles), Set.of(roles));
    }

    FactsBuilder vote(String person, Decision decision, String subject, Set<RoleId> rolesThen, Set<RoleId> rolesNow) {
        votes.removeIf(vote -> vote.approval().person().value().equals(person));
        Approval approval = new Approval(
                ACME,
                new PromotionId("own"),
                "approval",
                new PersonId(person),
                decision,
                "not yet",
                rolesThen,
                subject,
                NOW);
        PersonId id = new PersonId(person);
        votes.add(new Vote(approval, rolesNow.isEmpty() ? Optional.empty() : Optional.of(new Presence(id, rolesNow))));
        return this;
    }

    PromotionRequest request(String id) {
        return new PromotionRequest(
                ACME,
                new PromotionId(id),
                kind,
                AGENT,
                version.label(),
                version.digest(),
                source.id(),
                target.id(),
                1,
                "promotion",
                SUBJECT,
                restores,
                status,
                PromotionPhase.QUEUED,
                1,
                RITA,
                "because",
                NOW,
                notBefore,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    GateFacts facts() {
        List<PolicyRevision> policies = new ArrayList<>();
        policies.add(revision(1, captured));
        inForce.ifPresent(policy -> policies.add(revision(2, policy)));
        return new GateFacts(
                NOW,
                kind,
                version,
                source,
                target,
                policies,
                wasLiveInSource,
                wasLiveInTarget,
                current,
                heldBy,
                inFlight,
                liveArtifacts,
                promisedPlaces,
                surroundings,
                checks,
                votes,
                candidates.isEmpty() ? Optional.empty() : Optional.of(presences()),
                RITA,
                notBefore,
                requested ? Optional.of(request("own")) : Optional.empty(),
                exemptions,
                controls,
                freezes,
                stays,
                together);
    }

    FactsBuilder control(ControlScope scope) {
        controls.add(
                new Control(ACME, new ControlId("c" + controls.size()), scope, "why not", RITA, NOW, Optional.empty()));
        return this;
    }

    private List<Presence> presences() {
        Map<PersonId, Set<RoleId>> roles = new HashMap<>();
        candidates.forEach((role, persons) -> persons.forEach(person ->
                roles.computeIfAbsent(person, known -> new HashSet<>()).add(role)));
        return roles.entrySet().stream()
                .map(entry -> new Presence(entry.getKey(), entry.getValue()))
                .toList();
    }

    private PolicyRevision revision(int number, PromotionPolicy policy) {
        return new PolicyRevision(ACME, target.id(), number, policy, "", RITA, NOW);
    }
}
