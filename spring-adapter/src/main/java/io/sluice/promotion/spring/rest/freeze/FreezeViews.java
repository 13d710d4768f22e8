package io.sluice.promotion.spring.rest.freeze;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spring.rest.Call;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows freezes to one caller, with what that person may do about each. */
public final class FreezeViews {
    private final Sluice sluice;
    private final Call call;
    private final Instant now;
    private final Map<Optional<WorkspaceId>, Boolean> lifts = new HashMap<>();

    /** For the caller, as of now. */
    public FreezeViews(Sluice sluice, Call call, Instant now) {
        this.sluice = sluice;
        this.call = call;
        this.now = now;
    }

    /** One freeze. */
    public FreezeView of(Freeze freeze) {
        boolean mayLift = lifts.computeIfAbsent(freeze.scope().workspace(), this::mayLift);
        return FreezeView.of(freeze, mayLift, now, call.people());
    }

    /** Several. */
    public List<FreezeView> of(List<Freeze> freezes) {
        return freezes.stream().map(this::of).toList();
    }

    private boolean mayLift(Optional<WorkspaceId> workspace) {
        Permission needed = Operation.LIFT_FREEZE.permission();
        return workspace
                .map(id -> sluice.people().permissions(call.actor(), call.organization(), id))
                .orElseGet(() ->
                        sluice.people().me(call.actor(), call.organization()).permissions())
                .contains(needed);
    }
}
