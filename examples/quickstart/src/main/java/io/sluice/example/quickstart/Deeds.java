package io.sluice.example.quickstart;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Promotions;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the persons of the story do. Each deed is told once it is done. */
final class Deeds {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Sluice sluice;
    private final OrganizationId organization;
    private final Samples samples;
    private final FolderDeployer deployer;
    private final Terminal terminal;

    Deeds(Sluice sluice, OrganizationId organization, Samples samples, FolderDeployer deployer, Terminal terminal) {
        this.sluice = sluice;
        this.organization = organization;
        this.samples = samples;
        this.deployer = deployer;
        this.terminal = terminal;
    }

    void create(NewWorkspace wanted) {
        sluice.workspaces().create(actor("olga.admin"), organization, wanted, key());
    }

    void register(ArtifactRef artifact, String version) {
        deployer.install(Scene.DEV, artifact, version);
        sluice.artifacts()
                .register(
                        actor("mia.chen"),
                        organization,
                        new NewVersion(
                                Scene.DEV,
                                artifact,
                                new VersionLabel(version),
                                samples.digest(artifact, version),
                                Set.of(new PersonId("lena.fischer")),
                                Map.of("repository", artifact.id())),
                        key());
        terminal.line("Mia registers " + artifact.id() + " " + version + ", which Lena wrote, in Development.");
    }

    PromotionRequest request(NewPromotion wanted) {
        PromotionRequest request = sluice.promotions().request(actor("mia.chen"), organization, wanted, key());
        terminal.line("Mia asks for " + what(request) + " → " + request.target() + ": " + request.reason() + ".");
        return request;
    }

    /** Keeps Sluice from asking for an artifact in Production. */
    void hold(ArtifactRef artifact, String reason) {
        sluice.automation().hold(actor("mia.chen"), organization, Scene.PRODUCTION, artifact, reason, key());
        terminal.line("Mia keeps Sluice from asking for " + artifact.id() + ": " + reason + ".");
    }

    /** Waits until Sluice itself has asked. */
    PromotionRequest askedBySluice(ArtifactRef artifact, WorkspaceId target) {
        Promotions.Query open = new Promotions.Query(
                Optional.empty(), Optional.of(PersonId.SLUICE), Optional.of(target), Optional.empty(), 10);
        return await(
                "Sluice asks for " + artifact,
                () -> sluice.promotions().list(actor("mia.chen"), organization, open).stream()
                        .filter(request -> request.artifact().equals(artifact))
                        .findFirst());
    }

    void approve(String person, PromotionRequest request) {
        sluice.promotions()
                .approve(actor(person), organization, request.id(), request.subjectHash(), "Looks good", key());
        terminal.line(called(person) + " approves.");
    }

    void refused(String person, PromotionRequest request, Optional<String> code) {
        try {
            sluice.promotions().approve(actor(person), organization, request.id(), request.subjectHash(), "", key());
        } catch (SluiceException e) {
            require(code.map(e.code()::equals).orElse(true), "the refusal is " + code);
            terminal.line(called(person) + " tries to approve and is refused: " + e.getMessage());
            return;
        }
        throw new DidNotHappenException("the attempt of " + person + " is refused");
    }

    /** Says what is in the way of a promotion. */
    void whyBlocked(PromotionRequest request) {
        List<Blocker> reasons = sluice.promotions()
                .whyBlocked(actor("mia.chen"), organization, request.id())
                .reasons();
        require(!reasons.isEmpty(), "something is in the way of " + what(request));
        reasons.forEach(blocker -> terminal.line("Why it waits: " + blocker.message()));
    }

    void awaitApproval(PromotionRequest request) {
        await(request, PromotionPhase.AWAITING_APPROVAL);
    }

    void await(PromotionRequest request, PromotionPhase phase) {
        await(what(request) + " → " + request.target() + " to be " + phase, () -> {
            PromotionRequest now = current(request);
            require(now.isOpen(), what(request) + " is still open, not " + now.status() + ": " + now.detail());
            return Optional.of(now).filter(open -> open.phase() == phase);
        });
    }

    PromotionRequest await(PromotionRequest request, PromotionStatus status) {
        PromotionRequest ended = await(
                what(request) + " → " + request.target() + " to end",
                () -> Optional.of(current(request)).filter(now -> !now.isOpen()));
        require(ended.status() == status, "it ends " + status + ", not " + ended.status() + ": " + ended.detail());
        terminal.line(what(request) + " → " + request.target() + ": " + ended.status() + ".");
        return ended;
    }

    /** The versions that it moves, such as {@code refund-flow 2.0.0}. */
    static String what(PromotionRequest request) {
        return request.items().stream()
                .map(item -> item.artifact().id() + " " + item.version())
                .collect(Collectors.joining(" and "));
    }

    private static String called(String person) {
        return person.substring(0, 1).toUpperCase(Locale.ROOT) + person.substring(1, person.indexOf('.'));
    }

    private PromotionRequest current(PromotionRequest request) {
        return sluice.promotions().get(actor("mia.chen"), organization, request.id());
    }

    static <T> T await(String what, Supplier<Optional<T>> look) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
        }
        throw new DidNotHappenException(what + " in " + PATIENCE.toSeconds() + " s");
    }

    static void require(boolean happened, String what) {
        if (!happened) {
            throw new DidNotHappenException(what);
        }
    }

    private Actor actor(String person) {
        return sluice.actors().human(person);
    }

    private static IdempotencyKey key() {
        return IdempotencyKey.unique();
    }
}
