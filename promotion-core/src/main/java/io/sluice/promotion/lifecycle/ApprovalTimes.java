package io.sluice.promotion.lifecycle;

import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.request.HumanTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The times of an approval step.
 *
 * @param opened when people were asked
 * @param deadline until when they may decide
 * @param last when it is over for good, if no person puts it off
 */
record ApprovalTimes(Instant opened, Instant deadline, Instant last, Reminders policy) {
    /** Of the open task, or of one that would be opened now. */
    static ApprovalTimes of(PromotionPolicy policy, Optional<HumanTask> open, Instant now) {
        Instant opened = open.map(HumanTask::openedAt).orElse(now);
        Instant deadline = open.flatMap(HumanTask::due).orElse(opened.plus(policy.approvalDeadline()));
        int extensions = open.map(HumanTask::extensions).orElse(0);
        return new ApprovalTimes(
                opened, deadline, Deadlines.last(deadline, extensions, policy.onDeadline()), policy.reminders());
    }

    /** The next two reminders; fewer when there are no more before the deadline. */
    List<Instant> reminders(Instant now) {
        Optional<Instant> next = policy.next(opened, deadline, now);
        Optional<Instant> second = next.flatMap(at -> policy.next(opened, deadline, at));
        return Stream.of(next, second).flatMap(Optional::stream).toList();
    }
}
