package io.sluice.promotion.spring.rest.queue;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.TaskList;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.overview.PromotionTally;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Reason;
import io.sluice.promotion.spring.rest.Tag;
import io.sluice.promotion.spring.rest.Words;
import io.sluice.promotion.spring.rest.promotion.PromotionProcesses;
import io.sluice.promotion.spring.rest.promotion.Summaries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what waits, all rows with the same few questions. */
final class RowReader {
    private static final int MOST_TASKS = 200;

    private final Sluice sluice;
    private final Call call;
    private final Summaries summaries;
    private final Words words;

    RowReader(Sluice sluice, PromotionProcesses processes, Call call) {
        this.sluice = sluice;
        this.call = call;
        this.summaries = new Summaries(sluice, processes, call);
        this.words = Words.of(call);
    }

    private record Known(Map<PromotionId, PromotionTally> tallies, Map<PromotionId, List<PersonId>> looking) {}

    List<QueueView.Row> ofTasks(List<TaskList.Item> items) {
        Known known = known(
                items.stream().map(item -> item.promotion().id()).distinct().toList());
        return items.stream()
                .map(item -> row(item.promotion(), Optional.of(item), known))
                .toList();
    }

    /** Promotions that may or may not ask the caller. */
    List<QueueView.Row> of(List<PromotionRequest> requests) {
        Known known = known(requests.stream().map(PromotionRequest::id).toList());
        Map<PromotionId, TaskList.Item> tasks = new HashMap<>();
        if (requests.stream().anyMatch(PromotionRequest::isOpen)) {
            sluice.tasks()
                    .page(call.actor(), call.organization(), Optional.empty(), MOST_TASKS)
                    .forEach(item -> tasks.putIfAbsent(item.promotion().id(), item));
        }
        return requests.stream()
                .map(request -> row(request, Optional.ofNullable(tasks.get(request.id())), known))
                .toList();
    }

    private Known known(List<PromotionId> ids) {
        return ids.isEmpty()
                ? new Known(Map.of(), Map.of())
                : new Known(
                        sluice.overview().tallies(call.actor(), call.organization(), ids),
                        sluice.approvals().looking(call.actor(), call.organization(), ids));
    }

    private QueueView.Row row(PromotionRequest request, Optional<TaskList.Item> task, Known known) {
        Optional<PromotionTally> tally = Optional.ofNullable(known.tallies().get(request.id()));
        boolean may = task.filter(item -> item.eligibility() instanceof Eligibility.May)
                .isPresent();
        return new QueueView.Row(
                summaries.of(request, tally),
                task.map(item -> task(item.task(), request)),
                call.people().persons(known.looking().getOrDefault(request.id(), List.of())),
                tally.map(RowReader::checks).orElse(new QueueView.Checks(0, 0, 0)),
                tally.map(this::approvals).orElse(new QueueView.Approvals(0, 0, List.of())),
                may,
                may || !request.isOpen() ? Optional.empty() : Optional.of(why(request, task, tally)),
                Tag.of(request).quoted(),
                request.subjectHash());
    }

    private Reason why(PromotionRequest request, Optional<TaskList.Item> task, Optional<PromotionTally> tally) {
        return task.flatMap(item -> Reason.of(item.eligibility())).orElseGet(() -> {
            if (tally.filter(one -> !one.waiting().isEmpty()).isEmpty()) {
                return new Reason("approval.notOpen", words.say("queue.nobodyAsked"));
            }
            return request.requestedBy().equals(call.person())
                    ? new Reason("approval.selfApproval", words.say("queue.ownRequest"))
                    : new Reason("approval.role", words.say("queue.notAsked"));
        });
    }

    private QueueView.Task task(HumanTask task, PromotionRequest request) {
        return new QueueView.Task(
                task.id(),
                task.kind(),
                task.stage(),
                task.due(),
                task.openedAt(),
                task.due().map(due -> onDue(request)),
                call.people().persons(task.assigned()));
    }

    private QueueView.OnDue onDue(PromotionRequest request) {
        PromotionPolicy policy = sluice.steps().processes().policiesOf(request).get(0);
        OnDeadline.Action action = policy.onDeadline().action();
        return new QueueView.OnDue(
                action,
                action == OnDeadline.Action.ESCALATE
                        ? policy.reminders().escalateTo().map(role -> role.value())
                        : Optional.empty(),
                action == OnDeadline.Action.EXPIRE
                        ? Optional.empty()
                        : Optional.of(policy.onDeadline().by()));
    }

    private static QueueView.Checks checks(PromotionTally tally) {
        return new QueueView.Checks(
                tally.checks().passed().size(),
                tally.checks().failed().size(),
                tally.checks().missing().size());
    }

    private QueueView.Approvals approvals(PromotionTally tally) {
        return new QueueView.Approvals(
                tally.given(),
                tally.required(),
                call.people()
                        .persons(tally.decisions().stream()
                                .filter(decision -> decision.decision() == Decision.APPROVED)
                                .map(Approval::person)
                                .toList()));
    }
}
