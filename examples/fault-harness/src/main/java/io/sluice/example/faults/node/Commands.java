package io.sluice.example.faults.node;

import static io.sluice.example.faults.node.Staff.ACME;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Promotions;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What clients ask a node for: the verb first, then its words. */
final class Commands {
    private static final WorkspaceId DEV = new WorkspaceId("dev");
    private static final WorkspaceId PROD = new WorkspaceId("prod");
    private static final int PAGE = 1_000;

    /** The longest there is: over it, the clocks of some zones are changed. */
    private static final Duration FAR = Duration.ofDays(90);

    private static final Limits PLENTY = new Limits(100_000, 100_000);

    private final Sluice sluice;
    private final Findings findings;
    private final SluiceEngine engine;
    private final Standstill standstill;

    Commands(SluiceEngine engine) {
        this.engine = engine;
        this.sluice = engine.sluice();
        this.findings = new Findings(engine);
        this.standstill = new Standstill(engine.sluice());
    }

    List<String> perform(List<String> words) {
        return switch (words.get(0)) {
            case "setUp" -> setUp(words.get(1));
            case "deadline" -> deadline(key(words), Duration.parse(words.get(2)));
            case "register" -> register(key(words), words.get(2), words.get(3));
            case "request" -> told(request(key(words), words.get(2), words.get(3)));
            case "approve" -> told(approve(key(words), words.get(2), words.get(3), words.get(4)));
            case "reject" -> told(reject(key(words), words.get(2), words.get(3), words.get(4)));
            case "cancel" ->
                told(sluice.promotions()
                        .cancel(human("rita"), ACME, new PromotionId(words.get(2)), "not needed any more", key(words)));
            case "get" -> told(sluice.promotions().get(human("vic"), ACME, new PromotionId(words.get(1))));
            case "ids" -> ids();
            case "find" -> findings.of(new PromotionId(words.get(1)));
            case "incidents" -> findings.incidents();
            case "retryIncident" -> {
                engine.incidents().retry(human("dan"), ACME, words.get(1));
                yield List.of();
            }
            case "figures" -> findings.figures();
            case "safeMode" -> standstill.told();
            case "compared" -> standstill.compared();
            case "leaveSafeMode" -> standstill.leave(key(words));
            case "queue" -> List.of(String.valueOf(sluice.tasks().count(human("bob"), ACME)));
            default -> throw new IllegalArgumentException(words.get(0));
        };
    }

    private List<String> setUp(String prefix) {
        Actor olga = human("olga");
        PromotionPolicy policy = PromotionPolicy.standard(EnvironmentType.PRODUCTION)
                .withChecks(List.of(CheckRequirement.of(CheckName.TESTS)))
                .withApprovalDeadline(FAR);
        sluice.organizations().create(olga, ACME, "Acme Ltd", new IdempotencyKey(prefix + "-organization"));
        sluice.workspaces()
                .create(
                        olga,
                        ACME,
                        NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT)
                                .limitedTo(PLENTY),
                        new IdempotencyKey(prefix + "-dev"));
        sluice.workspaces()
                .create(
                        olga,
                        ACME,
                        NewWorkspace.of("prod", "Production", EnvironmentType.PRODUCTION)
                                .after("dev")
                                .limitedTo(PLENTY)
                                .demanding(policy),
                        new IdempotencyKey(prefix + "-prod"));
        return List.of();
    }

    /** A shorter deadline makes the policy stricter, which takes nobody's approval. */
    private List<String> deadline(IdempotencyKey key, Duration time) {
        PolicyRevision before = sluice.policies().current(human("olga"), ACME, PROD);
        sluice.policies()
                .replace(
                        human("olga"),
                        ACME,
                        PROD,
                        before.revision(),
                        before.policy().withApprovalDeadline(time),
                        "decide sooner",
                        key);
        return List.of();
    }

    private List<String> register(IdempotencyKey key, String artifact, String label) {
        Digest digest = Digest.of(label.getBytes(StandardCharsets.UTF_8));
        NewVersion wanted = NewVersion.of(DEV, ArtifactRef.agent(artifact), label, digest, new PersonId("alice"));
        return List.of(sluice.artifacts()
                .register(human("alice"), ACME, wanted, key)
                .digest()
                .value());
    }

    private PromotionRequest request(IdempotencyKey key, String artifact, String label) {
        NewPromotion wanted = NewPromotion.of(ArtifactRef.agent(artifact), label, DEV, PROD, "because");
        return sluice.promotions().request(human("rita"), ACME, wanted, key);
    }

    private PromotionRequest approve(IdempotencyKey key, String person, String promotion, String subject) {
        return sluice.promotions().approve(human(person), ACME, new PromotionId(promotion), subject, "fine", key);
    }

    private PromotionRequest reject(IdempotencyKey key, String person, String promotion, String subject) {
        return sluice.promotions()
                .reject(human(person), ACME, new PromotionId(promotion), subject, "not like this", key);
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        Optional<PromotionId> before = Optional.empty();
        List<PromotionRequest> page;
        do {
            Promotions.Query query =
                    new Promotions.Query(Optional.empty(), Optional.empty(), Optional.of(PROD), before, PAGE);
            page = sluice.promotions().list(human("vic"), ACME, query);
            page.forEach(request -> ids.add(request.id().value()));
            before = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
        return ids;
    }

    private static List<String> told(PromotionRequest request) {
        return List.of(
                request.id().value(),
                request.status().name(),
                request.phase().name(),
                String.valueOf(request.revision()),
                request.subjectHash(),
                request.detail());
    }

    private Actor human(String person) {
        return sluice.actors().human(person);
    }

    private static IdempotencyKey key(List<String> words) {
        return new IdempotencyKey(words.get(1));
    }
}
