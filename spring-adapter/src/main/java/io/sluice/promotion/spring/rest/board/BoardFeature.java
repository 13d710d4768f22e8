package io.sluice.promotion.spring.rest.board;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.overview.Board;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.promotion.PromotionProcesses;
import io.sluice.promotion.workspace.Workspace;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /board}: artifacts down, workspaces across. */
public final class BoardFeature implements Feature {
    private static final Comparator<ArtifactRef> ORDER = Comparator.comparing(
                    (ArtifactRef artifact) -> artifact.kind().value())
            .thenComparing(ArtifactRef::id);

    private final Sluice sluice;
    private final PromotionProcesses processes;

    /** Asks these doors. */
    public BoardFeature(Sluice sluice, PromotionProcesses processes) {
        this.sluice = sluice;
        this.processes = processes;
    }

    private enum Only {
        DIFFERENCES,
        PENDING
    }

    @Override
    public void routes(Routes routes) {
        routes.get(Routes.ORGANIZATION + "/board", this::board)
                .query("text", "only")
                .paged();
    }

    private Answer board(Call call) {
        int limit = call.limit();
        Optional<ArtifactRef> after = call.cursor(2, parts -> new ArtifactView(parts.get(0), parts.get(1)).ref());
        Optional<Only> only = call.choice("only", Only.class);
        String text = call.query("text").orElse("").toLowerCase(Locale.ROOT);
        Board board = sluice.overview().board(call.actor(), call.organization());
        List<Workspace> columns = board.workspaces().stream()
                .filter(workspace -> !workspace.isArchived())
                .toList();
        List<Board.Row> rows = board.rows().stream()
                .filter(row ->
                        row.artifact().toString().toLowerCase(Locale.ROOT).contains(text))
                .filter(row -> only.map(what -> fits(row, what, columns)).orElse(true))
                .sorted(Comparator.comparing(Board.Row::artifact, ORDER))
                .filter(row -> after.map(last -> ORDER.compare(row.artifact(), last) > 0)
                        .orElse(true))
                .limit(limit + 1L)
                .toList();
        List<Board.Row> page = rows.subList(0, Math.min(limit, rows.size()));
        CellReader cells = new CellReader(sluice, processes, call, page);
        return Answer.shown(new BoardView(
                page.stream().map(cells::row).toList(),
                rows.size() > limit ? Optional.of(cursor(page.get(limit - 1))) : Optional.empty(),
                columns.stream().map(cells::column).toList(),
                call.actor().authenticatedAt()));
    }

    private static String cursor(Board.Row last) {
        return Cursor.of(last.artifact().kind().value(), last.artifact().id());
    }

    private static boolean fits(Board.Row row, Only only, List<Workspace> columns) {
        return switch (only) {
            case PENDING ->
                row.cells().values().stream().anyMatch(cell -> cell.pending().isPresent());
            case DIFFERENCES ->
                row.cells().values().stream().anyMatch(cell -> cell.behind() > 0)
                        || columns.stream()
                                .filter(workspace -> workspace.promotionFrom().isPresent())
                                .anyMatch(workspace -> differs(row, workspace));
        };
    }

    /** Something is live before it on the path, and not the same here. */
    private static boolean differs(Board.Row row, Workspace workspace) {
        Optional<String> here = digest(row, workspace.id());
        return workspace
                .promotionFrom()
                .flatMap(from -> digest(row, from))
                .filter(before -> !Optional.of(before).equals(here))
                .isPresent();
    }

    private static Optional<String> digest(Board.Row row, WorkspaceId workspace) {
        return Optional.ofNullable(row.cells().get(workspace))
                .flatMap(Board.Cell::live)
                .map(release -> release.digest().value());
    }
}
