package io.sluice.promotion.overview;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which version is where, what is on its way, and what is behind.
 *
 * @param workspaces the columns, in the order of the promotion path, those on no path last
 * @param rows one for each artifact that is live or on its way somewhere, by kind and id
 */
public record Board(List<Workspace> workspaces, List<Row> rows) {
    /** Copies the lists. */
    public Board {
        workspaces = List.copyOf(workspaces);
        rows = List.copyOf(rows);
    }

    /**
     * One artifact in all workspaces.
     *
     * @param artifact which
     * @param cells by workspace; none where nothing is live, on its way or to be fetched
     */
    public record Row(ArtifactRef artifact, Map<WorkspaceId, Cell> cells) {
        /** Copies the cells. */
        public Row {
            cells = Map.copyOf(cells);
        }
    }

    /**
     * One artifact in one workspace.
     *
     * @param live what is live
     * @param pending the request that is open for it
     * @param behind how many releases went live in the workspace before it on the path after the one that is live here; 0
     *     when the same content is live in both
     */
    public record Cell(Optional<Release> live, Optional<OpenPromotion> pending, long behind) {}
}
