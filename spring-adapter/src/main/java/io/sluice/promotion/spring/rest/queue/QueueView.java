package io.sluice.promotion.spring.rest.queue;

import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Reason;
import io.sluice.promotion.spring.rest.promotion.PromotionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What waits. */
record QueueView(List<Row> items, Optional<String> next, Counts counts, Instant now) {
    /** How many there are in each tab, up to 200. */
    record Counts(int mine, int requested, int open) {}

    /** One promotion that waits, or waited. */
    record Row(
            PromotionSummary promotion,
            Optional<Task> task,
            List<Person> looking,
            Checks checks,
            Approvals approvals,
            boolean mayDecide,
            Optional<Reason> why,
            String etag,
            String subjectHash) {}

    /** What is asked. */
    record Task(
            String id,
            HumanTask.Kind kind,
            Optional<String> stage,
            Optional<Instant> due,
            Instant openedAt,
            Optional<OnDue> onDue,
            List<Person> assigned) {}

    /** What happens when nobody decides in time. */
    record OnDue(OnDeadline.Action action, Optional<String> to, Optional<Duration> by) {}

    /** How the checks stand. */
    record Checks(int passed, int failed, int missing) {}

    /** How many said yes, and who. */
    record Approvals(int given, int required, List<Person> by) {}
}
