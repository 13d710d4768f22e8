package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.PromotionFlow;
import java.util.Map;
import java.util.Optional;

/** Lets operators end a promotion whose rollback failed, and records what the deployer says is live. */
public final class Repairs {
    /** What the deployer said before the transaction. */
    public record Found(Optional<Digest> live) {}

    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final DeploymentSteps deployments;
    private final Deployer deployer;
    private final PromotionFlow flow;

    public Repairs(Core core, DeploymentSteps deployments) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.deployments = deployments;
        this.deployer = core.deployer();
        this.flow = core.flow();
    }

    public Found look(Caller caller, PromotionRequest request) {
        authorization.require(caller, Operation.CLOSE_REPAIR, request, catalog.demands(request));
        try {
            return new Found(deployer.current(request.organization(), request.target(), request.artifact()));
        } catch (RuntimeException e) {
            throw new UnavailableException("deployer.unavailable", "The deployer cannot tell what is live.", e);
        }
    }

    public void close(Caller caller, LockedPromotion unit, Found found, String note) {
        PromotionRequest request = unit.request();
        authorization.require(caller, Operation.CLOSE_REPAIR, request, catalog.demands(request));
        HumanTask task = storage.tasks().openFor(request.organization(), request.id()).stream()
                .filter(open -> open.kind() == HumanTask.Kind.REPAIR)
                .findFirst()
                .orElseThrow(() -> new ConflictException("repair.notOpen", "There is nothing to repair."));
        Target target = storage.releases().lockTarget(request.organization(), request.target(), request.artifact());
        agree(request, target, found);
        storage.tasks().close(request.organization(), task.id());
        String live = found.live().map(Digest::value).orElse("nothing");
        unit.record("repair.closed", Map.of("note", note, "live", live));
        unit.afterwards(() -> flow.repaired(request, task));
    }

    /** Our record follows what is live, as long as it is one of the versions that this promotion was about. */
    private void agree(PromotionRequest request, Target target, Found found) {
        Optional<Digest> earlier = request.restores()
                .flatMap(id -> storage.releases().find(request.organization(), id))
                .map(Release::digest);
        Optional<Digest> recorded = target.current()
                .flatMap(id -> storage.releases().find(request.organization(), id))
                .map(Release::digest);
        if (found.live().equals(recorded)) {
            return;
        }
        if (found.live().equals(earlier)) {
            deployments.restored(request, target);
        } else if (found.live().equals(Optional.of(request.digest()))) {
            deployments.live(request, target);
        } else {
            throw new ConflictException(
                    "repair.unknownVersion",
                    "What is live is neither the version that was promoted nor the one before it.");
        }
    }
}
