package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The targets of one promotion. They are locked in one order that all promotions share, so that units that have artifacts
 * in common wait for each other and never in a circle.
 */
public final class Targets {
    private final Storage storage;

    public Targets(Core core) {
        this.storage = core.storage();
    }

    /** All targets of a request, locked. */
    public Map<ArtifactRef, Target> lock(PromotionRequest request) {
        return lock(request.organization(), request.target(), artifacts(request));
    }

    /** The targets of these artifacts, locked. */
    public Map<ArtifactRef, Target> lock(
            OrganizationId organization, WorkspaceId workspace, Collection<ArtifactRef> artifacts) {
        Map<ArtifactRef, Target> locked = new LinkedHashMap<>();
        artifacts.stream()
                .sorted(Target.LOCK_ORDER)
                .forEach(artifact -> locked.put(artifact, storage.targets().lock(organization, workspace, artifact)));
        return locked;
    }

    /** Lets go of those targets that the request holds. */
    public void release(PromotionRequest request) {
        artifacts(request).stream()
                .sorted(Target.LOCK_ORDER)
                .filter(artifact -> storage.targets()
                        .find(request.organization(), request.target(), artifact)
                        .filter(target -> target.isHeldBy(request.id()))
                        .isPresent())
                .map(artifact -> storage.targets().lock(request.organization(), request.target(), artifact))
                .forEach(held -> storage.targets().update(held.free()));
    }

    private static List<ArtifactRef> artifacts(PromotionRequest request) {
        return request.items().stream().map(PromotionItem::artifact).toList();
    }
}
