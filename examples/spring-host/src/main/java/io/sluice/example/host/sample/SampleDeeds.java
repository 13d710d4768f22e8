package io.sluice.example.host.sample;

import io.sluice.example.host.delivery.BuiltVersions;
import io.sluice.example.host.delivery.Installations;
import io.sluice.example.host.delivery.Installations.Installation;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What people do in the demonstration and in the tests: register, ask, decide, wait until Sluice has done its part. */
@Component
public final class SampleDeeds {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Sluice sluice;
    private final BuiltVersions built;
    private final Installations installations;

    SampleDeeds(Sluice sluice, BuiltVersions built, Installations installations) {
        this.sluice = sluice;
        this.built = built;
        this.installations = installations;
    }

    /** Installs a version at the head of the path, as a build server would, and registers it. */
    public void register(String person, OrganizationId organization, ArtifactRef artifact, String version) {
        Digest digest = built.digest(artifact, version);
        installations.put(organization, SampleWorkspaces.DEV, new Installation(artifact, version, digest, 0));
        sluice.artifacts()
                .register(
                        actor(person),
                        organization,
                        new NewVersion(
                                SampleWorkspaces.DEV,
                                artifact,
                                new VersionLabel(version),
                                digest,
                                Set.of(new PersonId(person)),
                                Map.of(
                                        "repository",
                                        artifact.id(),
                                        "built.by",
                                        "pipeline",
                                        "build",
                                        "1" + version.replace(".", ""))),
                        key());
    }

    /** Asks for a promotion. */
    public PromotionRequest request(String person, OrganizationId organization, NewPromotion wanted) {
        return sluice.promotions().request(actor(person), organization, wanted, key());
    }

    /** Says yes, once it is asked for. */
    public void approve(String person, PromotionRequest request, String comment) {
        await(request, PromotionPhase.AWAITING_APPROVAL);
        sluice.promotions()
                .approve(actor(person), request.organization(), request.id(), request.subjectHash(), comment, key());
    }

    /** Waits until a promotion is in a phase. */
    public PromotionRequest await(PromotionRequest request, PromotionPhase phase) {
        return await(
                request.artifact() + " to be " + phase,
                () -> Optional.of(now(request)).filter(open -> open.phase() == phase));
    }

    /** Waits until something is there. */
    public <T> T await(String what, Supplier<Optional<T>> look) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IllegalStateException("Waited for " + what + " in vain.");
    }

    private PromotionRequest now(PromotionRequest request) {
        return sluice.promotions().get(actor(request.requestedBy().value()), request.organization(), request.id());
    }

    Actor actor(String person) {
        return sluice.actors().human(person);
    }

    Sluice sluice() {
        return sluice;
    }

    static IdempotencyKey key() {
        return IdempotencyKey.unique();
    }

    /** Lets something else run than what Sluice recorded, as when somebody repairs by hand. */
    void changeByHand(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        Installation running =
                installations.find(organization, workspace, artifact).orElseThrow();
        Digest other = Digest.of("changed by hand".getBytes(StandardCharsets.UTF_8));
        installations.put(
                organization, workspace, new Installation(artifact, running.version(), other, running.fence()));
    }
}
