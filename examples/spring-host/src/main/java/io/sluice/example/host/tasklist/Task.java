package io.sluice.example.host.tasklist;

import io.sluice.promotion.TaskList;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A row of the page.
 *
 * @param given how many approvals are there
 * @param required how many are needed
 * @param due until when
 * @param approval whether it asks for a yes or no; else for a repair
 * @param mayNot why the caller may not decide; empty when they may
 * @param subjectHash what exactly is decided about
 * @param key makes a double click one decision
 */
record Task(
        String promotion,
        String what,
        String where,
        String requester,
        String reason,
        int given,
        int required,
        Optional<Instant> due,
        boolean approval,
        Optional<Eligibility.MayNot> mayNot,
        String subjectHash,
        String key) {
    static Task of(TaskList.Item item, Map<String, String> workspaces) {
        PromotionRequest promotion = item.promotion();
        return new Task(
                promotion.id().value(),
                promotion.artifact().id() + " " + promotion.version(),
                name(promotion.source(), workspaces) + " → " + name(promotion.target(), workspaces),
                promotion.requestedBy().value(),
                promotion.reason(),
                item.given(),
                item.required(),
                item.task().due(),
                item.task().kind() == HumanTask.Kind.APPROVAL,
                item.eligibility() instanceof Eligibility.MayNot no ? Optional.of(no) : Optional.empty(),
                promotion.subjectHash(),
                IdempotencyKey.unique().value());
    }

    private static String name(WorkspaceId workspace, Map<String, String> names) {
        return names.getOrDefault(workspace.value(), workspace.value());
    }
}
