package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells those whose approval is missing: when a timer goes off, and when a person asks for it. */
public final class ApprovalReminders {
    /** How long nobody can remind again. */
    private static final Duration PAUSE = Duration.ofHours(4);

    private final Catalog catalog;
    private final Storage storage;
    private final Messages messages;
    private final Deadlines deadlines;
    private final Clock clock;

    public ApprovalReminders(Core core, Deadlines deadlines) {
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.messages = core.messages();
        this.deadlines = deadlines;
        this.clock = core.clock();
    }

    /** A person asks for it. */
    public void remind(LockedPromotion unit) {
        PromotionRequest request = unit.request();
        List<HumanTask> open = requireTimely(request, deadlines.settled(unit, catalog.demands(request)));
        for (HumanTask task : open) {
            Set<RoleId> roles = new HashSet<>();
            task.escalatedTo().ifPresent(roles::add);
            tell(request, task, roles);
            unit.record("approval.reminded", Map.of("stage", task.stage().orElse(""), "escalated", false));
        }
        storage.reminders().note(request.organization(), request.id(), clock.instant());
    }

    /** Refuses what {@link #remind} would refuse. */
    void requirePossible(PromotionRequest request) {
        requireTimely(request, deadlines.asSettled(request, catalog.demands(request)));
    }

    private List<HumanTask> requireTimely(PromotionRequest request, List<HumanTask> approvals) {
        Instant now = clock.instant();
        List<HumanTask> open = approvals.stream()
                .filter(task -> task.due().map(now::isBefore).orElse(true))
                .toList();
        if (open.isEmpty()) {
            throw new ConflictException("approval.notOpen", "Nobody is asked for an approval at this moment.");
        }
        storage.reminders().last(request.organization(), request.id()).ifPresent(last -> {
            Instant again = last.plus(PAUSE);
            if (now.isBefore(again)) {
                throw new ConflictException(
                        "approval.remindedAlready",
                        "Those who are asked were reminded at " + last + "; that is possible again at " + again + ".");
            }
        });
        return open;
    }

    /** A timer went off: what those are told whose attention the task asks for. */
    OutboxMessage drafted(PromotionRequest request, HumanTask task) {
        return messages.drafted(request, NotificationKind.REMINDER, asked(request, task, Set.of()), facts(task));
    }

    private void tell(PromotionRequest request, HumanTask task, Set<RoleId> besides) {
        messages.to(request, NotificationKind.REMINDER, asked(request, task, besides), facts(task));
    }

    private Facts facts(HumanTask task) {
        return Facts.of(Fact.DEADLINE, task.due().orElseGet(clock::instant)).and(Fact.STAGE, task.stage());
    }

    /** Those whose attention the task asks for; everybody it asks when that is nobody in particular. */
    private OutboxMessage.Audience asked(PromotionRequest request, HumanTask task, Set<RoleId> besides) {
        if (!task.assigned().isEmpty()) {
            return OutboxMessage.Audience.persons(task.assigned());
        }
        Round round = catalog.round(request, task);
        Set<RoleId> roles = new HashSet<>(round.roles());
        roles.addAll(besides);
        return OutboxMessage.Audience.roles(roles, request.target()).and(round.persons());
    }
}
