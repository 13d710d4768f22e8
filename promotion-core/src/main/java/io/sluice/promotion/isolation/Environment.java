package io.sluice.promotion.isolation;

import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.workspace.Workspace;

/**
 * A workspace together with what is configured in it.
 *
 * @param workspace the workspace
 * @param configuration what holds in it
 */
public record Environment(Workspace workspace, EffectiveConfiguration configuration) {
    WorkspaceId id() {
        return workspace.id();
    }

    boolean isProtected() {
        return workspace.environmentType().isProtected();
    }
}
