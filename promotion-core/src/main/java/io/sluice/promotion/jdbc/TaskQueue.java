package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What waits for a person: one branch for each of the person's roles and for the person, which reads no more than a page from the index
 * (organization, role, due, task). So a page costs the same however many tasks wait and however deep it lies; one
 * condition over all roles would read and sort every task of every role.
 */
final class TaskQueue {
    /** Ordered by all columns of the index: H2 does not see that the first ones are the same in every row. */
    private static final String BRANCH = """
            (SELECT r.due, r.task_id
               FROM sluice_task_role r
              WHERE r.org_id = :org AND r.role = :role%1$d
                AND r.due >= :due AND (r.due, r.task_id) > (:due, :task)%2$s
              ORDER BY r.org_id, r.role, r.due, r.task_id
              LIMIT :limit)""";

    private static final String BRANCH_FOR_TARGET = """
            (SELECT r.due, r.task_id
               FROM sluice_task_role r
              WHERE r.org_id = :org AND r.role = :role%1$d AND r.target_id = :target%1$d
                AND r.due >= :due AND (r.due, r.task_id) > (:due, :task)%2$s
              ORDER BY r.org_id, r.role, r.target_id, r.due, r.task_id
              LIMIT :limit)""";

    private static final String DUE_BEFORE = " AND r.due < :dueBefore";

    private static final String OF_PROMOTION = """

                AND EXISTS (
                    SELECT p.id
                      FROM sluice_task t
                      JOIN sluice_promotion p ON p.org_id = t.org_id AND p.id = t.promotion_id
                     WHERE t.org_id = :org AND t.id = r.task_id%s)""";

    /** Only keys are sorted and made distinct; tasks and promotions are fetched for those that are left. */
    private static final String PAGE = """
            SELECT k.due AS sort_due, %s, %s
              FROM (SELECT DISTINCT q.due, q.task_id
                      FROM (%s) q
                     ORDER BY q.due, q.task_id
                     LIMIT :limit) k
              JOIN sluice_task t ON t.org_id = :org AND t.id = k.task_id
              JOIN sluice_promotion p ON p.org_id = :org AND p.id = t.promotion_id
             ORDER BY k.due, k.task_id""";

    private static final String COUNT = """
            SELECT COUNT(*) AS tasks
              FROM (SELECT DISTINCT q.task_id
                      FROM (%s) q
                     LIMIT :limit) k""";

    private final Sql sql;

    TaskQueue(Sql sql) {
        this.sql = sql;
    }

    List<TaskRows.Entry> page(
            OrganizationId organization,
            Set<TaskRows.Queue> queues,
            TaskRows.Only only,
            TaskRows.Key after,
            int limit) {
        Set<TaskRows.Queue> some = narrowed(queues, only.target());
        if (some.isEmpty()) {
            return List.of();
        }
        Values values = values(organization, after, limit);
        String branches = branches(some, values, conditions(only, values));
        return sql.list(
                PAGE.formatted(TaskRows.COLUMNS, PromotionRows.COLUMNS, branches), values, TaskQueue::readEntry);
    }

    int count(OrganizationId organization, Set<TaskRows.Queue> queues, int cap) {
        if (queues.isEmpty()) {
            return 0;
        }
        Values values = values(organization, TaskRows.Key.START, cap);
        String branches = branches(queues, values, "");
        return sql.find(COUNT.formatted(branches), values, row -> row.integer("tasks"))
                .orElseThrow();
    }

    private static Values values(OrganizationId organization, TaskRows.Key after, int limit) {
        return Values.of(organization)
                .and("due", after.due())
                .and("task", after.taskId())
                .and("limit", limit);
    }

    /** The same queues in one workspace; those of other workspaces fall away. */
    private static Set<TaskRows.Queue> narrowed(Set<TaskRows.Queue> queues, Optional<WorkspaceId> target) {
        return target.isEmpty()
                ? queues
                : queues.stream()
                        .filter(queue ->
                                queue.workspace().map(target.get()::equals).orElse(true))
                        .map(queue -> new TaskRows.Queue(queue.asked(), target))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String conditions(TaskRows.Only only, Values values) {
        StringBuilder conditions = new StringBuilder();
        only.dueBefore().ifPresent(moment -> {
            conditions.append(DUE_BEFORE);
            values.and("dueBefore", moment);
        });
        StringBuilder ofPromotion = new StringBuilder();
        only.requestedBy().ifPresent(person -> {
            ofPromotion.append(PromotionRows.BY_REQUESTER);
            values.and("requestedBy", person);
        });
        only.artifact().ifPresent(artifact -> {
            ofPromotion.append(PromotionRows.OF_ARTIFACT);
            values.and(artifact);
        });
        if (!ofPromotion.isEmpty()) {
            conditions.append(OF_PROMOTION.formatted(ofPromotion));
        }
        return conditions.toString();
    }

    private static String branches(Set<TaskRows.Queue> queues, Values values, String conditions) {
        List<String> branches = new ArrayList<>();
        for (TaskRows.Queue queue : queues) {
            int number = branches.size();
            values.and("role" + number, queue.asked());
            queue.workspace().ifPresent(target -> values.and("target" + number, target));
            branches.add((queue.workspace().isPresent() ? BRANCH_FOR_TARGET : BRANCH).formatted(number, conditions));
        }
        return String.join(" UNION ALL ", branches);
    }

    private static TaskRows.Entry readEntry(Row row) throws SQLException {
        return new TaskRows.Entry(TaskRows.read(row), PromotionRows.read(row), row.instant("sort_due"));
    }
}
