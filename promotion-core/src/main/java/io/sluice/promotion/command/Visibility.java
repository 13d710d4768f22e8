package io.sluice.promotion.command;

import io.sluice.promotion.command.Capacities.Delegated;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which promotions a caller sees: as themself, and as somebody whom they stand in for. */
public final class Visibility {
    private static final int MOST_AT_ONCE = 200;

    private final Storage storage;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Capacities capacities;

    public Visibility(Core core) {
        this.storage = core.storage();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.capacities = core.capacities();
    }

    /** The promotion, if the caller sees it. */
    public PromotionRequest one(Caller caller, PromotionId id) {
        PromotionRequest request = storage.promotions()
                .find(caller.organization(), id)
                .orElseThrow(() -> new NotFoundException("promotion"));
        if (!authorization.seesPromotion(caller, request, catalog.demands(request))
                && !capacities.prepare(caller, id).map(capacities::asks).orElse(false)) {
            throw new NotFoundException("promotion");
        }
        return request;
    }

    /** The same for a promotion that is read already. */
    public void require(Caller caller, PromotionRequest request, Capacities.Prepared prepared) {
        if (!authorization.seesPromotion(caller, request, catalog.demands(request)) && !capacities.asks(prepared)) {
            throw new NotFoundException("promotion");
        }
    }

    /** Those that the caller sees, the oldest first: one query, or three where the caller could see some for others only. */
    public List<PromotionRequest> among(Caller caller, Collection<PromotionId> ids) {
        Set<PromotionId> distinct = new LinkedHashSet<>(ids);
        if (distinct.size() > MOST_AT_ONCE) {
            throw new InvalidInputException(
                    "promotions", "bulk.size", "At most 200 promotions can be asked about at once.");
        }
        List<PromotionRequest> all = storage.overview().promotions(caller.organization(), distinct);
        List<PromotionRequest> seen = new ArrayList<>(all.stream()
                .filter(request -> authorization.seesPromotion(caller, request, catalog.demands(request)))
                .toList());
        if (seen.size() == all.size()) {
            return seen;
        }
        List<Delegated> delegated = capacities.delegatedTo(caller.organization(), caller.member());
        Map<WorkspaceId, Integer> inForce = policiesInForce(caller);
        return all.stream()
                .filter(request -> seen.contains(request) || asks(caller, delegated, inForce, request))
                .toList();
    }

    private boolean asks(
            Caller caller, List<Delegated> delegated, Map<WorkspaceId, Integer> inForce, PromotionRequest request) {
        int revision = inForce.getOrDefault(request.target(), request.policyRevision());
        boolean looksBack = catalog.rounds(request, revision).stream().anyMatch(Capacities::looksBack);
        return capacities.asks(new Capacities.Prepared(
                request, revision, capacities.of(caller.member(), delegated, request, looksBack)));
    }

    /** The policy revision in force of every workspace. */
    private Map<WorkspaceId, Integer> policiesInForce(Caller caller) {
        return storage.workspaces().list(caller.organization()).stream()
                .collect(Collectors.toMap(Workspace::id, Workspace::policyRevision));
    }
}
