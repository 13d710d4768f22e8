package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.PromotionSteps;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * What timers ask, known to processes as {@code promotionPolicy}. Public because the engine's expressions reach public
 * classes only.
 */
public final class PolicyTimes {
    private final PromotionSteps steps;

    PolicyTimes(PromotionSteps steps) {
        this.steps = steps;
    }

    /** When the approval step around this timer must be decided. */
    public Date approvalDeadline(DelegateExecution execution) {
        return Date.from(deadline(execution));
    }

    /**
     * When the approval step around this timer is reminded next, as a repetition that the engine asks for anew each time
     * it fires. When there are no more reminders it lies behind the deadline, which then ends it.
     */
    public String reminders(DelegateExecution execution) {
        PromotionKey key = PromotionKey.of(execution);
        List<Instant> next = steps.nextReminders(key.organization(), key.promotion(), execution.getCurrentActivityId());
        return ReminderCycle.of(next, next.isEmpty() ? deadline(execution) : next.get(0))
                .text();
    }

    /** When the version has been live in the source for as long as the policy demands; now when it has. */
    public Date soak(DelegateExecution execution) {
        PromotionKey key = PromotionKey.of(execution);
        return Date.from(steps.soaked(key.organization(), key.promotion()));
    }

    /** When to ask for the target again: in a minute, or when the deployment may begin, whichever is later. */
    public Date nextTry(DelegateExecution execution) {
        PromotionKey key = PromotionKey.of(execution);
        return Date.from(steps.nextTry(key.organization(), key.promotion()));
    }

    /** When the deployment may begin: as soon as schedule, soak, change windows and freezes all allow it. */
    public Date windowOpens(DelegateExecution execution) {
        PromotionKey key = PromotionKey.of(execution);
        return Date.from(steps.windowOpens(key.organization(), key.promotion()));
    }

    private Instant deadline(DelegateExecution execution) {
        PromotionKey key = PromotionKey.of(execution);
        return steps.approvalDeadline(key.organization(), key.promotion(), execution.getCurrentActivityId());
    }
}
