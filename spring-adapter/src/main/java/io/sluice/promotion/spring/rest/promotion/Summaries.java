package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.overview.PromotionTally;
import io.sluice.promotion.overview.Waiting;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows promotions in lists. Reads what all of them share once in a call, and only when it is needed. */
public final class Summaries {
    private record Place(WorkspaceId workspace, ArtifactRef artifact) {}

    private final Sluice sluice;
    private final PromotionProcesses processes;
    private final Call call;
    private @Nullable Map<WorkspaceId, Workspace> workspaces;
    private @Nullable Map<Place, Release> live;
    private @Nullable Set<PromotionId> stuck;

    /** For one call. */
    public Summaries(Sluice sluice, PromotionProcesses processes, Call call) {
        this.sluice = sluice;
        this.processes = processes;
        this.call = call;
    }

    /** The workspaces that the caller sees; none for whoever sees only what they are asked about. */
    public Map<WorkspaceId, Workspace> workspaces() {
        if (workspaces == null) {
            Map<WorkspaceId, Workspace> found = new LinkedHashMap<>();
            Allowed.seen(() -> sluice.workspaces().list(call.actor(), call.organization()))
                    .orElse(List.of())
                    .forEach(workspace -> found.put(workspace.id(), workspace));
            workspaces = found;
        }
        return workspaces;
    }

    /** The name of a workspace; its id where the caller does not see it. */
    public String nameOf(WorkspaceId id) {
        Workspace known = workspaces().get(id);
        return known == null ? id.value() : known.name();
    }

    /** What is live in a workspace now, as far as the caller sees it. */
    public Optional<Release> live(WorkspaceId workspace, ArtifactRef artifact) {
        if (live == null) {
            Map<Place, Release> found = new HashMap<>();
            sluice.releases()
                    .board(call.actor(), call.organization())
                    .forEach(release -> found.put(new Place(release.workspace(), release.artifact()), release));
            live = found;
        }
        return Optional.ofNullable(live.get(new Place(workspace, artifact)));
    }

    /** One promotion, with how far it is. */
    public PromotionSummary of(PromotionRequest request, Optional<PromotionTally> tally) {
        return of(request, tally.map(PromotionTally::waiting).orElse(List.of()));
    }

    /** One promotion, with the approval that it waits for. */
    public PromotionSummary of(PromotionRequest request, List<Waiting> waiting) {
        return new PromotionSummary(
                request.id().value(),
                request.kind(),
                ArtifactView.of(request.artifact()),
                request.version().value(),
                replaces(request),
                request.others().stream().map(Summaries::item).toList(),
                new PromotionSummary.Source(request.source().value(), nameOf(request.source())),
                target(request.target()),
                request.status(),
                request.phase(),
                request.detail(),
                call.people().person(request.requestedBy()),
                request.requestedAt(),
                IssueLine.in(request.reason()).reason(),
                request.notBefore(),
                request.endedAt(),
                call.people().person(request.endedBy()),
                waiting.stream().findFirst().map(Summaries::approval),
                isStuck(request) ? Optional.of(true) : Optional.empty());
    }

    private Optional<String> replaces(PromotionRequest request) {
        return request.isOpen()
                ? live(request.target(), request.artifact())
                        .map(release -> release.version().value())
                : Optional.empty();
    }

    private boolean isStuck(PromotionRequest request) {
        if (!request.isOpen()) {
            return false;
        }
        if (stuck == null) {
            stuck = processes.stuck(call.actor(), call.organization());
        }
        return stuck.contains(request.id());
    }

    private PromotionSummary.Target target(WorkspaceId id) {
        Workspace known = workspaces().get(id);
        return known == null
                ? new PromotionSummary.Target(id.value(), id.value(), EnvironmentType.PRODUCTION, true)
                : new PromotionSummary.Target(
                        id.value(),
                        known.name(),
                        known.environmentType(),
                        known.environmentType().isProtected());
    }

    private static PromotionSummary.Item item(PromotionItem item) {
        return new PromotionSummary.Item(
                ArtifactView.of(item.artifact()), item.version().value());
    }

    private static PromotionSummary.Approval approval(Waiting waiting) {
        return new PromotionSummary.Approval(waiting.stage(), waiting.given(), waiting.required(), waiting.due());
    }
}
