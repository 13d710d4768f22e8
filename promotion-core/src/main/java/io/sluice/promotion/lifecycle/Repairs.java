package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
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
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.PromotionFlow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets operators end a promotion whose rollback failed, and records what the deployer says is live. */
public final class Repairs {
    /** What the deployer said before the transaction, about each item. */
    public record Found(Map<ArtifactRef, Optional<Digest>> live) {}

    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final LiveVersions releases;
    private final Targets targets;
    private final Deployer deployer;
    private final PromotionFlow flow;

    public Repairs(Core core, LiveVersions releases, Targets targets) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.releases = releases;
        this.targets = targets;
        this.deployer = core.deployer();
        this.flow = core.flow();
    }

    public Found look(Caller caller, PromotionRequest request) {
        authorization.require(caller, Operation.CLOSE_REPAIR, request, catalog.demands(request));
        return ask(request);
    }

    /** Asks the deployer what is live of each item. */
    Found ask(PromotionRequest request) {
        try {
            Map<ArtifactRef, Optional<Digest>> live = new LinkedHashMap<>();
            for (PromotionItem item : request.items()) {
                live.put(item.artifact(), deployer.current(request.organization(), request.target(), item.artifact()));
            }
            return new Found(live);
        } catch (RuntimeException e) {
            throw new UnavailableException("deployer.unavailable", "The deployer cannot tell what is live.", e);
        }
    }

    public void close(Caller caller, LockedPromotion unit, Found found, String note) {
        PromotionRequest request = unit.request();
        HumanTask task = requireOpen(caller, request);
        String live = agree(request, found);
        storage.tasks().close(request.organization(), task.id());
        unit.record("repair.closed", Map.of("note", note, "live", live));
        unit.afterwards(() -> flow.repaired(request, task));
    }

    /** Has our record follow what is live, and tells it in words. */
    String agree(PromotionRequest request, Found found) {
        Map<ArtifactRef, Target> locked = targets.lock(request);
        for (PromotionItem item : request.items()) {
            agree(request, item, present(locked, item), present(found.live(), item));
        }
        return request.items().stream()
                .map(item -> named(request, item, present(found.live(), item)))
                .collect(Collectors.joining(", "));
    }

    /** Refuses what {@link #close} would refuse before it looks at what is live. */
    HumanTask requireOpen(Caller caller, PromotionRequest request) {
        authorization.require(caller, Operation.CLOSE_REPAIR, request, catalog.demands(request));
        return storage.tasks().openFor(request.organization(), request.id()).stream()
                .filter(open -> open.kind() == HumanTask.Kind.REPAIR)
                .findFirst()
                .orElseThrow(() -> new ConflictException("repair.notOpen", "There is nothing to repair."));
    }

    private static String named(PromotionRequest request, PromotionItem item, Optional<Digest> live) {
        String digest = live.map(Digest::value).orElse("nothing");
        return request.isUnit() ? item.artifact() + " " + digest : digest;
    }

    private static <T> T present(Map<ArtifactRef, T> byArtifact, PromotionItem item) {
        return Objects.requireNonNull(byArtifact.get(item.artifact()), item::name);
    }

    /** Our record follows what is live, as long as it is one of the versions that this promotion was about. */
    private void agree(PromotionRequest request, PromotionItem item, Target target, Optional<Digest> live) {
        Optional<Digest> earlier = item.restores()
                .flatMap(id -> storage.releases().find(request.organization(), id))
                .map(Release::digest);
        Optional<Digest> recorded = target.current()
                .flatMap(id -> storage.releases().find(request.organization(), id))
                .map(Release::digest);
        if (live.equals(recorded)) {
            return;
        }
        if (live.equals(earlier)) {
            releases.putBack(request, item, target);
        } else if (live.equals(Optional.of(item.digest()))) {
            releases.goLive(request, item, target);
        } else {
            throw new ConflictException(
                    "repair.unknownVersion",
                    "What is live of " + item.artifact()
                            + " is neither the version that was promoted nor the one before it.");
        }
    }
}
