package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OverviewRows;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.overview.Board;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.overview.OpenPromotion;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionRequest;
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
        List<WorkspaceId> ids = workspaces.stream().map(Workspace::id).toList();
        Read<List<Release>> releases = storage.releases().boardRead(organization);
        Read<List<PromotionRequest>> requests =
                storage.overview().openRead(organization, ids, Filter.ALL, Optional.empty(), MOST_OPEN);
        Read<List<OverviewRows.Followed>> behindOthers = storage.overview().followed(organization);
        storage.ask(List.of(releases, requests, behindOthers));
        Map<Place, Release> live = new HashMap<>();
        releases.value().forEach(release -> live.put(new Place(release.workspace(), release.artifact()), release));
        Map<Place, OpenPromotion> pending = new HashMap<>();
        open.of(organization, requests.value())
                .forEach(one -> one.request()
                        .items()
                        .forEach(item -> pending.put(new Place(one.request().target(), item.artifact()), one)));
        Map<Place, Long> followed = new HashMap<>();
        behindOthers.value().forEach(one -> followed.put(new Place(one.workspace(), one.artifact()), one.sequence()));
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
