package io.sluice.promotion.spring.rest.workspace;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spring.rest.Tag;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import java.time.Instant;
import java.util.Optional;

/** Everything about a workspace but its policy and configuration. */
record WorkspaceView(
        String id,
        String etag,
        String name,
        String description,
        EnvironmentType environmentType,
        @JsonProperty("protected") boolean isProtected,
        Optional<String> gateway,
        Optional<String> promotionFrom,
        Limits limits,
        DataPolicy dataPolicy,
        Instant createdAt,
        Optional<Instant> archivedAt) {
    static WorkspaceView of(Workspace workspace) {
        return new WorkspaceView(
                workspace.id().value(),
                Tag.of(workspace.revision()).quoted(),
                workspace.name(),
                workspace.description(),
                workspace.environmentType(),
                workspace.environmentType().isProtected(),
                workspace.gateway(),
                workspace.promotionFrom().map(WorkspaceId::value),
                workspace.limits(),
                workspace.dataPolicy(),
                workspace.createdAt(),
                workspace.archivedAt());
    }
}
