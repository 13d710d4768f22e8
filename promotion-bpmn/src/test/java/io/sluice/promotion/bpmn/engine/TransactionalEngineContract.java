package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.testing.TestDatabase;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Our rows and the engine's share one fate, whoever opened the unit of work. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TransactionalEngineContract {
    private final TestDatabase database;
    private final Transactions transactions;
    private EmbeddedEngine embedded;
    private ProcessEngine engine;
    private RuntimeService runtime;
    private ManagementService management;
    private volatile JavaDelegate step = execution -> {};

    TransactionalEngineContract(TestDatabase database) {
        this.database = database;
        this.transactions = Transactions.threadBound(database.dataSource());
    }

    @BeforeAll
    void start() {
        database.execute("create table promo (id varchar(100) primary key)");
        JavaDelegate delegate = execution -> step.execute(execution);
        embedded = EmbeddedEngine.on(transactions)
                .vocabulary(new StepVocabulary(Map.of("step", delegate), Set.of()))
                .start();
        engine = embedded.processEngine();
        runtime = engine.getRuntimeService();
        management = engine.getManagementService();
        String serviceTask = "<serviceTask camunda:delegateExpression=\"${step}\" />";
        deploy(BpmnFile.sequence("task", "<userTask />"));
        deploy(BpmnFile.sequence("now", serviceTask, "<userTask />"));
        deploy(BpmnFile.sequence(
                "job", "<serviceTask camunda:delegateExpression=\"${step}\" camunda:asyncBefore=\"true\" />"));
        deploy(BpmnFile.process("caught", """
                <startEvent id="start" />
                <serviceTask id="work" camunda:delegateExpression="${step}" />
                <boundaryEvent id="busy" attachedToRef="work"><errorEventDefinition id="error" /></boundaryEvent>
                <userTask id="after" />
                """ + BpmnFile.flow("start", "work") + BpmnFile.flow("busy", "after")));
        deploy(BpmnFile.process("repeating", """
                <startEvent id="start" />
                <userTask id="wait" />
                <boundaryEvent id="again" attachedToRef="wait" cancelActivity="false">
                  <timerEventDefinition id="timer"><timeCycle>R3/PT10M</timeCycle></timerEventDefinition>
                </boundaryEvent>
                <serviceTask id="work" camunda:delegateExpression="${step}" />
                """ + BpmnFile.flow("start", "wait") + BpmnFile.flow("again", "work")));
    }

    @AfterEach
    void leaveNothingBehind() {
        embedded.stopJobs();
        runtime.createProcessInstanceQuery()
                .list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test"));
        database.execute("delete from promo");
        step = execution -> {};

        assertThat(database.lent()).as("connections still lent").isZero();
    }

    @AfterAll
    void stop() {
        embedded.close();
        database.close();
    }

    /** In New York it is half past one twice that night; this is the second time. */
    @Test
    void readsAMomentInEveryTimeZoneAsItWasWrittenInAnother() {
        Instant at = Instant.parse("2026-11-01T06:30:00Z");
        TimeZone before = TimeZone.getDefault();
        runtime.startProcessInstanceByKey("repeating");
        String timer = management.createJobQuery().singleResult().getId();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            management.setJobDuedate(timer, Date.from(at));

            assertThat(management.createJobQuery().singleResult().getDuedate().toInstant())
                    .isEqualTo(at);
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            assertThat(management.createJobQuery().singleResult().getDuedate().toInstant())
                    .isEqualTo(at);
            assertThat(management
                            .createJobQuery()
                            .duedateLowerThan(Date.from(at.plusSeconds(1)))
                            .count())
                    .isOne();
            assertThat(management
                            .createJobQuery()
                            .duedateLowerThan(Date.from(at))
                            .count())
                    .isZero();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    // a command

    @Test
    void tellsADatabaseThatGoesAwayUnderTheEngineAsUnavailable() {
        step = execution -> {
            throw new ProcessEngineException("The engine failed.", new SQLException("gone", "08006"));
        };

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("now"))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        told -> assertThat(told.code()).isEqualTo("database.unavailable"));
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void leavesWhatDoesNotPassAsItIs() {
        step = execution -> {
            throw new ProcessEngineException("The engine failed.", new SQLException("no such table", "42P01"));
        };

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("now")).isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void commitsOurRowAndTheEnginesTogether() {
        transactions.required(() -> {
            insert("1");
            return runtime.startProcessInstanceByKey("task");
        });

        assertThat(promos()).isEqualTo(1);
        assertThat(executions()).isPositive();
    }

    @Test
    void rollsBothBackWhenTheCallerThrowsAfterBothWrites() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    insert("1");
                    runtime.startProcessInstanceByKey("task");
                    throw new IllegalStateException("too late");
                }))
                .hasMessage("too late");

        assertThat(promos()).isZero();
        assertThat(executions()).isZero();
    }

    @Test
    void rollsTheEngineBackWhenOurWriteFailsAfterIt() {
        insertAlone("1");

        assertThatThrownBy(() -> transactions.required(() -> {
                    runtime.startProcessInstanceByKey("task");
                    insert("1");
                    return "";
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(executions()).isZero();
    }

    @Test
    void rollsOurRowBackWhenTheEngineFailsAfterIt() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    insert("1");
                    return runtime.startProcessInstanceByKey("no such process");
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(promos()).isZero();
    }

    @Test
    void rollsEverythingBackWhenTheCommitIsLost() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    insert("1");
                    runtime.startProcessInstanceByKey("task");
                    database.loseNextCommit();
                    return "";
                }))
                .isInstanceOf(UnavailableException.class);

        assertThat(promos()).isZero();
        assertThat(executions()).isZero();
    }

    @Test
    void forgetsADeploymentThatIsRolledBack() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    deploy(BpmnFile.sequence("forgotten", "<userTask />"));
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("forgotten")
                        .count())
                .isZero();
    }

    @Test
    void doomsTheUnitOfWorkWhenAnEngineFailureInsideItIsSwallowed() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    insert("1");
                    assertThatThrownBy(() -> runtime.startProcessInstanceByKey("no such process"))
                            .isInstanceOf(RuntimeException.class);
                    return "";
                }))
                .hasMessageContaining("marked for rollback");

        assertThat(promos()).isZero();
    }

    @Test
    void showsItsWritesInsideTheUnitOfWorkAndToNobodyElse() {
        transactions.required(() -> {
            runtime.startProcessInstanceByKey("task");

            assertThat(engine.getTaskService().createTaskQuery().count()).isEqualTo(1);
            assertThat(database.number("select count(*) from act_ru_task")).isZero();
            return "";
        });

        assertThat(database.number("select count(*) from act_ru_task")).isEqualTo(1);
    }

    @Test
    void commitsByItselfWhenNobodyOpenedAUnitOfWork() {
        step = execution -> insert("1");

        runtime.startProcessInstanceByKey("now");

        assertThat(promos()).isEqualTo(1);
        assertThat(executions()).isPositive();
    }

    @Test
    void rollsBackWhatAStepWroteBeforeItFailed() {
        step = execution -> {
            insert("1");
            throw new IllegalStateException("broken");
        };

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("now")).hasMessageContaining("broken");

        assertThat(promos()).isZero();
        assertThat(executions()).isZero();
    }

    @Test
    void letsAStepJoinWithAUnitOfWorkAndAnEngineCallOfItsOwn() {
        step = execution -> transactions.required(() -> {
            insert("1");
            return runtime.startProcessInstanceByKey("task");
        });

        assertThatThrownBy(() -> transactions.required(() -> {
                    runtime.startProcessInstanceByKey("now");
                    throw new IllegalStateException("too late");
                }))
                .hasMessage("too late");

        assertThat(promos()).isZero();
        assertThat(executions()).isZero();
    }

    @Test
    void commitsWhatAStepWroteBeforeAnErrorThatTheProcessCatches() {
        step = execution -> {
            insert("1");
            throw new BpmnError("TARGET_BUSY");
        };

        runtime.startProcessInstanceByKey("caught");

        assertThat(promos()).isEqualTo(1);
        assertThat(engine.getTaskService().createTaskQuery().singleResult().getTaskDefinitionKey())
                .isEqualTo("after");
    }

    // a job

    @Test
    void rollsBackWhatAJobWroteBeforeItFailedAndTriesItAgainLater() {
        runtime.startProcessInstanceByKey("job");
        step = execution -> {
            insert("1");
            throw new IllegalStateException("broken");
        };
        Instant before = Instant.now();

        assertThatThrownBy(() -> management.executeJob(job().getId())).hasMessageContaining("broken");

        assertThat(promos()).isZero();
        assertThat(job().getRetries()).isEqualTo(9);
        assertThat(job().getDuedate().toInstant())
                .isAfter(before.plusSeconds(4))
                .isBefore(before.plusSeconds(60));
    }

    @Test
    void triesAJobTenTimesWithGrowingPausesAndThenRaisesAnIncident() {
        runtime.startProcessInstanceByKey("job");
        step = execution -> {
            throw new IllegalStateException("broken");
        };

        List<Duration> pauses = IntStream.range(0, 9)
                .mapToObj(attempt -> {
                    Instant now = Instant.now();
                    failJob();
                    return Duration.between(now, job().getDuedate().toInstant());
                })
                .toList();
        failJob();

        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(14));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(59));
        assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(200));
        assertThat(pauses.subList(3, 9)).allMatch(pause -> pause.compareTo(Duration.ofSeconds(299)) >= 0);
        assertThat(job().getRetries()).isZero();
        assertThat(runtime.createIncidentQuery().singleResult().getIncidentType())
                .isEqualTo("failedJob");
    }

    @Test
    void repeatsAJobWhoseCommitWasLostWithOneEffect() {
        runtime.startProcessInstanceByKey("job");
        step = execution -> insert("1");
        String job = job().getId();

        database.loseNextCommit();
        assertThatThrownBy(() -> management.executeJob(job)).isInstanceOf(UnavailableException.class);
        assertThat(promos()).isZero();
        management.executeJob(job);

        assertThat(promos()).isEqualTo(1);
        assertThat(executions()).isZero();
    }

    @Test
    void schedulesTheNextRunOfARepeatingTimerAlthoughThisOneFailed() {
        runtime.startProcessInstanceByKey("repeating");
        step = execution -> {
            throw new IllegalStateException("broken");
        };
        String first = job().getId();

        assertThatThrownBy(() -> management.executeJob(first)).hasMessageContaining("broken");

        assertThat(management.createJobQuery().list())
                .hasSize(2)
                .anyMatch(job -> job.getId().equals(first) && job.getRetries() == 9);
    }

    @Test
    void startsAJobOnlyAfterTheCallersCommitAndThenAtOnce() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        step = execution -> {
            if (read("select count(*) from promo") == 1) {
                ran.countDown();
            }
        };
        embedded.startJobs();

        transactions.required(() -> {
            runtime.startProcessInstanceByKey("job");

            assertThat(database.number("select count(*) from act_ru_job")).isZero();
            insert("1");
            return "";
        });

        assertThat(ran.await(30, TimeUnit.SECONDS))
                .as("the job ran and saw our row")
                .isTrue();
    }

    @Test
    void wakesTheJobExecutorForATimerThatWasMovedToNow() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        step = execution -> ran.countDown();
        runtime.startProcessInstanceByKey("repeating");
        embedded.startJobs();

        transactions.required(() -> {
            management.setJobDuedate(
                    job().getId(), java.util.Date.from(Instant.now().minusSeconds(1)));
            embedded.jobHint().afterCommit();
            return "";
        });

        assertThat(ran.await(30, TimeUnit.SECONDS)).as("the timer went off").isTrue();
    }

    // connections

    @Test
    void needsNoSecondConnectionWhileItHoldsOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> starts = IntStream.range(0, 48)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> transactions.required(() -> {
                        insert("p" + number);
                        return runtime.startProcessInstanceByKey("task");
                    })))
                    .toList();
            for (Future<?> start : starts) {
                start.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(promos()).isEqualTo(48);
        assertThat(engine.getTaskService().createTaskQuery().count()).isEqualTo(48);
    }

    @Test
    void isNotStartedInsideAUnitOfWork() {
        assertThatThrownBy(() -> transactions.required(
                        () -> EmbeddedEngine.on(transactions).start()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void changesNothingWhenItStartsAgainOnItsTables() {
        EngineSchema schema = new EngineSchema(database.dataSource(), EngineTables.inDefaultSchema());

        assertThat(schema.create()).isFalse();
        assertThat(schema.validate()).isEmpty();
        assertThatCode(() -> EmbeddedEngine.on(transactions)
                        .createTables(false)
                        .start()
                        .close())
                .doesNotThrowAnyException();
    }

    private void deploy(String file) {
        engine.getRepositoryService()
                .createDeployment()
                .addString("file.bpmn", file)
                .deploy();
    }

    private Job job() {
        return management.createJobQuery().singleResult();
    }

    private void failJob() {
        assertThatThrownBy(() -> management.executeJob(job().getId())).hasMessageContaining("broken");
    }

    private int promos() {
        return database.number("select count(*) from promo");
    }

    private int executions() {
        return database.number("select count(*) from act_ru_execution");
    }

    private void insertAlone(String id) {
        transactions.required(() -> {
            insert(id);
            return "";
        });
    }

    private void insert(String id) {
        try (Connection connection = transactions.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into promo values (?)")) {
            insert.setString(1, id);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int read(String sql) {
        try (Connection connection = transactions.dataSource().getConnection()) {
            return TestDatabase.number(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
