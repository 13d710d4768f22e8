package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.DuePromotion;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What timers ask and what happens when they go off; and what happens by itself without a timer. */
public final class TimerSteps {
    private static final Logger LOG = LoggerFactory.getLogger(TimerSteps.class);
    private static final Duration LATER = Duration.ofMinutes(1);

    private record Span(Instant opened, Instant deadline, Instant last, Reminders reminders) {}

    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final Messages messages;
    private final ApprovalReminders approvalReminders;
    private final Deadlines deadlines;
    private final Waits waits;
    private final Clock clock;

    public TimerSteps(Core core, Deadlines deadlines, Waits waits) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.messages = core.messages();
        this.approvalReminders = new ApprovalReminders(core, deadlines);
        this.deadlines = deadlines;
        this.waits = waits;
        this.clock = core.clock();
    }

    /** When an approval step of the process is over for good: the open one, or one that is opened now. */
    public Instant approvalDeadline(OrganizationId organization, PromotionId id, String step) {
        return span(organization, id, step).last();
    }

    /** The next two reminders of an approval step; fewer when there are no more before its deadline. */
    public List<Instant> nextReminders(OrganizationId organization, PromotionId id, String step) {
        Span span = span(organization, id, step);
        Optional<Instant> next = span.reminders().next(span.opened(), span.deadline(), clock.instant());
        Optional<Instant> second = next.flatMap(at -> span.reminders().next(span.opened(), span.deadline(), at));
        return Stream.of(next, second).flatMap(Optional::stream).toList();
    }

    private Span span(OrganizationId organization, PromotionId id, String step) {
        PromotionRequest request = pipeline.promotion(organization, id);
        PromotionPolicy policy = catalog.demands(request).policy();
        Instant now = clock.instant();
        Optional<HumanTask> open = openApprovals(request).stream()
                .filter(task -> task.isStep(step))
                .findFirst();
        Instant opened = open.map(HumanTask::openedAt).orElse(now);
        Instant deadline = open.flatMap(HumanTask::due).orElse(opened.plus(policy.approvalDeadline()));
        Instant last = Deadlines.last(deadline, open.map(HumanTask::extensions).orElse(0), policy.onDeadline());
        return new Span(opened, deadline, last, policy.reminders());
    }

    /** Tells those whose approval is missing, and whoever is to be told when it stays missing. */
    public void remind(OrganizationId organization, PromotionId id) {
        pipeline.step(organization, id, "reminder", unit -> {
            Demands demands = catalog.demands(unit.request());
            Instant now = clock.instant();
            for (HumanTask task : openApprovals(unit.request())) {
                Instant due = task.due().orElse(now);
                if (now.isBefore(due)) {
                    remind(unit, demands, task, due, now);
                }
            }
            return unit;
        });
    }

    private void remind(LockedPromotion unit, Demands demands, HumanTask task, Instant due, Instant now) {
        PromotionRequest request = unit.request();
        Reminders reminders = demands.policy().reminders();
        approvalReminders.tell(request, task);
        boolean escalated = reminders.escalates(task.openedAt(), due, now);
        if (escalated) {
            messages.toRoles(
                    request,
                    NotificationKind.ESCALATION,
                    Set.of(reminders.escalateTo().orElseThrow()),
                    Facts.of(Fact.DEADLINE, due).and(Fact.STAGE, task.stage()));
        }
        unit.record("approval.reminded", Map.of("stage", task.stage().orElse(""), "escalated", escalated));
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

    private List<HumanTask> openApprovals(PromotionRequest request) {
        return storage.tasks().openFor(request.organization(), request.id()).stream()
                .filter(task -> task.kind() == HumanTask.Kind.APPROVAL)
                .toList();
    }
}
