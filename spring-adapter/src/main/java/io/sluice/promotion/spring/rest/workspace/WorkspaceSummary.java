package io.sluice.promotion.spring.rest.workspace;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.util.Map;
import java.util.Optional;

/** A workspace in a list. */
public record WorkspaceSummary(
        String id,
        String name,
        EnvironmentType environmentType,
        @JsonProperty("protected") boolean isProtected,
        String description,
        Optional<String> promotionFrom,
        Optional<Boolean> archived,
        int waitingForYou) {
    /** With the number of tasks that the caller could decide. */
    public static WorkspaceSummary of(Workspace workspace, Map<WorkspaceId, Integer> waiting) {
        return new WorkspaceSummary(
                workspace.id().value(),
                workspace.name(),
                workspace.environmentType(),
                workspace.environmentType().isProtected(),
                workspace.description(),
                workspace.promotionFrom().map(WorkspaceId::value),
                workspace.isArchived() ? Optional.of(true) : Optional.empty(),
                waiting.getOrDefault(workspace.id(), 0));
    }
}
