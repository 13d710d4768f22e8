package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Attempt.State;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Deployment;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Calls the host's deployer. Every call is an attempt that is written down before it begins, with a number that fences
 * off workers that come too late; the call itself runs outside any transaction. When an attempt was begun and nobody knows
 * how it ended, the deployer is asked what is live before anything else happens.
 */
public final class DeploymentSteps {
    private enum Standing {
        BEGUN,
        UNKNOWN,
        LIVE_ALREADY
    }

    private record Work(Attempt attempt, Deployment deployment, Standing standing) {}

    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final LiveVersions releases;
    private final Controls controls;
    private final Deployer deployer;
    private final Clock clock;

    public DeploymentSteps(Core core, LiveVersions releases) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.releases = releases;
        this.controls = new Controls(core);
        this.deployer = core.deployer();
        this.clock = core.clock();
    }

    /** Performs one step and reports its result in the transaction that stores it. */
    public void perform(OrganizationId organization, PromotionId id, Step step, Consumer<Deployer.Result> report) {
        Work work = begin(organization, id, step);
        if (work.standing() == Standing.UNKNOWN) {
            Optional<Digest> live = deployer.current(
                    organization,
                    work.deployment().workspace().id(),
                    work.deployment().artifact());
            if (live.equals(Optional.of(work.deployment().digest()))) {
                settle(
                        organization,
                        work,
                        new Deployer.Result.Done("Found live after its outcome was unknown."),
                        report);
                return;
            }
            lose(organization, work, live);
            work = begin(organization, id, step);
        }
        switch (work.standing()) {
            case BEGUN -> settle(organization, work, call(work), report);
            case LIVE_ALREADY -> reportAgain(organization, id, report);
            case UNKNOWN -> throw fenced(work.attempt());
        }
    }

    /** What comes back is foreign text; the result must not get lost because of it. */
    private Deployer.Result call(Work work) {
        Deployer.Result result = switch (work.attempt().step()) {
            case DEPLOY -> deployer.deploy(work.deployment());
            case VERIFY -> deployer.verify(work.deployment());
            case RESTORE -> deployer.restore(work.deployment());
        };
        String message = Text.foreign(result.message());
        return result instanceof Deployer.Result.Done
                ? new Deployer.Result.Done(message)
                : new Deployer.Result.Failed(message);
    }

    private void reportAgain(OrganizationId organization, PromotionId id, Consumer<Deployer.Result> report) {
        pipeline.step(organization, id, "report again", unit -> {
            unit.afterwards(() -> report.accept(new Deployer.Result.Done("Was live already.")));
            return unit;
        });
    }

    private Work begin(OrganizationId organization, PromotionId id, Step step) {
        return pipeline.step(organization, id, "begin " + step, unit -> {
            PromotionRequest request = unit.request();
            requireDecision(request);
            Target target = storage.releases().lockTarget(organization, request.target(), request.artifact());
            if (!target.isHeldBy(id)) {
                throw new IllegalStateException("The target is not reserved for promotion " + id + ".");
            }
            Optional<Attempt> newest = storage.attempts().newest(organization, id, step);
            if (step == Step.DEPLOY && isLive(request, target)) {
                return work(request, newest.orElseThrow(), Standing.LIVE_ALREADY);
            }
            Optional<Attempt> begun = newest.filter(attempt -> attempt.state() == State.STARTED);
            if (begun.isPresent() && step == Step.DEPLOY) {
                unit.enter(PromotionPhase.RECONCILING, "Nobody knows how the deployment ended; the deployer is asked.");
                unit.record(
                        "attempt.unknown",
                        Map.of("step", step.name(), "fence", begun.get().fence()));
                return work(request, begun.get(), Standing.UNKNOWN);
            }
            begun.ifPresent(attempt -> storage.attempts().update(attempt.finished(State.LOST, "", clock.instant())));
            return beginAnew(unit, target, step, newest.map(Attempt::number).orElse(0) + 1);
        });
    }

    private Work beginAnew(LockedPromotion unit, Target target, Step step, int number) {
        PromotionRequest request = unit.request();
        Target fenced = target.fenced();
        storage.releases().update(fenced);
        Attempt attempt = new Attempt(
                request.organization(),
                Ids.next(),
                request.id(),
                step,
                fenced.fence(),
                number,
                State.STARTED,
                "",
                clock.instant(),
                Optional.empty());
        storage.attempts().insert(attempt);
        unit.enter(phase(step), request.detail());
        unit.record("attempt.started", Map.of("step", step.name(), "number", (long) number, "fence", fenced.fence()));
        return work(request, attempt, Standing.BEGUN);
    }

    private Work work(PromotionRequest request, Attempt attempt, Standing standing) {
        return new Work(attempt, deployment(request, attempt), standing);
    }

    /** Whether this promotion has made its version live and nothing has taken its place since. */
    private boolean isLive(PromotionRequest request, Target target) {
        return target.current()
                .flatMap(id -> storage.releases().find(request.organization(), id))
                .filter(release -> release.promotion().equals(Optional.of(request.id())))
                .filter(release -> release.digest().equals(request.digest()))
                .isPresent();
    }

    /** Nothing is deployed without a committed decision about exactly this subject. */
    private void requireDecision(PromotionRequest request) {
        boolean decided = storage.attempts()
                .gateRecord(request.organization(), request.id())
                .map(record -> record.subjectHash().equals(request.subjectHash()))
                .orElse(false);
        if (!decided) {
            throw new IllegalStateException("No decision allows promotion " + request.id() + " to touch its target.");
        }
    }

    private void lose(OrganizationId organization, Work work, Optional<Digest> live) {
        pipeline.step(organization, work.attempt().promotion(), "reconcile", unit -> {
            if (!isUnsettled(organization, work.attempt())) {
                return unit;
            }
            String found = live.map(digest -> digest + " is live.").orElse("Nothing is live.");
            storage.attempts().update(work.attempt().finished(State.LOST, found, clock.instant()));
            unit.record("attempt.lost", Map.of("fence", work.attempt().fence(), "found", found));
            return unit;
        });
    }

    private void settle(
            OrganizationId organization, Work work, Deployer.Result result, Consumer<Deployer.Result> report) {
        Attempt begun = work.attempt();
        boolean accepted = pipeline.lateStep(organization, begun.promotion(), "settle " + begun.step(), unit -> {
            PromotionRequest request = unit.request();
            Target target = storage.releases().lockTarget(organization, request.target(), request.artifact());
            boolean inTime = request.isOpen() && isUnsettled(organization, begun) && target.fence() == begun.fence();
            if (inTime) {
                store(unit, target, begun, result);
                unit.afterwards(() -> report.accept(result));
            } else {
                unit.record(
                        "attempt.fenced",
                        Map.of("step", begun.step().name(), "fence", begun.fence(), "message", result.message()));
            }
            return inTime;
        });
        if (!accepted) {
            throw fenced(begun);
        }
    }

    private boolean isUnsettled(OrganizationId organization, Attempt begun) {
        return storage.attempts()
                .newest(organization, begun.promotion(), begun.step())
                .filter(newest -> newest.id().equals(begun.id()) && newest.state() == State.STARTED)
                .isPresent();
    }

    private static ConflictException fenced(Attempt attempt) {
        return new ConflictException(
                "attempt.fenced", "Another worker took over; the result of fence " + attempt.fence() + " is refused.");
    }

    private void store(LockedPromotion unit, Target target, Attempt begun, Deployer.Result result) {
        String message = result.message();
        boolean done = result instanceof Deployer.Result.Done;
        storage.attempts().update(begun.finished(done ? State.DONE : State.FAILED, message, clock.instant()));
        unit.record(
                done ? "attempt.done" : "attempt.failed",
                Map.of("step", begun.step().name(), "fence", begun.fence(), "message", message));
        if (!done) {
            unit.enter(unit.request().phase(), begun.step() + " failed: " + message);
        } else if (begun.step() == Step.RESTORE) {
            restored(unit.request(), target);
        } else {
            unit.enter(unit.request().phase(), ""); // Whatever went wrong before is over.
            if (begun.step() == Step.DEPLOY) {
                live(unit.request(), target);
            }
        }
    }

    /** The version of the promotion becomes our record. */
    public void live(PromotionRequest request, Target target) {
        ReleaseCause cause = request.kind() == PromotionKind.ROLLBACK ? ReleaseCause.RESTORED : ReleaseCause.PROMOTED;
        boolean older = isOlder(request, target);
        releases.goLive(target, catalog.version(request), cause, Optional.of(request.id()));
        if (request.kind() == PromotionKind.ROLLBACK || older) {
            controls.holdAutomation(
                    request, Text.foreign("The older version " + request.version() + " is live: " + request.reason()));
        }
    }

    private boolean isOlder(PromotionRequest request, Target target) {
        return target.current()
                .flatMap(id -> storage.releases().find(request.organization(), id))
                .map(live -> catalog.version(request.organization(), request.artifact(), live.version()))
                .filter(live -> catalog.version(request).registeredAt().isBefore(live.registeredAt()))
                .isPresent();
    }

    /** When the new version had become our record, the earlier one becomes it again. */
    public void restored(PromotionRequest request, Target target) {
        if (target.current().equals(request.restores())) {
            return;
        }
        Optional<Release> earlier =
                request.restores().flatMap(id -> storage.releases().find(request.organization(), id));
        if (earlier.isPresent()) {
            ArtifactVersion version = catalog.version(
                    request.organization(), request.artifact(), earlier.get().version());
            releases.goLive(target, version, ReleaseCause.RESTORED, Optional.of(request.id()));
        } else {
            releases.goDark(target);
        }
    }

    private Deployment deployment(PromotionRequest request, Attempt attempt) {
        ArtifactVersion version = catalog.version(request);
        Optional<Deployment.Live> previous = request.restores()
                .flatMap(id -> storage.releases().find(request.organization(), id))
                .map(release -> new Deployment.Live(release.version(), release.digest()));
        return new Deployment(
                request.id(),
                catalog.workspace(request.organization(), request.target()),
                storage.configurations()
                        .effective(request.organization(), request.target())
                        .values(),
                request.artifact(),
                request.version(),
                request.digest(),
                version.metadata(),
                previous,
                attempt.fence(),
                request.id() + ":" + attempt.step() + ":" + attempt.number());
    }

    private static PromotionPhase phase(Step step) {
        return switch (step) {
            case DEPLOY -> PromotionPhase.DEPLOYING;
            case VERIFY -> PromotionPhase.VERIFYING;
            case RESTORE -> PromotionPhase.ROLLING_BACK;
        };
    }
}
