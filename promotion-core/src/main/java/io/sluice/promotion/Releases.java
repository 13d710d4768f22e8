package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.release.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is live where, and what was. Thread-safe. */
public final class Releases {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Storage storage;
    private final Clock clock;

    Releases(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.storage = core.storage();
        this.clock = core.clock();
    }

    /** Everything that is live now in the workspaces that the caller may see, by artifact and workspace. */
    public List<Release> board(Actor actor, OrganizationId organization) {
        return pipeline.read(
                actor,
                organization,
                caller -> storage.releases().board(organization).stream()
                        .filter(release -> authorization.sees(caller, release.workspace()))
                        .toList());
    }

    /** What is live in a workspace now. */
    public Optional<Release> current(
            Actor actor, OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_RELEASE, workspace);
            return storage.releases().current(organization, workspace, artifact);
        });
    }

    /**
     * The version history of an artifact in a workspace, the newest first.
     *
     * @param limit 1 to 1,000
     */
    public List<Release> history(
            Actor actor, OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, int limit) {
        requireLimit(limit);
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_RELEASE, workspace);
            return storage.releases().history(organization, workspace, artifact, limit);
        });
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > 1_000) {
            throw new InvalidInputException("limit", "page.limit", "A page has 1 to 1000 entries, not " + limit + ".");
        }
    }

    /** Records that a version is live now in a target that the caller holds locked. */
    Release goLive(Target target, ArtifactVersion version, ReleaseCause cause, Optional<PromotionId> promotion) {
        Instant now = clock.instant();
        target.current().ifPresent(before -> storage.releases().end(target.organization(), before, now));
        Release release = new Release(
                target.organization(),
                new ReleaseId(Ids.next()),
                target.workspace(),
                target.artifact(),
                target.releases() + 1,
                version.label(),
                version.digest(),
                cause,
                promotion,
                target.current(),
                now,
                Optional.empty());
        storage.releases().insert(release);
        storage.releases().update(target.live(release));
        return release;
    }

    /** Records that nothing is live any more in a target that the caller holds locked. */
    void goDark(Target target) {
        target.current().ifPresent(before -> storage.releases().end(target.organization(), before, clock.instant()));
        storage.releases().update(target.dark());
    }
}
