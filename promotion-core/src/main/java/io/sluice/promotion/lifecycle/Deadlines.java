package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.PromotionFlow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What happens to approval stages that nobody decides in time. What the policy does then is due at a moment that is
 * written down and judged under the row lock: whoever comes first after it, a person or Sluice itself, does it. The timer
 * of the process stands behind the last time that the policy can give.
 */
public final class Deadlines {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(90);

    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Messages messages;
    private final PromotionFlow flow;
    private final Clock clock;

    public Deadlines(Core core) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.messages = core.messages();
        this.flow = core.flow();
        this.clock = core.clock();
    }

    /** When a task of that deadline is over for good, if no person puts it off. */
    public static Instant last(Instant due, int extensions, OnDeadline onDeadline) {
        return due.plus(onDeadline.by().multipliedBy(left(extensions, onDeadline)));
    }

    /** When Sluice itself puts the deadline off, if it still does. */
    static Optional<Instant> settlesAt(Instant due, int extensions, OnDeadline onDeadline) {
        return left(extensions, onDeadline) > 0 ? Optional.of(due) : Optional.empty();
    }

    private static int left(int extensions, OnDeadline onDeadline) {
        return Math.max(0, onDeadline.times() - extensions);
    }

    /** The open approval tasks, after what was due by now was done. */
    List<HumanTask> settled(LockedPromotion unit, Demands demands) {
        return open(unit.request()).map(task -> settled(unit, demands, task)).toList();
    }

    /** The open approval tasks as {@link #settled} would leave them; changes nothing. */
    List<HumanTask> asSettled(PromotionRequest request, Demands demands) {
        return open(request).map(task -> asSettled(demands, task)).toList();
    }

    private Stream<HumanTask> open(PromotionRequest request) {
        return storage.tasks().openFor(request.organization(), request.id()).stream()
                .filter(task -> task.kind() == HumanTask.Kind.APPROVAL);
    }

    private HumanTask asSettled(Demands demands, HumanTask task) {
        HumanTask current = task;
        while (isDue(demands, current)) {
            current = later(demands, current);
        }
        return current;
    }

    /** Whether the policy puts the task off now. */
    private boolean isDue(Demands demands, HumanTask task) {
        return isOver(task, clock.instant())
                && left(task.extensions(), demands.policy().onDeadline()) > 0;
    }

    /** The task, put off once more. */
    private static HumanTask later(Demands demands, HumanTask task) {
        OnDeadline onDeadline = demands.policy().onDeadline();
        Optional<RoleId> standsIn = onDeadline.action() == OnDeadline.Action.EXTEND
                ? task.escalatedTo()
                : Optional.of(demands.policy().reminders().escalateTo().orElseThrow());
        return task.due(due(task).plus(onDeadline.by()), task.extensions() + 1, standsIn);
    }

    /** Does what is due by itself. */
    public void settle(LockedPromotion unit) {
        settled(unit, catalog.demands(unit.request()));
    }

    private HumanTask settled(LockedPromotion unit, Demands demands, HumanTask task) {
        HumanTask current = task;
        while (isDue(demands, current)) {
            current = putOff(unit, demands, current);
        }
        if (!current.equals(task)) {
            storage.tasks()
                    .putOff(
                            current,
                            settlesAt(
                                    due(current),
                                    current.extensions(),
                                    demands.policy().onDeadline()));
            unit.afterwards(() -> flow.timesChanged(unit.request()));
        }
        return current;
    }

    private HumanTask putOff(LockedPromotion unit, Demands demands, HumanTask task) {
        HumanTask later = later(demands, task);
        Set<RoleId> asked = roles(demands, task);
        if (demands.policy().onDeadline().action() == OnDeadline.Action.EXTEND) {
            record(unit, "approval.extended", later, Map.of("how", "policy"));
            messages.toRoles(unit.request(), NotificationKind.DEADLINE_EXTENDED, asked, moved(task, due(later)));
            return later;
        }
        RoleId role = later.escalatedTo().orElseThrow();
        if (!asked.contains(role)) {
            storage.tasks().ask(task, Set.of(role));
        }
        record(unit, "approval.escalated", later, Map.of("role", role.value()));
        Facts facts = Facts.of(Fact.DEADLINE, due(later)).and(Fact.STAGE, task.stage());
        messages.toRoles(unit.request(), NotificationKind.ESCALATION, Set.of(role), facts);
        return later;
    }

    /** A person gives everybody who is asked more time. */
    public void extend(Caller caller, LockedPromotion unit, Duration by, String reason) {
        Demands demands = catalog.demands(unit.request());
        authorization.require(caller, Operation.EXTEND_DEADLINE, unit.request(), demands);
        List<HumanTask> open = settled(unit, demands);
        requireOpen(open);
        for (HumanTask task : open) {
            extend(caller, unit, demands, task, by, reason);
        }
        unit.afterwards(() -> flow.timesChanged(unit.request()));
    }

    private void extend(
            Caller caller, LockedPromotion unit, Demands demands, HumanTask task, Duration by, String reason) {
        Instant later = requireRoom(demands, task, by);
        HumanTask extended = task.due(later, task.extensions(), task.escalatedTo());
        OnDeadline onDeadline = demands.policy().onDeadline();
        storage.tasks().putOff(extended, settlesAt(later, task.extensions(), onDeadline));
        record(unit, "approval.extended", extended, Map.of("how", "person", "reason", reason));
        messages.toRoles(
                unit.request(),
                NotificationKind.DEADLINE_EXTENDED,
                roles(demands, extended),
                moved(task, later).and(Fact.WHO, caller.person()).and(Fact.REASON, reason));
    }

    /** Refuses what {@link #extend} would refuse whatever the time. */
    void requireExtensible(Caller caller, PromotionRequest request) {
        Demands demands = catalog.demands(request);
        authorization.require(caller, Operation.EXTEND_DEADLINE, request, demands);
        List<HumanTask> open = asSettled(request, demands);
        requireOpen(open);
        open.forEach(task -> requireRoom(demands, task, LEAST));
    }

    private static void requireOpen(List<HumanTask> approvals) {
        if (approvals.isEmpty()) {
            throw new ConflictException("approval.notOpen", "Nobody is asked for an approval at this moment.");
        }
    }

    /** The later deadline, if there is room for it. */
    private Instant requireRoom(Demands demands, HumanTask task, Duration by) {
        if (isOver(task, clock.instant())) {
            throw new ConflictException("deadline.past", "The time for this decision is over.");
        }
        Instant later = due(task).plus(by);
        OnDeadline onDeadline = demands.policy().onDeadline();
        if (last(later, task.extensions(), onDeadline)
                .isAfter(task.openedAt().plus(MOST).plus(onDeadline.by().multipliedBy(onDeadline.times())))) {
            throw new InvalidInputException(
                    "by",
                    "duration.max",
                    "A stage stays open for at most " + Durations.canonical(MOST) + ", besides what its policy adds.");
        }
        return later;
    }

    /**
     * Checks how much more time a person may give.
     *
     * @throws InvalidInputException {@code duration.min}, {@code duration.max} or {@code duration.negative}
     */
    public static Duration requireSpan(Duration by) {
        return Durations.requireBetween("by", by, LEAST, MOST);
    }

    private void record(LockedPromotion unit, String type, HumanTask task, Map<String, Object> more) {
        Map<String, Object> data = new HashMap<>(more);
        data.put("stage", task.stage().orElse(ApprovalStage.ONLY));
        data.put("due", due(task).toString());
        unit.record(type, data);
    }

    private static Facts moved(HumanTask task, Instant later) {
        return Facts.of(Fact.DEADLINE, later).and(Fact.PREVIOUS_DEADLINE, task.due());
    }

    private static Set<RoleId> roles(Demands demands, HumanTask task) {
        return demands.stage(task.stage().orElse(ApprovalStage.ONLY))
                .map(ApprovalStage::roles)
                .orElse(Set.of());
    }

    private static boolean isOver(HumanTask task, Instant now) {
        return !now.isBefore(due(task));
    }

    private static Instant due(HumanTask task) {
        return task.due().orElse(Instant.MAX);
    }
}
