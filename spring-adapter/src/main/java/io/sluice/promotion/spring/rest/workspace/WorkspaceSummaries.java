package io.sluice.promotion.spring.rest.workspace;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The workspaces that a caller sees, for lists. */
public final class WorkspaceSummaries {
    private final Sluice sluice;

    /** Over these doors. */
    public WorkspaceSummaries(Sluice sluice) {
        this.sluice = sluice;
    }

    /** In path order, sandboxes last. */
    public List<WorkspaceSummary> of(Call call, boolean archivedAsWell) {
        Map<WorkspaceId, Integer> waiting = sluice.tasks().countByTarget(call.actor(), call.organization());
        return sluice.workspaces().list(call.actor(), call.organization()).stream()
                .filter(workspace -> archivedAsWell || !workspace.isArchived())
                .sorted(Comparator.comparing(WorkspaceSummaries::isSandbox))
                .map(workspace -> WorkspaceSummary.of(workspace, waiting))
                .toList();
    }

    private static boolean isSandbox(Workspace workspace) {
        return workspace.environmentType() == EnvironmentType.SANDBOX;
    }
}
