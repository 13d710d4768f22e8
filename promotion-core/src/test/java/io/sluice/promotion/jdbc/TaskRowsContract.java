package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static io.sluice.promotion.jdbc.Samples.APPROVER;
import static io.sluice.promotion.jdbc.Samples.DEV;
import static io.sluice.promotion.jdbc.Samples.GLOBEX;
import static io.sluice.promotion.jdbc.Samples.LEGAL;
import static io.sluice.promotion.jdbc.Samples.NOON;
import static io.sluice.promotion.jdbc.Samples.PROD;
import static io.sluice.promotion.jdbc.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class TaskRowsContract extends StorageContract {
    private static final RoleGrant EVERY_APPROVER = new RoleGrant(APPROVER, Optional.empty());

    TaskRowsContract(Supplier<TestDatabase> opening) {
        super(opening);
    }

    @BeforeEach
    void settle() {
        Samples.world(storage, ACME);
        Samples.promotions(storage, ACME, 3);
    }

    @Test
    void taskComesBackAsItWas() {
        HumanTask approval = task("T1", "P001", Optional.of(NOON.plusSeconds(60)));
        HumanTask repair = new HumanTask(
                ACME,
                "T2",
                new PromotionId("P001"),
                HumanTask.Kind.REPAIR,
                Optional.empty(),
                true,
                DEV,
                NOON.plusSeconds(1),
                Optional.empty(),
                Samples.TEXT);

        storage.tasks().open(approval, Set.of(APPROVER, LEGAL));
        storage.tasks().open(repair, Set.of(APPROVER));

        assertThat(storage.tasks().openFor(ACME, new PromotionId("P001"))).containsExactly(approval, repair);
        List<TaskRows.Entry> page = page(Set.of(EVERY_APPROVER), Optional.empty(), 10);
        assertThat(page).extracting(TaskRows.Entry::task).containsExactly(approval, repair);
        assertThat(page)
                .extracting(TaskRows.Entry::promotion)
                .containsOnly(
                        storage.promotions().find(ACME, new PromotionId("P001")).orElseThrow());
        assertThat(page)
                .extracting(TaskRows.Entry::sortDue)
                .containsExactly(NOON.plusSeconds(60), Instant.parse("9999-12-31T00:00:00Z"));
    }

    @Test
    void closedTaskIsGoneFromEveryQueue() {
        storage.tasks().open(task("T1", "P001", Optional.empty()), Set.of(APPROVER, LEGAL));
        storage.tasks().open(task("T2", "P002", Optional.empty()), Set.of(APPROVER));
        storage.tasks().open(task("T3", "P002", Optional.empty()), Set.of(APPROVER));

        storage.tasks().close(ACME, "T1");
        storage.tasks().close(ACME, "T1");
        assertThat(ids(page(Set.of(EVERY_APPROVER), Optional.empty(), 10))).containsExactly("T2", "T3");

        storage.tasks().closeAll(ACME, new PromotionId("P002"));
        assertThat(page(Set.of(EVERY_APPROVER), Optional.empty(), 10)).isEmpty();
        assertThat(database.texts("SELECT task_id FROM sluice_task_role")).isEmpty();
    }

    @Test
    void movedTaskMovesInTheQueue() {
        storage.tasks().open(task("T1", "P001", Optional.of(NOON)), Set.of(APPROVER, LEGAL));
        storage.tasks().open(task("T2", "P002", Optional.of(NOON.plusSeconds(1))), Set.of(APPROVER));

        storage.tasks()
                .putOff(
                        task("T1", "P001", Optional.of(NOON)).due(NOON.plusSeconds(2), 1, Optional.of(LEGAL)),
                        Optional.of(NOON.plusSeconds(2)));

        List<TaskRows.Entry> page = page(Set.of(EVERY_APPROVER), Optional.empty(), 10);
        assertThat(ids(page)).containsExactly("T2", "T1");
        assertThat(page.get(1).task().due()).contains(NOON.plusSeconds(2));
        assertThat(page.get(1).sortDue()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void taskThatAsksTwoRolesOfOnePersonIsListedOnce() {
        storage.tasks().open(task("T1", "P001", Optional.of(NOON)), Set.of(APPROVER, LEGAL));
        Set<RoleGrant> both = Set.of(
                EVERY_APPROVER, new RoleGrant(LEGAL, Optional.empty()), new RoleGrant(APPROVER, Optional.of(PROD)));

        assertThat(ids(page(both, Optional.empty(), 10))).containsExactly("T1");
        assertThat(storage.tasks().countCapped(ACME, queues(both), 10)).isEqualTo(1);
    }

    @Test
    void grantInOneWorkspaceShowsTasksOfThatWorkspaceOnly() {
        storage.tasks().open(task("T1", "P001", Optional.of(NOON)), Set.of(APPROVER));

        assertThat(page(Set.of(RoleGrant.in(DEV, "approver")), Optional.empty(), 10))
                .isEmpty();
        assertThat(page(Set.of(RoleGrant.in(PROD, "approver")), Optional.empty(), 10))
                .hasSize(1);
        assertThat(page(Set.of(), Optional.empty(), 10)).isEmpty();
        assertThat(storage.tasks().countCapped(ACME, queues(Set.of()), 10)).isZero();
    }

    @Test
    void tasksDueAtTheSameMomentAreDividedByTheirIds() {
        for (int i = 1; i <= 5; i++) {
            storage.tasks().open(task("T" + i, "P001", Optional.of(NOON)), Set.of(APPROVER));
        }

        List<TaskRows.Entry> first = page(Set.of(EVERY_APPROVER), Optional.empty(), 2);
        List<TaskRows.Entry> second =
                page(Set.of(EVERY_APPROVER), Optional.of(first.get(1).key()), 2);

        assertThat(ids(first)).containsExactly("T1", "T2");
        assertThat(ids(second)).containsExactly("T3", "T4");
    }

    @Test
    void taskThatAsksAPersonByNameIsInTheirQueueOnly() {
        PersonId longest = new PersonId("\uD83D\uDE00".repeat(200));
        storage.tasks()
                .open(task("T1", "P001", Optional.of(NOON)), Set.of(), Set.of(Samples.MIA, longest), Optional.empty());
        storage.tasks().assign(ACME, "T1", Set.of(longest));

        assertThat(ids(pageOf(TaskRows.Queue.of(Samples.MIA, Optional.empty()))))
                .containsExactly("T1");
        assertThat(pageOf(TaskRows.Queue.of(longest, Optional.of(PROD)))
                        .get(0)
                        .task()
                        .assigned())
                .containsExactly(longest);
        assertThat(pageOf(TaskRows.Queue.of(longest, Optional.of(DEV)))).isEmpty();
        assertThat(pageOf(TaskRows.Queue.of(Samples.NOA, Optional.empty()))).isEmpty();
    }

    private List<TaskRows.Entry> pageOf(TaskRows.Queue queue) {
        return storage.tasks().page(ACME, Set.of(queue), Optional.empty(), 10);
    }

    @Test
    void countStopsAtTheCap() {
        for (int i = 1; i <= 5; i++) {
            storage.tasks().open(task("T" + i, "P001", Optional.empty()), Set.of(APPROVER, LEGAL));
        }

        assertThat(storage.tasks().countCapped(ACME, queues(Set.of(EVERY_APPROVER)), 3))
                .isEqualTo(3);
        assertThat(storage.tasks()
                        .countCapped(ACME, queues(Set.of(EVERY_APPROVER, RoleGrant.everywhere("legal:eu"))), 9))
                .isEqualTo(5);
        assertThat(storage.tasks().countCapped(GLOBEX, queues(Set.of(EVERY_APPROVER)), 3))
                .isZero();
    }

    /** Seeded: 400 tasks with few due times, 6 roles, 3 workspaces; 30 persons with random grants turn random pages. */
    @Test
    void turningPagesShowsExactlyWhatOneScanWould() {
        Random random = new Random(20260301);
        Map<String, Set<RoleId>> roles = new HashMap<>();
        List<HumanTask> tasks = new ArrayList<>();
        commit(() -> {
            for (int i = 0; i < 400; i++) {
                HumanTask task = randomTask(random, "T%04d".formatted(random.nextInt(1000) * 1000 + i));
                roles.put(task.id(), randomRoles(random));
                tasks.add(task);
                storage.tasks().open(task, roles.get(task.id()));
            }
        });
        tasks.sort(Comparator.comparing((HumanTask task) -> task.due().orElse(Instant.MAX))
                .thenComparing(HumanTask::id));

        for (int person = 0; person < 30; person++) {
            Set<RoleGrant> grants = randomGrants(random);
            List<String> expected = tasks.stream()
                    .filter(task -> grants.stream()
                            .anyMatch(grant -> grant.appliesTo(task.target())
                                    && roles.getOrDefault(task.id(), Set.of()).contains(grant.role())))
                    .map(HumanTask::id)
                    .toList();

            assertThat(turnPages(grants, 1 + random.nextInt(40))).isEqualTo(expected);
            assertThat(storage.tasks().countCapped(ACME, queues(grants), 1000)).isEqualTo(expected.size());
        }
    }

    private List<String> turnPages(Set<RoleGrant> grants, int limit) {
        List<String> seen = new ArrayList<>();
        Optional<TaskRows.Key> after = Optional.empty();
        while (true) {
            List<TaskRows.Entry> page = page(grants, after, limit);
            seen.addAll(ids(page));
            if (page.size() < limit) {
                return seen;
            }
            after = Optional.of(page.get(limit - 1).key());
        }
    }

    private static HumanTask randomTask(Random random, String id) {
        Optional<Instant> due =
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of(NOON.plusSeconds(random.nextInt(20)));
        return new HumanTask(
                ACME,
                id,
                new PromotionId("P00" + (1 + random.nextInt(3))),
                HumanTask.Kind.APPROVAL,
                Optional.of("approval"),
                false,
                randomWorkspace(random),
                NOON,
                due,
                "flow");
    }

    private static Set<RoleId> randomRoles(Random random) {
        Set<RoleId> roles = new HashSet<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            roles.add(new RoleId("role-" + random.nextInt(6)));
        }
        return roles;
    }

    private static Set<RoleGrant> randomGrants(Random random) {
        Set<RoleGrant> grants = new HashSet<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            Optional<WorkspaceId> where =
                    random.nextBoolean() ? Optional.empty() : Optional.of(randomWorkspace(random));
            grants.add(new RoleGrant(new RoleId("role-" + random.nextInt(6)), where));
        }
        return grants;
    }

    private static WorkspaceId randomWorkspace(Random random) {
        return List.of(DEV, PROD, new WorkspaceId("stg")).get(random.nextInt(3));
    }

    private static Set<TaskRows.Queue> queues(Set<RoleGrant> grants) {
        return grants.stream().map(TaskRows.Queue::of).collect(Collectors.toSet());
    }

    private List<TaskRows.Entry> page(Set<RoleGrant> grants, Optional<TaskRows.Key> after, int limit) {
        return storage.tasks().page(ACME, queues(grants), after, limit);
    }

    private static List<String> ids(List<TaskRows.Entry> page) {
        return page.stream().map(entry -> entry.task().id()).toList();
    }
}
