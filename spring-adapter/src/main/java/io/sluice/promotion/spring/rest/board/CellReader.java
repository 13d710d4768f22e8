package io.sluice.promotion.spring.rest.board;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.overview.Board;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.promotion.LiveView;
import io.sluice.promotion.spring.rest.promotion.PromotionProcesses;
import io.sluice.promotion.spring.rest.promotion.Summaries;
import io.sluice.promotion.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shows the columns and cells of the board. What they share is read once. */
final class CellReader {
    private record Place(WorkspaceId workspace, ArtifactRef artifact) {}

    private static final int MOST_AT_ONCE = 1_000;

    private final Sluice sluice;
    private final Call call;
    private final Summaries summaries;
    private final Instant now;
    private final Map<WorkspaceId, Integer> waiting;
    private final List<Freeze> freezes;
    private final Map<ReleaseId, PersonId> by = new HashMap<>();
    private final Map<Place, Drift> drifts = new HashMap<>();
    private final Map<WorkspaceId, List<Control>> pins = new HashMap<>();

    CellReader(Sluice sluice, PromotionProcesses processes, Call call, List<Board.Row> rows) {
        this.sluice = sluice;
        this.call = call;
        this.summaries = new Summaries(sluice, processes, call);
        this.now = call.actor().authenticatedAt();
        this.waiting = sluice.tasks().countByTarget(call.actor(), call.organization());
        this.freezes = sluice.freezes().upcoming(call.actor(), call.organization(), Duration.ofMinutes(1)).stream()
                .filter(upcoming -> upcoming.when().covers(now))
                .map(upcoming -> upcoming.freeze())
                .toList();
        sluice.drifts()
                .list(call.actor(), call.organization())
                .forEach(drift -> drifts.put(new Place(drift.workspace(), drift.artifact()), drift));
        List<ReleaseId> live = rows.stream()
                .flatMap(row -> row.cells().values().stream())
                .flatMap(cell -> cell.live().stream())
                .map(Release::id)
                .toList();
        for (int from = 0; from < live.size(); from += MOST_AT_ONCE) {
            List<ReleaseId> some = live.subList(from, Math.min(from + MOST_AT_ONCE, live.size()));
            by.putAll(sluice.releases().broughtBy(call.actor(), call.organization(), some));
        }
    }

    BoardView.Column column(Workspace workspace) {
        return new BoardView.Column(
                workspace.id().value(),
                workspace.name(),
                workspace.environmentType(),
                workspace.environmentType().isProtected(),
                workspace.description(),
                workspace.promotionFrom().map(WorkspaceId::value),
                waiting.getOrDefault(workspace.id(), 0),
                freeze(workspace),
                stopped(workspace));
    }

    BoardView.Row row(Board.Row row) {
        Map<String, BoardView.Cell> cells = new TreeMap<>();
        row.cells().forEach((workspace, cell) -> {
            Place place = new Place(workspace, row.artifact());
            cells.put(
                    workspace.value(),
                    new BoardView.Cell(
                            cell.live().map(this::live),
                            cell.behind(),
                            cell.pending().map(open -> summaries.of(open.request(), open.waiting())),
                            Optional.ofNullable(drifts.get(place))
                                    .map(drift -> new BoardView.Drifted(drift.inWords(), drift.since())),
                            pinned(place)));
        });
        return new BoardView.Row(ArtifactView.of(row.artifact()), cells);
    }

    private LiveView live(Release release) {
        return LiveView.of(release, Optional.ofNullable(by.get(release.id())).map(call.people()::person));
    }

    private Optional<BoardView.Frozen> freeze(Workspace workspace) {
        return freezes.stream()
                .filter(freeze -> freeze.scope().artifact().isEmpty())
                .filter(freeze ->
                        freeze.scope().workspace().map(workspace.id()::equals).orElse(true))
                .findFirst()
                .flatMap(freeze -> freeze.span()
                        .coveredUntil(now)
                        .map(until ->
                                new BoardView.Frozen(freeze.id().value(), freeze.title(), freeze.reason(), until)));
    }

    private Optional<BoardView.Stopped> stopped(Workspace workspace) {
        return Allowed.seen(() -> sluice.line().stops(call.actor(), call.organization(), workspace.id()))
                .orElse(List.of())
                .stream()
                .findFirst()
                .map(this::view);
    }

    private Optional<BoardView.Stopped> pinned(Place place) {
        return pins(place.workspace()).stream()
                .filter(pin -> pin.scope() instanceof ControlScope.Pinned pinned
                        && pinned.artifact().equals(place.artifact()))
                .findFirst()
                .map(this::view);
    }

    private List<Control> pins(WorkspaceId workspace) {
        return pins.computeIfAbsent(
                workspace,
                id -> Allowed.seen(() -> sluice.pins().list(call.actor(), call.organization(), id))
                        .orElse(List.of()));
    }

    private BoardView.Stopped view(Control control) {
        return new BoardView.Stopped(control.reason(), call.people().person(control.setBy()), control.setAt());
    }
}
