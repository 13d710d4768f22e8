package io.sluice.promotion.jdbc;

import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The open tasks of people, and the roles that each of them asks. Internal: used by the entry package. */
public final class TaskRows {
    /**
     * Where a page of tasks begins.
     *
     * @param due the sort time of the last task of the page before
     * @param taskId its id
     */
    public record Key(Instant due, String taskId) {
        /** Before every task. */
        static final Key START = new Key(Instant.EPOCH, "");
    }

    /**
     * One line of a person's queue.
     *
     * @param task the task
     * @param promotion what it belongs to
     * @param sortDue its due time, far in the future when it has none
     */
    public record Entry(HumanTask task, PromotionRequest promotion, Instant sortDue) {
        /** Where the page after this line begins. */
        public Key key() {
            return new Key(sortDue, task.id());
        }
    }

    /**
     * What open tasks are listed under: a role or a person, in one workspace or in all.
     *
     * @param asked the role, or {@code @} and the person
     * @param workspace where; empty means everywhere
     */
    public record Queue(String asked, Optional<WorkspaceId> workspace) {
        /** Of whoever holds the role. */
        public static Queue of(RoleGrant grant) {
            return new Queue(grant.role().value(), grant.workspace());
        }

        /** Of one person, whom rules name. */
        public static Queue of(PersonId person, Optional<WorkspaceId> workspace) {
            return new Queue(keyOf(person), workspace);
        }

        private static String keyOf(PersonId person) {
            return "@" + person.value();
        }
    }

    /**
     * Which tasks of a queue. Every part that is given must fit.
     *
     * @param target of promotions into this workspace
     * @param artifact of promotions of this artifact, alone or in a unit
     * @param requestedBy of promotions that this person asked for
     * @param dueBefore due before that
     */
    public record Only(
            Optional<WorkspaceId> target,
            Optional<ArtifactRef> artifact,
            Optional<PersonId> requestedBy,
            Optional<Instant> dueBefore) {
        /** All of them. */
        public static final Only ALL = new Only(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The tasks of a promotion that the present unit of work holds locked: nobody else opens or closes one. */
    private record OpenTasks(OrganizationId organization, PromotionId promotion, List<HumanTask> tasks) {}

    /** Where tasks without a due time sort. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final String INSERT = """
            INSERT INTO sluice_task (
                org_id, id, promotion_id, kind, stage, named_stage, target_id, opened_at, due, flow_ref, extensions,
                escalated_to, settles_at)
            VALUES (
                :org, :id, :promotion, :kind, :stage, :namedStage, :target, :openedAt, :due, :flowRef, :extensions,
                :escalatedTo, :settlesAt)""";

    private static final String INSERT_ROLE = """
            INSERT INTO sluice_task_role (org_id, role, due, task_id, target_id)
            VALUES (:org, :role, :due, :task, :target)""";

    private static final String CLOSE = """
            DELETE FROM sluice_task
             WHERE org_id = :org AND id = :id""";

    private static final String CLOSE_ALL = """
            DELETE FROM sluice_task
             WHERE org_id = :org AND promotion_id = :promotion""";

    private static final String ASSIGN = """
            UPDATE sluice_task SET assigned = :assigned
             WHERE org_id = :org AND id = :id""";

    private static final String PUT_OFF = """
            UPDATE sluice_task
               SET due = :due, extensions = :extensions, escalated_to = :escalatedTo, settles_at = :settlesAt
             WHERE org_id = :org AND id = :id""";

    private static final String SETTLES_LATER = """
            UPDATE sluice_task SET settles_at = :settlesAt
             WHERE org_id = :org AND promotion_id = :promotion AND settles_at < :settlesAt""";

    private static final String SETTLING = """
            SELECT DISTINCT t.org_id, t.promotion_id
              FROM sluice_task t
             WHERE t.settles_at <= :now
             LIMIT :limit""";

    private static final String UPDATE_ROLE_DUE = """
            UPDATE sluice_task_role SET due = :due
             WHERE org_id = :org AND task_id = :id""";

    /** What {@link #read} needs, of the table under the name {@code t}: under names of their own, so that a promotion fits beside them in one row. */
    static final String COLUMNS = """
            t.org_id AS task_org_id, t.id AS task_id, t.promotion_id AS task_promotion_id, t.kind AS task_kind,
            t.stage AS task_stage, t.named_stage AS task_named_stage, t.target_id AS task_target_id,
            t.opened_at AS task_opened_at, t.due AS task_due, t.flow_ref AS task_flow_ref,
            t.extensions AS task_extensions, t.escalated_to AS task_escalated_to, t.assigned AS task_assigned""";

    private static final String OPEN_FOR = "SELECT " + COLUMNS + """

              FROM sluice_task t
             WHERE t.org_id = :org AND t.promotion_id = :promotion
             ORDER BY t.opened_at, t.id""";

    private static final String OPEN_FOR_ALL = "SELECT " + COLUMNS + """

              FROM sluice_task t
             WHERE t.org_id = :org AND t.promotion_id = ANY(:promotions)
             ORDER BY t.opened_at, t.id""";

    private final Sql sql;
    private final TaskQueue queue;

    TaskRows(Sql sql) {
        this.sql = sql;
        this.queue = new TaskQueue(sql);
    }

    /** Opens a task that asks these roles and whose deadline is the last word. */
    public void open(HumanTask task, Set<RoleId> roles) {
        open(task, roles, Set.of(), Optional.empty());
    }

    /**
     * Opens a task that asks these roles and these persons.
     *
     * @param settlesAt when Sluice itself puts the deadline off, if the policy says so
     */
    public void open(HumanTask task, Set<RoleId> roles, Set<PersonId> persons, Optional<Instant> settlesAt) {
        sql.release(OpenTasks.class);
        sql.insertLater(
                INSERT,
                Values.of(task.organization())
                        .and("id", task.id())
                        .and("promotion", task.promotion())
                        .and("kind", task.kind())
                        .and("stage", task.stage())
                        .and("namedStage", task.namedStage())
                        .and("target", task.target())
                        .and("openedAt", task.openedAt())
                        .and("due", task.due())
                        .and("flowRef", task.flowRef())
                        .and("extensions", task.extensions())
                        .and("escalatedTo", task.escalatedTo())
                        .and("settlesAt", settlesAt));
        ask(task, roles, persons);
    }

    /** Lets a task ask further roles; those that it asks already must not be among them. */
    public void ask(HumanTask task, Set<RoleId> roles) {
        ask(task, roles, Set.of());
    }

    private void ask(HumanTask task, Set<RoleId> roles, Set<PersonId> persons) {
        sql.batchLater(
                INSERT_ROLE,
                Stream.concat(
                                roles.stream().map(RoleId::value),
                                persons.stream().map(Queue::keyOf))
                        .map(asked -> Values.of(task.organization())
                                .and("role", asked)
                                .and("due", task.due().orElse(NEVER))
                                .and("task", task.id())
                                .and("target", task.target()))
                        .toList());
    }

    /** Closes a task; without effect when it is closed already. */
    public void close(OrganizationId organization, String taskId) {
        sql.release(OpenTasks.class);
        sql.updateLater(CLOSE, Values.of(organization).and("id", taskId));
    }

    /** The open tasks of a promotion, oldest first. */
    public List<HumanTask> openFor(OrganizationId organization, PromotionId promotion) {
        return openForRead(organization, promotion).value();
    }

    /** The question for the open tasks of a promotion. */
    public Read<List<HumanTask>> openForRead(OrganizationId organization, PromotionId promotion) {
        Optional<OpenTasks> held = sql.held(OpenTasks.class, OpenTasks.class)
                .filter(known -> known.promotion().equals(promotion)
                        && known.organization().equals(organization));
        return held.isPresent()
                ? Read.answered(sql, held.get().tasks())
                : sql.read(OPEN_FOR, Values.of(organization).and("promotion", promotion), TaskRows::read, tasks -> {
                    if (PromotionRows.isHeld(sql, organization, promotion)) {
                        sql.hold(OpenTasks.class, new OpenTasks(organization, promotion, tasks));
                    }
                    return tasks;
                });
    }

    /** The open tasks of these promotions, oldest first. */
    public List<HumanTask> openFor(OrganizationId organization, Collection<PromotionId> promotions) {
        String[] ids = promotions.stream().map(PromotionId::value).toArray(String[]::new);
        return sql.list(OPEN_FOR_ALL, Values.of(organization).and("promotions", ids), TaskRows::read);
    }

    /** Closes every task of a promotion. */
    public void closeAll(OrganizationId organization, PromotionId promotion) {
        sql.release(OpenTasks.class);
        sql.updateLater(CLOSE_ALL, Values.of(organization).and("promotion", promotion));
    }

    /** Writes the deadline of a task that was put off; without effect when it is closed already. */
    public void putOff(HumanTask task, Optional<Instant> settlesAt) {
        sql.release(OpenTasks.class);
        Values values = Values.of(task.organization()).and("id", task.id()).and("due", task.due());
        sql.update(UPDATE_ROLE_DUE, values);
        sql.update(
                PUT_OFF,
                values.and("extensions", task.extensions())
                        .and("escalatedTo", task.escalatedTo())
                        .and("settlesAt", settlesAt));
    }

    /** Promotions of any organization with a deadline that Sluice itself has to put off. */
    public List<DuePromotion> settling(Instant now, int limit) {
        return sql.list(SETTLING, Values.none().and("now", now).and("limit", limit), DuePromotion::read);
    }

    /** Tries the tasks of a promotion again later, so that it does not keep others waiting. */
    public void settleLater(DuePromotion due, Instant at) {
        sql.update(
                SETTLES_LATER,
                Values.of(due.organization()).and("promotion", due.promotion()).and("settlesAt", at));
    }

    /** Says whose attention a task asks for; nobody in particular for no persons. */
    public void assign(OrganizationId organization, String taskId, Set<PersonId> persons) {
        Optional<String> assigned = persons.isEmpty() ? Optional.empty() : Optional.of(Json.writeSet(persons));
        sql.release(OpenTasks.class);
        sql.update(ASSIGN, Values.of(organization).and("id", taskId).and("assigned", assigned));
    }

    /** Tasks in one of the queues, each once, by due time and id. */
    public List<Entry> page(OrganizationId organization, Set<Queue> queues, Optional<Key> after, int limit) {
        return page(organization, queues, Only.ALL, after, limit);
    }

    /** Some of the tasks in one of the queues, each once, by due time and id. */
    public List<Entry> page(OrganizationId organization, Set<Queue> queues, Only only, Optional<Key> after, int limit) {
        return queue.page(organization, queues, only, after.orElse(Key.START), limit);
    }

    /** How many tasks are in one of the queues, counted no further than the cap. */
    public int countCapped(OrganizationId organization, Set<Queue> queues, int cap) {
        return queue.count(organization, queues, cap);
    }

    static HumanTask read(Row row) throws SQLException {
        return new HumanTask(
                row.get("task_org_id", OrganizationId::new),
                row.text("task_id"),
                row.get("task_promotion_id", PromotionId::new),
                row.get("task_kind", HumanTask.Kind::valueOf),
                row.optionalText("task_stage"),
                row.flag("task_named_stage"),
                row.get("task_target_id", WorkspaceId::new),
                row.instant("task_opened_at"),
                row.optionalInstant("task_due"),
                row.text("task_flow_ref"),
                row.integer("task_extensions"),
                row.optional("task_escalated_to", RoleId::new),
                row.optionalText("task_assigned")
                        .map(json -> Set.copyOf(Json.readList(json, PersonId::new)))
                        .orElse(Set.of()));
    }
}
