package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.DuePromotion;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.Reminded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What timers ask and what happens when they go off; and what happens by itself without a timer. */
public final class TimerSteps {
    private static final Logger LOG = LoggerFactory.getLogger(TimerSteps.class);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final DueReminders reminders;
    private final Deadlines deadlines;
    private final Waits waits;
    private final Clock clock;

    public TimerSteps(Core core, Deadlines deadlines, Waits waits) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.reminders = new DueReminders(core, new ApprovalReminders(core, deadlines));
        this.deadlines = deadlines;
        this.waits = waits;
        this.clock = core.clock();
    }

    /** When an approval step of the process is over for good: the open one, or one that is opened now. */
    public Instant approvalDeadline(OrganizationId organization, PromotionId id, String step) {
        return times(organization, id, step).last();
    }

    /** The next two reminders of an approval step; fewer when there are no more before its deadline. */
    public List<Instant> nextReminders(OrganizationId organization, PromotionId id, String step) {
        return times(organization, id, step).reminders(clock.instant());
    }

    private ApprovalTimes times(OrganizationId organization, PromotionId id, String step) {
        PromotionRequest request = pipeline.promotion(organization, id);
        PromotionPolicy policy = catalog.demands(request).policy();
        Optional<HumanTask> open = storage.tasks().openFor(organization, id).stream()
                .filter(task -> task.kind() == HumanTask.Kind.APPROVAL && task.isStep(step))
                .findFirst();
        return ApprovalTimes.of(policy, open, clock.instant());
    }

    /** Tells those whose approval is missing, and whoever is to be told when it stays missing. */
    public void remind(OrganizationId organization, PromotionId id) {
        pipeline.step(organization, id, DueReminders.CAUSE, unit -> {
            PromotionRequest request = unit.request();
            for (Reminding reminding : Reminding.all(
                    request, storage.tasks().openFor(organization, id), catalog.demands(request), clock.instant())) {
                reminders.messages(request, reminding).forEach(storage.outbox()::insert);
                unit.record(Reminding.EVENT, reminding.event());
            }
            return unit;
        });
    }

    /** The same for many promotions at once, see {@link DueReminders}. */
    public List<Reminded> remind(OrganizationId organization, Map<PromotionId, String> due) {
        return reminders.remind(organization, due);
    }

    /** When the deployment may begin. */
    public Instant windowOpens(OrganizationId organization, PromotionId id) {
        return waits.opens(pipeline.promotion(organization, id));
    }

    /** When the target is asked for again. */
    public Instant nextTry(OrganizationId organization, PromotionId id) {
        return waits.nextTry(pipeline.promotion(organization, id));
    }

    /** When the version has been live in the source for long enough. */
    public Instant soaked(OrganizationId organization, PromotionId id) {
        return waits.soaked(pipeline.promotion(organization, id));
    }

    /** Puts deadlines off and lets promotions follow their freezes; says how many promotions it served. */
    public int keepTime(int limit) {
        List<DuePromotion> settling = storage.tasks().settling(clock.instant(), limit);
        settling.forEach(waiting -> serve(waiting, "deadline", deadlines::settle, storage.tasks()::settleLater));
        List<DuePromotion> touched = storage.freezes().touched(clock.instant(), limit);
        touched.forEach(waiting -> serve(waiting, "freeze", refresh(waiting), storage.freezes()::serveLater));
        return settling.size() + touched.size();
    }

    private Consumer<LockedPromotion> refresh(DuePromotion waiting) {
        return unit -> {
            storage.freezes().served(waiting);
            waits.refresh(unit);
        };
    }

    /** What breaks goes to the end of the queue: it must not keep the others waiting. */
    private void serve(
            DuePromotion waiting,
            String cause,
            Consumer<LockedPromotion> act,
            BiConsumer<DuePromotion, Instant> postpone) {
        try {
            pipeline.lateStep(waiting.organization(), waiting.promotion(), cause, unit -> {
                act.accept(unit);
                return unit;
            });
        } catch (RuntimeException | Error e) {
            LOG.warn("Promotion {} could not follow its {}; it is tried again.", waiting.promotion(), cause, e);
            postpone.accept(waiting, clock.instant().plus(LATER));
        }
    }
}
