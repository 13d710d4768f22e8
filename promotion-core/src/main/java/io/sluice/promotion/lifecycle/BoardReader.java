package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.overview.Board;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.overview.OpenPromotion;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Puts the board together from a fixed number of queries. */
public final class BoardReader {
    private record Place(WorkspaceId workspace, ArtifactRef artifact) {}

    private static final int MOST_OPEN = 10_000;

    private final Storage storage;
    private final OpenPromotions open;

    public BoardReader(Core core, OpenPromotions open) {
        this.storage = core.storage();
        this.open = open;
    }

    public Board read(OrganizationId organization, List<Workspace> workspaces) {
        Map<Place, Release> live = new HashMap<>();
        storage.releases()
                .board(organization)
                .forEach(release -> live.put(new Place(release.workspace(), release.artifact()), release));
        List<WorkspaceId> ids = workspaces.stream().map(Workspace::id).toList();
        Map<Place, OpenPromotion> pending = new HashMap<>();
        open.of(organization, storage.overview().open(organization, ids, Filter.ALL, Optional.empty(), MOST_OPEN))
                .forEach(one -> one.request()
                        .items()
                        .forEach(item -> pending.put(new Place(one.request().target(), item.artifact()), one)));
        Map<Place, Long> followed = new HashMap<>();
        storage.overview()
                .followed(organization)
                .forEach(one -> followed.put(new Place(one.workspace(), one.artifact()), one.sequence()));
        TreeSet<ArtifactRef> artifacts = new TreeSet<>(Comparator.comparing(ArtifactRef::toString));
        live.keySet().stream()
                .filter(place -> ids.contains(place.workspace()))
                .forEach(place -> artifacts.add(place.artifact()));
        pending.keySet().forEach(place -> artifacts.add(place.artifact()));
        List<Board.Row> rows = new ArrayList<>();
        for (ArtifactRef artifact : artifacts) {
            Map<WorkspaceId, Board.Cell> cells = new HashMap<>();
            for (Workspace workspace : workspaces) {
                Place place = new Place(workspace.id(), artifact);
                Optional<Release> here = Optional.ofNullable(live.get(place));
                Optional<Release> before = workspace.promotionFrom().map(from -> live.get(new Place(from, artifact)));
                long behind = behind(here, before, followed.getOrDefault(place, 0L));
                Optional<OpenPromotion> onItsWay = Optional.ofNullable(pending.get(place));
                if (here.isPresent() || onItsWay.isPresent() || behind > 0) {
                    cells.put(workspace.id(), new Board.Cell(here, onItsWay, behind));
                }
            }
            rows.add(new Board.Row(artifact, cells));
        }
        return new Board(workspaces, rows);
    }

    private static long behind(Optional<Release> here, Optional<Release> before, long followed) {
        if (before.isEmpty()) {
            return 0;
        }
        boolean same = here.filter(
                        release -> release.digest().equals(before.get().digest()))
                .isPresent();
        return same ? 0 : before.get().sequence() - followed;
    }
}
