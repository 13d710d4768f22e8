package io.sluice.promotion.command;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.gate.Stay;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.ReleaseRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.jdbc.TargetRows;
import io.sluice.promotion.jdbc.TargetRows.Occupancy;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What our rows say about one version on its way into a workspace. */
final class Sight {
    private final ArtifactVersion version;
    private final Read<Optional<Target>> target;
    private final Read<Optional<Release>> current;
    private final Optional<Read<Occupancy>> occupancy;
    private final Read<List<Release>> inSource;
    private final Read<Boolean> wasLive;
    private final Read<Optional<PromotionRequest>> inFlight;
    private final Read<Map<CheckName, CheckResult>> checks;
    private final Read<List<Control>> controls;
    private final Read<List<Freeze>> freezes;

    Sight(Storage storage, Look.Matter matter, ArtifactVersion version, Instant now, boolean locked) {
        this.version = version;
        OrganizationId organization = matter.organization();
        ReleaseRows releases = storage.releases();
        TargetRows targets = storage.targets();
        ArtifactRef artifact = version.artifact();
        WorkspaceId into = matter.target();
        boolean forward = matter.kind() == PromotionKind.PROMOTION;
        this.target = locked
                ? targets.lockRead(organization, into, artifact)
                : targets.findRead(organization, into, artifact);
        this.current = releases.currentRead(organization, into, artifact);
        this.occupancy = forward ? Optional.of(targets.occupancyRead(organization, into, artifact)) : Optional.empty();
        this.inSource = forward
                ? releases.withDigestRead(organization, matter.source(), artifact, version.digest())
                : storage.answered(List.of());
        this.wasLive = forward
                ? storage.answered(false)
                : releases.wasLiveRead(organization, into, artifact, version.digest());
        this.inFlight = storage.promotions().inFlightRead(organization, artifact, into);
        this.checks = storage.checks().newestRead(organization, artifact, version.digest(), into);
        this.controls = storage.controls().concerningRead(organization, into, artifact, version.digest());
        this.freezes = forward
                ? storage.freezes().holdingRead(organization, into, artifact, matter.request(), now)
                : storage.answered(List.of());
    }

    /** The target comes first, because it may be locked. */
    List<Read<?>> reads() {
        List<Read<?>> reads =
                new ArrayList<>(List.of(target, current, inSource, wasLive, inFlight, checks, controls, freezes));
        occupancy.ifPresent(reads::add);
        return reads;
    }

    ArtifactVersion version() {
        return version;
    }

    Read<Optional<Target>> targetRead() {
        return target;
    }

    Optional<Target> target() {
        return target.value();
    }

    Optional<Release> current() {
        return current.value();
    }

    /** To go back to what is recorded makes sense only where something else was found: then that is looked up. */
    Occupancy occupancy() {
        return occupancy
                .map(Read::value)
                .orElseGet(() -> new Occupancy(
                        0,
                        0,
                        0,
                        current()
                                .filter(release -> release.digest().equals(version.digest()))
                                .isPresent()));
    }

    List<Stay> stays() {
        return stays(inSource.value());
    }

    static List<Stay> stays(List<Release> inSource) {
        return Stay.joined(inSource.stream()
                .map(release -> new Stay(release.liveFrom(), release.liveUntil()))
                .toList());
    }

    boolean wasLive() {
        return wasLive.value();
    }

    Optional<PromotionRequest> inFlight() {
        return inFlight.value();
    }

    Map<CheckName, CheckResult> checks() {
        return checks.value();
    }

    List<Control> controls() {
        return controls.value();
    }

    List<Freeze> freezes() {
        return freezes.value();
    }
}
