package io.sluice.promotion.model;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.gate.GateDecision.Blocked;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.model.Oracle.Place;
import io.sluice.promotion.model.Oracle.Ws;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The library with an organization of its own for one sequence. */
final class World implements AutoCloseable {
    /** Who there is, and with which roles. */
    static final Map<String, List<String>> PEOPLE = people();

    final SluiceFixture fixture;
    final OrganizationId organization;

    World(SluiceFixture fixture, String organization) {
        this.fixture = fixture;
        this.organization = new OrganizationId(organization);
        PEOPLE.forEach(
                (person, roles) -> fixture.directory().member(this.organization, person, roles.toArray(String[]::new)));
        sluice().organizations().create(actor("olga"), this.organization, organization + " Ltd", key());
        create("dev", EnvironmentType.DEVELOPMENT, Optional.empty(), 100, List.of());
        create("staging", EnvironmentType.STAGING, Optional.of("dev"), 100, List.of("approver"));
        create(
                "prod",
                EnvironmentType.PRODUCTION,
                Optional.of("staging"),
                Oracle.PLACES,
                List.of("approver", "approver"));
    }

    private static Map<String, List<String>> people() {
        Map<String, List<String>> people = new LinkedHashMap<>();
        people.put("rita", List.of("requester"));
        people.put("alice", List.of("requester", "approver"));
        people.put("bob", List.of("viewer", "approver"));
        people.put("carol", List.of("approver", "security"));
        people.put("dave", List.of("viewer", "approver"));
        people.put("erin", List.of("viewer", "security"));
        people.put("dan", List.of("deployer"));
        people.put("gus", List.of("release-guard"));
        people.put("vic", List.of("viewer"));
        people.put("nora", List.of());
        people.put("olga", List.of("org-admin"));
        people.put("audrey", List.of("auditor"));
        people.put("pia", List.of("policy-admin"));
        return people;
    }

    private void create(String id, EnvironmentType type, Optional<String> after, int places, List<String> slots) {
        NewWorkspace wanted = NewWorkspace.of(id, "Workspace " + id, type)
                .limitedTo(new Limits(places, 10))
                .demanding(policy(Ws.valueOf(id.toUpperCase(Locale.ROOT)), slots));
        NewWorkspace placed = after.map(wanted::after).orElse(wanted);
        sluice().workspaces().create(actor("olga"), organization, placed, key());
    }

    static PromotionPolicy policy(Ws workspace, List<String> slots) {
        EnvironmentType type = workspace == Ws.PROD ? EnvironmentType.PRODUCTION : EnvironmentType.DEVELOPMENT;
        PromotionPolicy policy = PromotionPolicy.standard(type)
                .withApprovalDeadline(Oracle.DEADLINE)
                .withChecks(workspace == Ws.DEV ? List.of() : List.of(CheckRequirement.of(CheckName.TESTS)));
        if (slots.isEmpty()) {
            return policy.withStages(List.of());
        }
        List<ApprovalRule> rules = slots.stream()
                .distinct()
                .map(role -> new ApprovalRule(new RoleId(role), (int)
                        slots.stream().filter(role::equals).count()))
                .toList();
        return policy.withStages(List.of(new ApprovalStage(ApprovalStage.ONLY, rules)));
    }

    Sluice sluice() {
        return fixture.sluice();
    }

    Actor actor(String person) {
        return fixture.human(person);
    }

    static IdempotencyKey key() {
        return IdempotencyKey.unique();
    }

    static ArtifactRef artifact(int number) {
        return ArtifactRef.agent("agent-" + number);
    }

    static WorkspaceId id(Ws workspace) {
        return new WorkspaceId(workspace.name().toLowerCase(Locale.ROOT));
    }

    static Digest digest(Oracle.Version version) {
        return Digest.of((version.artifact() + " " + version.label()).getBytes(StandardCharsets.UTF_8));
    }

    // ---- what people do

    Answer register(String person, Oracle.Version version, IdempotencyKey key) {
        return Answer.of(() -> {
            sluice().artifacts()
                    .register(
                            actor(person),
                            organization,
                            NewVersion.of(
                                    id(Ws.DEV),
                                    artifact(version.artifact()),
                                    version.label(),
                                    digest(version),
                                    new PersonId("alice")),
                            key);
            fixture.deployer()
                    .put(organization, id(Ws.DEV), artifact(version.artifact()), Optional.of(digest(version)));
            return Answer.OK;
        });
    }

    PromotionRequest request(String person, Oracle.Version version, Ws source, Ws target, IdempotencyKey key) {
        return sluice().promotions()
                .request(
                        actor(person),
                        organization,
                        NewPromotion.of(
                                artifact(version.artifact()), version.label(), id(source), id(target), "because"),
                        key);
    }

    PromotionRequest rollBack(String person, Place place, IdempotencyKey key) {
        return sluice().promotions()
                .rollBack(
                        actor(person),
                        organization,
                        id(place.workspace()),
                        artifact(place.artifact()),
                        Optional.empty(),
                        "broken",
                        key);
    }

    Answer approve(String person, PromotionId id, boolean stale, IdempotencyKey key) {
        return Answer.of(() -> {
            sluice().promotions().approve(actor(person), organization, id, hash(id, stale), "fine", key);
            return Answer.OK;
        });
    }

    Answer reject(String person, PromotionId id, boolean stale, IdempotencyKey key) {
        return Answer.of(() -> {
            sluice().promotions().reject(actor(person), organization, id, hash(id, stale), "no", key);
            return Answer.OK;
        });
    }

    Answer cancel(String person, PromotionId id, IdempotencyKey key) {
        return Answer.of(() -> {
            sluice().promotions().cancel(actor(person), organization, id, "never mind", key);
            return Answer.OK;
        });
    }

    Answer replacePolicy(String person, Ws workspace, int expected, List<String> slots, IdempotencyKey key) {
        return Answer.of(() -> {
            sluice().policies()
                    .replace(
                            actor(person),
                            organization,
                            id(workspace),
                            expected,
                            policy(workspace, slots),
                            "a change",
                            key);
            return Answer.OK;
        });
    }

    private String hash(PromotionId id, boolean stale) {
        return stale
                ? "0".repeat(64)
                : sluice().promotions().get(actor("olga"), organization, id).subjectHash();
    }

    // ---- what the process does

    Answer runChecks(PromotionId id, boolean pass) {
        fixture.tests().forget();
        if (!pass) {
            fixture.tests().then(() -> CheckOutcome.failed("2 tests fail", "", Map.of()));
        }
        return Answer.of(() -> {
            sluice().steps().runChecks(organization, id, report -> {});
            return Answer.OK;
        });
    }

    Answer openApproval(PromotionId id) {
        return Answer.of(() -> {
            sluice().steps().openApproval(organization, id, Optional.empty(), "approve/" + id);
            return Answer.OK;
        });
    }

    Answer reserve(PromotionId id) {
        return Answer.of(() -> sluice().steps()
                .reserve(organization, id)
                .map(blocked -> new Answer("waits", Answer.codes(blocked)))
                .orElse(Answer.OK));
    }

    Answer confirm(PromotionId id) {
        return Answer.of(() -> {
            GateDecision decision = sluice().steps().confirm(organization, id);
            return decision instanceof Blocked blocked ? new Answer("blocked", Answer.codes(blocked)) : Answer.OK;
        });
    }

    /** What the host's deployer does in the next call. */
    enum Deed {
        WORKS,
        FAILS,
        BREAKS_BEFORE,
        BREAKS_AFTER
    }

    Answer perform(PromotionId id, Step step, Deed deed) {
        switch (deed) {
            case WORKS -> {}
            case FAILS -> fixture.deployer().fails(step, "refused by the platform");
            case BREAKS_BEFORE -> fixture.deployer().throwsBefore(step);
            case BREAKS_AFTER -> fixture.deployer().throwsAfter(step);
        }
        try {
            return Answer.of(() -> {
                Deployer.Result[] result = new Deployer.Result[1];
                sluice().steps().perform(organization, id, step, done -> result[0] = done);
                return result[0] instanceof Deployer.Result.Done ? Answer.OK : new Answer("failed", Set.of());
            });
        } finally {
            fixture.deployer().unscript();
        }
    }

    Answer finish(PromotionId id, Outcome outcome) {
        return Answer.of(() -> {
            sluice().steps().finish(organization, id, outcome);
            return Answer.OK;
        });
    }

    void pass(Duration time) {
        fixture.clock().advance(time);
    }

    @Override
    public void close() {
        PEOPLE.keySet().forEach(person -> fixture.directory().remove(organization, person));
        fixture.deployer().forget();
        fixture.tests().forget();
        fixture.notifier().clear();
    }
}
