package io.sluice.promotion.spring.rest.promotion;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.BlockerView;
import io.sluice.promotion.spring.rest.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All of a promotion that concerns a decision. */
record PromotionDetail(
        @JsonUnwrapped PromotionSummary summary,
        String etag,
        String subjectHash,
        String digest,
        List<Person> authors,
        int policyRevision,
        Optional<String> issue,
        Optional<String> restores,
        Optional<Skipped> skip,
        List<Progress> progress,
        ChangeView change,
        List<CheckRow> checks,
        List<StageView> stages,
        Times time,
        List<BlockerView> blockers,
        Optional<BypassView> bypass,
        List<IncidentView> incidents,
        List<Person> looking,
        Map<String, Allowed> actions,
        Instant now) {
    /** Workspaces of the path that it passes over. */
    record Skipped(String reason, List<String> workspaces) {}

    /** One of the five steps that people know. */
    record Progress(Step step, State state, Optional<Instant> at, Optional<String> text) {
        enum Step {
            REQUESTED,
            CHECKS,
            APPROVAL,
            DEPLOY,
            VERIFY
        }

        enum State {
            DONE,
            ACTIVE,
            FAILED,
            WAITING,
            SKIPPED
        }
    }

    /** What time does to it. */
    record Times(
            Optional<Instant> due,
            Optional<OnDue> onDue,
            Optional<Instant> notBefore,
            Optional<Instant> windowOpens,
            Optional<Instant> soakedAt,
            List<Instant> reminders) {}

    /** What happens when nobody decides in time. */
    record OnDue(OnDeadline.Action action, Optional<String> to, Optional<Duration> by) {}

    /** An emergency that passes its approvals by. */
    record BypassView(
            String id,
            String reason,
            Bypass.State state,
            Person requestedBy,
            Optional<Person> confirmedBy,
            Instant validUntil,
            boolean toReview) {}

    /** A step that gave up. */
    record IncidentView(String id, String step, String message, Instant since) {}
}
