package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What waits for a person: one branch for each of the person's roles and for the person, which reads no more than a page from the index
 * (organization, role, due, task). So a page costs the same however many tasks wait and however deep it lies; one
 * condition over all roles would read and sort every task of every role.
 */
final class TaskQueue {
    /** Ordered by all columns of the index: H2 does not see that the first ones are the same in every row. */
    private static final String BRANCH = """
            (SELECT due, task_id
               FROM sluice_task_role
              WHERE org_id = :org AND role = :role%1$d
                AND due >= :due AND (due, task_id) > (:due, :task)
              ORDER BY org_id, role, due, task_id
              LIMIT :limit)""";

    private static final String BRANCH_FOR_TARGET = """
            (SELECT due, task_id
               FROM sluice_task_role
              WHERE org_id = :org AND role = :role%1$d AND target_id = :target%1$d
                AND due >= :due AND (due, task_id) > (:due, :task)
              ORDER BY org_id, role, target_id, due, task_id
              LIMIT :limit)""";

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

    List<TaskRows.Entry> page(OrganizationId organization, Set<TaskRows.Queue> queues, TaskRows.Key after, int limit) {
        if (queues.isEmpty()) {
            return List.of();
        }
        Values values = values(organization, after, limit);
        String branches = branches(queues, values);
        return sql.list(
                PAGE.formatted(TaskRows.COLUMNS, PromotionRows.COLUMNS, branches), values, TaskQueue::readEntry);
    }

    int count(OrganizationId organization, Set<TaskRows.Queue> queues, int cap) {
        if (queues.isEmpty()) {
            return 0;
        }
        Values values = values(organization, TaskRows.Key.START, cap);
        String branches = branches(queues, values);
        return sql.find(COUNT.formatted(branches), values, row -> row.integer("tasks"))
                .orElseThrow();
    }

    private static Values values(OrganizationId organization, TaskRows.Key after, int limit) {
        return Values.of(organization)
                .and("due", after.due())
                .and("task", after.taskId())
                .and("limit", limit);
    }

    private static String branches(Set<TaskRows.Queue> queues, Values values) {
        List<String> branches = new ArrayList<>();
        for (TaskRows.Queue queue : queues) {
            int number = branches.size();
            values.and("role" + number, queue.asked());
            queue.workspace().ifPresent(target -> values.and("target" + number, target));
            branches.add((queue.workspace().isPresent() ? BRANCH_FOR_TARGET : BRANCH).formatted(number));
        }
        return String.join(" UNION ALL ", branches);
    }

    private static TaskRows.Entry readEntry(Row row) throws SQLException {
        return new TaskRows.Entry(TaskRows.read(row), PromotionRows.read(row), row.instant("sort_due"));
    }
}
