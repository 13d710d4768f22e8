package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Records what became live. The one place that writes releases. */
public final class LiveVersions {
    private final Catalog catalog;
    private final Controls controls;
    private final Storage storage;
    private final Clock clock;

    public LiveVersions(Core core) {
        this.catalog = core.catalog();
        this.controls = new Controls(core);
        this.storage = core.storage();
        this.clock = core.clock();
    }

    /** Records that a version is live now in a target that the caller holds locked. */
    public Release goLive(Target target, ArtifactVersion version, ReleaseCause cause, Optional<PromotionId> promotion) {
        Instant now = clock.instant();
        target.current().ifPresent(before -> storage.releases().end(target.organization(), before, now));
        Release release = new Release(
                target.organization(),
                new ReleaseId(Ids.next()),
                target.workspace(),
                target.artifact(),
                target.releases() + 1,
                version.label(),
                version.digest(),
                cause,
                promotion,
                target.current(),
                now,
                Optional.empty());
        storage.releases().insert(release);
        storage.targets().update(target.live(release));
        return release;
    }

    /** Records that nothing is live any more in a target that the caller holds locked. */
    public void goDark(Target target) {
        target.current().ifPresent(before -> storage.releases().end(target.organization(), before, clock.instant()));
        storage.targets().update(target.dark());
    }

    /** The version of an item becomes our record. When it is an earlier one, automation keeps off. */
    void goLive(PromotionRequest request, PromotionItem item, Target target) {
        ReleaseCause cause = request.kind() == PromotionKind.ROLLBACK ? ReleaseCause.RESTORED : ReleaseCause.PROMOTED;
        ArtifactVersion version = catalog.version(request.organization(), item.artifact(), item.version());
        boolean older = isOlder(request, version, target);
        goLive(target, version, cause, Optional.of(request.id()));
        if (request.kind() == PromotionKind.ROLLBACK || older) {
            controls.holdAutomation(
                    request,
                    item,
                    Text.foreign("The older version " + item.version() + " is live: " + request.reason()));
        }
    }

    private boolean isOlder(PromotionRequest request, ArtifactVersion version, Target target) {
        return target.current()
                .flatMap(id -> storage.releases().find(request.organization(), id))
                .map(live -> catalog.version(request.organization(), version.artifact(), live.version()))
                .filter(live -> version.registeredAt().isBefore(live.registeredAt()))
                .isPresent();
    }

    /** When the new version had become our record, the earlier one becomes it again. */
    void putBack(PromotionRequest request, PromotionItem item, Target target) {
        if (target.current().equals(item.restores())) {
            return;
        }
        Optional<Release> earlier =
                item.restores().flatMap(id -> storage.releases().find(request.organization(), id));
        if (earlier.isPresent()) {
            ArtifactVersion version = catalog.version(
                    request.organization(), item.artifact(), earlier.get().version());
            goLive(target, version, ReleaseCause.RESTORED, Optional.of(request.id()));
        } else {
            goDark(target);
        }
    }
}
