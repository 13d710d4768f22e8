package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.release.Release;
import java.util.List;
import java.util.Optional;

/** What is live where, and what was. Thread-safe. */
public final class Releases {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Storage storage;

    Releases(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.storage = core.storage();
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
}
