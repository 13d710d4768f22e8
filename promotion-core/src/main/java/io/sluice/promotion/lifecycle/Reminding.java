package io.sluice.promotion.lifecycle;

import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reminder that is due does for one open approval.
 *
 * @param task the approval that is missing
 * @param due until when
 * @param escalateTo who else is told by now
 */
record Reminding(HumanTask task, Instant due, Optional<RoleId> escalateTo) {
    /** The type of its audit event. */
    static final String EVENT = "approval.reminded";

    /** For all approvals of a promotion that can still be given. */
    static List<Reminding> all(PromotionRequest request, List<HumanTask> open, Demands demands, Instant now) {
        Reminders reminders = demands.policy().reminders();
        return open.stream()
                .filter(task -> task.kind() == HumanTask.Kind.APPROVAL
                        && task.promotion().equals(request.id()))
                .map(task -> new Reminding(
                        task,
                        task.due().orElse(now),
                        reminders.escalates(task.openedAt(), task.due().orElse(now), now)
                                ? reminders.escalateTo()
                                : Optional.empty()))
                .filter(reminding -> now.isBefore(reminding.due))
                .toList();
    }

    /** The data of its audit event. */
    Map<String, Object> event() {
        return Map.of("stage", task.stage().orElse(""), "escalated", escalateTo.isPresent());
    }
}
