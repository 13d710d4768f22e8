package io.sluice.example.process;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Deployment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes versions live by remembering them: what a platform or a server does in a real host. */
final class Shelf implements Deployer {
    private record Place(WorkspaceId workspace, ArtifactRef artifact) {}

    private record Content(Digest digest, long fence) {}

    private final Map<Place, Content> live = new ConcurrentHashMap<>();

    /** Puts a version into a workspace without a promotion: how versions come to live in development. */
    void install(WorkspaceId workspace, ArtifactRef artifact, Digest digest) {
        live.put(new Place(workspace, artifact), new Content(digest, 0));
    }

    @Override
    public Result deploy(Deployment deployment) {
        Content wanted = new Content(deployment.digest(), deployment.fence());
        Content now = live.merge(place(deployment), wanted, (old, next) -> old.fence() > next.fence() ? old : next);
        return now.equals(wanted) ? Result.done() : Result.failed("A newer deployment was here already.");
    }

    @Override
    public Result verify(Deployment deployment) {
        return Optional.ofNullable(live.get(place(deployment)))
                        .filter(content -> content.digest().equals(deployment.digest()))
                        .isPresent()
                ? Result.done()
                : Result.failed("Something else is live.");
    }

    @Override
    public Result restore(Deployment deployment) {
        deployment
                .previous()
                .ifPresentOrElse(
                        previous -> live.put(place(deployment), new Content(previous.digest(), deployment.fence())),
                        () -> live.remove(place(deployment)));
        return Result.done();
    }

    @Override
    public Optional<Digest> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return Optional.ofNullable(live.get(new Place(workspace, artifact))).map(Content::digest);
    }

    private static Place place(Deployment deployment) {
        return new Place(deployment.workspace().id(), deployment.artifact());
    }
}
