package io.sluice.promotion.lifecycle;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.PromotionRows.Locked;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.Reminded;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reminds in many promotions at once. What each of them is told and what is recorded is the same as when its timer goes
 * off alone; but the rows of all are locked, read and written together. A promotion that somebody works on at this moment
 * is passed over: it would make all others wait.
 */
final class DueReminders {
    /** Why Sluice acts. */
    static final String CAUSE = "reminder";

    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final Messages messages;
    private final AuditLog audit;
    private final ApprovalReminders approvalReminders;
    private final Clock clock;

    DueReminders(Core core, ApprovalReminders approvalReminders) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.messages = core.messages();
        this.audit = core.audit();
        this.approvalReminders = approvalReminders;
        this.clock = core.clock();
    }

    /** The rows of one batch that wait to be written. */
    private static final class Written {
        private final List<OutboxMessage> messages = new ArrayList<>();
        private final List<AuditEvent> events = new ArrayList<>();
        private final Map<PromotionId, ChainHead> heads = new HashMap<>();
    }

    /**
     * Reminds, in one unit of work.
     *
     * @param due the promotions, and the step of each whose timer went off
     * @return those that were served
     */
    List<Reminded> remind(OrganizationId organization, Map<PromotionId, String> due) {
        return pipeline.bySystem(() -> {
            List<Locked> free = storage.promotions().lockFree(organization, due.keySet()).stream()
                    .filter(locked -> locked.request().isOpen())
                    .toList();
            List<HumanTask> open = storage.tasks()
                    .openFor(
                            organization,
                            free.stream().map(locked -> locked.request().id()).toList());
            Instant now = clock.instant();
            Written written = new Written();
            List<Reminded> reminded = new ArrayList<>();
            for (Locked locked : free) {
                PromotionRequest request = locked.request();
                step(open, request.id(), due).ifPresent(task -> {
                    remind(locked, open, now, written);
                    reminded.add(reminded(request, task, now));
                });
            }
            storage.outbox().insertAll(written.messages);
            storage.audit().insertAll(written.events);
            storage.promotions().updateChains(organization, written.heads);
            return reminded;
        });
    }

    private static Optional<HumanTask> step(List<HumanTask> open, PromotionId id, Map<PromotionId, String> due) {
        return open.stream()
                .filter(task -> task.promotion().equals(id)
                        && task.kind() == HumanTask.Kind.APPROVAL
                        && task.isStep(due.getOrDefault(id, "")))
                .findFirst();
    }

    private void remind(Locked locked, List<HumanTask> open, Instant now, Written written) {
        PromotionRequest request = locked.request();
        String chain = LockedPromotion.chain(request.id());
        Optional<String> cause = Optional.of(chain + ":" + locked.head().seq());
        ChainHead head = locked.head();
        for (Reminding reminding : Reminding.all(request, open, catalog.demands(request), now)) {
            written.messages.addAll(messages(request, reminding));
            AuditEvent event = audit.next(
                    request.organization(),
                    chain,
                    head,
                    Reminding.EVENT,
                    AuditLog.system(CAUSE),
                    cause,
                    Optional.of(request.subjectHash()),
                    reminding.event());
            written.events.add(event);
            head = new ChainHead(event.seq(), event.hash());
            written.heads.put(request.id(), head);
        }
    }

    /** What a reminder says, and to whom. */
    List<OutboxMessage> messages(PromotionRequest request, Reminding reminding) {
        List<OutboxMessage> drafted = new ArrayList<>();
        drafted.add(approvalReminders.drafted(request, reminding.task()));
        reminding
                .escalateTo()
                .ifPresent(role -> drafted.add(messages.drafted(
                        request,
                        NotificationKind.ESCALATION,
                        OutboxMessage.Audience.roles(Set.of(role), request.target()),
                        Facts.of(Fact.DEADLINE, reminding.due())
                                .and(Fact.STAGE, reminding.task().stage()))));
        return drafted;
    }

    private Reminded reminded(PromotionRequest request, HumanTask task, Instant now) {
        PromotionPolicy policy = catalog.demands(request).policy();
        ApprovalTimes times = ApprovalTimes.of(policy, Optional.of(task), now);
        return new Reminded(request, times.reminders(now), times.last());
    }
}
