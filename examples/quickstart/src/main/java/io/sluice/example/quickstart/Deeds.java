package io.sluice.example.quickstart;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What the persons of the story do. Each deed is told once it is done. */
final class Deeds {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

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
        deployer.install(Story.DEV, artifact, version);
        sluice.artifacts()
                .register(
                        actor("mia.chen"),
                        organization,
                        new NewVersion(
                                Story.DEV,
                                artifact,
                                new VersionLabel(version),
                                samples.digest(artifact, version),
                                Set.of(new PersonId("lena.fischer")),
                                Map.of("repository", artifact.id())),
                        key());
        terminal.line("Registered " + artifact + " " + version + " by Lena Fischer in Development.");
    }

    PromotionRequest request(
            ArtifactRef artifact, String version, WorkspaceId source, WorkspaceId target, String reason) {
        PromotionRequest request = sluice.promotions()
                .request(
                        actor("mia.chen"),
                        organization,
                        NewPromotion.of(artifact, version, source, target, reason),
                        key());
        terminal.line("Mia requests " + version + " → " + target + ": " + reason + ".");
        return request;
    }

    void approve(String person, PromotionRequest request) {
        sluice.promotions()
                .approve(actor(person), organization, request.id(), request.subjectHash(), "Looks good", key());
        terminal.line("Approved by " + person + ".");
    }

    void refused(String person, PromotionRequest request, Optional<String> code) {
        try {
            sluice.promotions().approve(actor(person), organization, request.id(), request.subjectHash(), "", key());
        } catch (SluiceException e) {
            require(code.map(e.code()::equals).orElse(true), "the refusal is " + code);
            terminal.line(person + " tries to approve and is refused: " + e.getMessage());
            return;
        }
        throw new DidNotHappenException("the attempt of " + person + " is refused");
    }

    void awaitApproval(PromotionRequest request) {
        await(
                "an open approval of " + request.version(),
                () -> Optional.of(current(request)).filter(now -> now.phase() == PromotionPhase.AWAITING_APPROVAL));
    }

    PromotionRequest await(PromotionRequest request, PromotionStatus status) {
        PromotionRequest ended = await(
                request.version() + " → " + request.target() + " to end",
                () -> Optional.of(current(request)).filter(now -> !now.isOpen()));
        require(ended.status() == status, "it ends " + status + ", not " + ended.status() + ": " + ended.detail());
        terminal.line(request.version() + " → " + request.target() + ": " + ended.status() + ".");
        return ended;
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

    Actor actor(String person) {
        return sluice.actors().human(person);
    }

    private static IdempotencyKey key() {
        return IdempotencyKey.unique();
    }
}
