package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.Asked;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Attempt.State;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.GateRecord;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes down every call of the deployer before it begins, with a number that fences off workers that come too late, and
 * afterwards what became of it, together with what is live because of it.
 */
final class Attempts {
    /** What is known of an attempt that is about to be worked on. */
    enum Standing {
        BEGUN,
        UNKNOWN
    }

    /** Whether a step is over, done or failed, or has further items to do. */
    enum Course {
        OVER,
        GOES_ON
    }

    record Work(PromotionRequest request, Attempt attempt, Standing standing) {}

    /** What is asked together with the lock of a promotion; the target as well where there is only one. */
    private record Known(
            Read<List<Attempt>> attempts, Read<Optional<GateRecord>> decision, List<Read<Optional<Target>>> targets)
            implements Asked {
        @Override
        public List<Read<?>> reads() {
            List<Read<?>> reads = new ArrayList<>(targets);
            reads.add(attempts);
            reads.add(decision);
            return reads;
        }

        Progress progress(PromotionRequest request) {
            return new Progress(request.items().size(), attempts.value());
        }
    }

    /** What is asked together with the lock of a promotion when an attempt has ended. */
    private record Settling(Read<Optional<Target>> target, Read<List<Attempt>> attempts, Read<Optional<Release>> live)
            implements Asked {
        @Override
        public List<Read<?>> reads() {
            return List.of(target, attempts, live);
        }
    }

    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final LiveVersions releases;
    private final Clock clock;

    Attempts(Core core, LiveVersions releases) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.releases = releases;
        this.clock = core.clock();
    }

    /** Begins what the step has to do next, or finds it begun; nothing when nothing is left to do. */
    Optional<Work> begin(OrganizationId organization, PromotionId id, Step step) {
        return pipeline.step(organization, id, "begin " + step, () -> known(organization, id), (unit, known) -> {
            PromotionRequest request = unit.request();
            requireDecision(request, known.decision().value());
            Progress progress = known.progress(request);
            requireOrder(request, progress, step);
            return progress.next(step).map(item -> begin(unit, progress, step, item));
        });
    }

    private Known known(OrganizationId organization, PromotionId id) {
        PromotionRequest request = catalog.known(organization, id);
        List<Read<Optional<Target>>> targets = request.isUnit()
                ? List.of()
                : List.of(target(request, request.items().get(0)));
        return new Known(
                storage.attempts().listRead(organization, id),
                storage.attempts().gateRecordRead(organization, id),
                targets);
    }

    private Settling settling(OrganizationId organization, Attempt begun) {
        PromotionRequest request = catalog.known(organization, begun.promotion());
        PromotionItem item = begun.of(request);
        return new Settling(
                target(request, item),
                storage.attempts().listRead(organization, begun.promotion()),
                storage.releases().currentRead(organization, request.target(), item.artifact()));
    }

    private Read<Optional<Target>> target(PromotionRequest request, PromotionItem item) {
        return storage.targets().lockRead(request.organization(), request.target(), item.artifact());
    }

    private Work begin(LockedPromotion unit, Progress progress, Step step, int number) {
        PromotionRequest request = unit.request();
        PromotionItem item = request.items().get(number - 1);
        Target target = storage.targets().lock(request.organization(), request.target(), item.artifact());
        if (!target.isHeldBy(request.id())) {
            throw new IllegalStateException("The target is not reserved for promotion " + request.id() + ".");
        }
        Optional<Attempt> begun = progress.newest(step, number).filter(attempt -> attempt.state() == State.STARTED);
        if (begun.isPresent() && step == Step.DEPLOY) {
            unit.enter(
                    PromotionPhase.RECONCILING,
                    "Nobody knows how the deployment" + of(request, item) + " ended; the deployer is asked.");
            unit.record("attempt.unknown", about(begun.get(), item));
            return new Work(request, begun.get(), Standing.UNKNOWN);
        }
        begun.ifPresent(attempt -> storage.attempts().update(attempt.finished(State.LOST, "", clock.instant())));
        int next = progress.newest(step).map(Attempt::number).orElse(0) + 1;
        return beginAnew(unit, target, step, next, number);
    }

    private Work beginAnew(LockedPromotion unit, Target target, Step step, int number, int item) {
        PromotionRequest request = unit.request();
        Target fenced = target.fenced();
        storage.targets().update(fenced);
        Attempt attempt = new Attempt(
                request.organization(),
                Ids.next(),
                request.id(),
                step,
                fenced.fence(),
                number,
                item,
                State.STARTED,
                "",
                clock.instant(),
                Optional.empty());
        storage.attempts().insert(attempt);
        unit.enter(phase(step), request.isUnit() && step != Step.RESTORE ? position(request, item) : request.detail());
        Map<String, Object> data = about(attempt, attempt.of(request));
        data.put("number", (long) number);
        unit.record("attempt.started", data);
        return new Work(request, attempt, Standing.BEGUN);
    }

    /** A newer call of the deployer would fence off a deployment of which nobody knows yet how it ended. */
    private static void requireOrder(PromotionRequest request, Progress progress, Step step) {
        if (step == Step.VERIFY && !progress.isEverywhereDeployed()) {
            throw new IllegalStateException("Promotion " + request.id() + " is not deployed; nothing can be verified.");
        }
        if (step == Step.RESTORE && (!progress.isAnywhereTouched() || progress.isDeploymentUnknown())) {
            throw new IllegalStateException("Nothing of promotion " + request.id()
                    + " can be put back: it was never deployed, or nobody knows yet how that ended.");
        }
    }

    /** Nothing is deployed without a committed decision about exactly this subject. */
    private static void requireDecision(PromotionRequest request, Optional<GateRecord> decision) {
        boolean decided = decision.map(record -> record.subjectHash().equals(request.subjectHash()))
                .orElse(false);
        if (!decided) {
            throw new IllegalStateException("No decision allows promotion " + request.id() + " to touch its target.");
        }
    }

    /** The deployer said that something else is live: this attempt did not happen. */
    void lose(OrganizationId organization, Attempt begun, Optional<Digest> live) {
        pipeline.step(organization, begun.promotion(), "reconcile", unit -> {
            if (!isUnsettled(progress(unit.request()), begun)) {
                return unit;
            }
            String found = live.map(digest -> digest + " is live.").orElse("Nothing is live.");
            storage.attempts().update(begun.finished(State.LOST, found, clock.instant()));
            Map<String, Object> data = about(begun, begun.of(unit.request()));
            data.put("found", found);
            unit.record("attempt.lost", data);
            return unit;
        });
    }

    /**
     * Stores what an attempt came to, and reports it when the step is done with it.
     *
     * @throws ConflictException {@code attempt.fenced} when another worker took over meanwhile
     */
    Course settle(
            OrganizationId organization, Attempt begun, Deployer.Result result, Consumer<Deployer.Result> report) {
        String cause = "settle " + begun.step();
        Supplier<Settling> questions = () -> settling(organization, begun);
        Optional<Course> course =
                pipeline.lateStep(organization, begun.promotion(), cause, questions, (unit, known) -> {
                    PromotionRequest request = unit.request();
                    PromotionItem item = begun.of(request);
                    Target target = known.target().value().orElseThrow();
                    Progress progress = new Progress(
                            request.items().size(), known.attempts().value());
                    if (request.isOpen() && isUnsettled(progress, begun) && target.fence() == begun.fence()) {
                        return Optional.of(store(unit, target, progress, begun, result, report));
                    }
                    Map<String, Object> data = about(begun, item);
                    data.put("message", result.message());
                    unit.record("attempt.fenced", data);
                    return Optional.empty();
                });
        return course.orElseThrow(() -> fenced(begun));
    }

    private static boolean isUnsettled(Progress progress, Attempt begun) {
        return progress.newest(begun.step())
                .filter(newest -> newest.id().equals(begun.id()) && newest.state() == State.STARTED)
                .isPresent();
    }

    private Course store(
            LockedPromotion unit,
            Target target,
            Progress before,
            Attempt begun,
            Deployer.Result result,
            Consumer<Deployer.Result> report) {
        PromotionRequest request = unit.request();
        PromotionItem item = begun.of(request);
        boolean done = result instanceof Deployer.Result.Done;
        Attempt finished = begun.finished(done ? State.DONE : State.FAILED, result.message(), clock.instant());
        storage.attempts().update(finished);
        Map<String, Object> data = about(begun, item);
        data.put("message", result.message());
        unit.record(done ? "attempt.done" : "attempt.failed", data);
        if (!done) {
            unit.enter(request.phase(), begun.step() + of(request, item) + " failed: " + result.message());
        } else if (begun.step() == Step.RESTORE) {
            releases.putBack(request, item, target);
        } else {
            unit.enter(request.phase(), ""); // Whatever went wrong before is over.
            if (begun.step() == Step.DEPLOY) {
                releases.goLive(request, item, target);
            }
        }
        if (done && !before.with(finished).isComplete(begun.step())) {
            return Course.GOES_ON;
        }
        unit.afterwards(() -> report.accept(result));
        return Course.OVER;
    }

    static ConflictException fenced(Attempt attempt) {
        return new ConflictException(
                "attempt.fenced", "Another worker took over; the result of fence " + attempt.fence() + " is refused.");
    }

    private Progress progress(PromotionRequest request) {
        return new Progress(request.items().size(), storage.attempts().list(request.organization(), request.id()));
    }

    private static String position(PromotionRequest request, int item) {
        List<PromotionItem> items = request.items();
        return "Item " + item + " of " + items.size() + ": "
                + items.get(item - 1).name() + ".";
    }

    private static String of(PromotionRequest request, PromotionItem item) {
        return request.isUnit() ? " of " + item.artifact() : "";
    }

    private static Map<String, Object> about(Attempt attempt, PromotionItem item) {
        Map<String, Object> data = new HashMap<>();
        data.put("artifact", item.artifact().toString());
        data.put("step", attempt.step().name());
        data.put("fence", attempt.fence());
        return data;
    }

    private static PromotionPhase phase(Step step) {
        return switch (step) {
            case DEPLOY -> PromotionPhase.DEPLOYING;
            case VERIFY -> PromotionPhase.VERIFYING;
            case RESTORE -> PromotionPhase.ROLLING_BACK;
        };
    }
}
