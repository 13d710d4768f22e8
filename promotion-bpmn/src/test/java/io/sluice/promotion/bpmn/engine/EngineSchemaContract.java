package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine's tables come into being once, wherever they shall lie and however many programs start. */
abstract class EngineSchemaContract {
    private static final EngineTables DEFAULT = EngineTables.inDefaultSchema();

    final TestDatabase database;

    EngineSchemaContract(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void close() {
        assertThat(database.lent()).as("connections still lent").isZero();
        database.close();
    }

    @Test
    void createsTheTablesAndTheMissingIndexes() {
        EngineSchema schema = schema(DEFAULT);

        assertThat(schema.create()).isTrue();
        assertThat(schema.validate()).isEmpty();
        assertThat(database.number("select count(*) from act_ge_property")).isPositive();
    }

    @Test
    void changesNothingTheSecondTime() {
        schema(DEFAULT).create();

        assertThat(schema(DEFAULT).create()).isFalse();
    }

    @Test
    void addsTheIndexesToTablesThatAnAdministratorMade() {
        schema(DEFAULT).create();
        database.execute("drop index sluice_idx_job_duedate");
        database.execute("drop index sluice_idx_task_parent");

        assertThat(schema(DEFAULT).validate()).containsExactly("ACT_RU_TASK(PARENT_TASK_ID_)", "ACT_RU_JOB(DUEDATE_)");
        assertThat(schema(DEFAULT).create()).isTrue();
        assertThat(schema(DEFAULT).validate()).isEmpty();
    }

    @Test
    void takesAnIndexOfAnotherName() {
        schema(DEFAULT).create();
        database.execute("drop index sluice_idx_job_duedate");
        database.execute("create index theirs on act_ru_job(duedate_, id_)");

        assertThat(schema(DEFAULT).create()).isFalse();
    }

    @Test
    void refusesTablesOfAnotherVersionOfTheEngine() {
        schema(DEFAULT).create();
        database.execute("update act_ge_schema_log set version_ = '7.22.0'");

        assertThatThrownBy(() -> schema(DEFAULT).create()).hasMessageContaining("7.22.0");
        assertThatThrownBy(() -> schema(DEFAULT).validate()).hasMessageContaining("7.22.0");
    }

    @Test
    void saysWhenTheTablesAreMissing() {
        assertThatThrownBy(() -> schema(DEFAULT).validate()).hasMessageContaining("are missing");
        assertThatThrownBy(() -> EmbeddedEngine.on(Transactions.threadBound(database.dataSource()))
                        .createTables(false)
                        .start())
                .hasMessageContaining("are missing");
    }

    @Test
    void printsWhatAnAdministratorCanRun() {
        schema(DEFAULT).script().forEach(database::execute);

        assertThat(schema(DEFAULT).create()).isFalse();
    }

    @Test
    void runsTheEngineUnderAnotherPrefix() {
        runEngine(DEFAULT.prefixed("Sluice_"));

        assertThat(database.number("select count(*) from sluice_act_ru_task")).isEqualTo(1);
        runEngine(DEFAULT);
        assertThat(database.number("select count(*) from act_ru_task")).isEqualTo(1);
    }

    @Test
    void runsTheEngineInAnotherSchema() {
        String name = schemaName();

        runEngine(EngineTables.inSchema(name).prefixed("x_"));

        assertThat(database.number("select count(*) from " + name + ".x_act_ru_task"))
                .isEqualTo(1);
        assertThat(schema(EngineTables.inSchema(name).prefixed("x_")).create()).isFalse();
        database.execute("drop schema " + name + " cascade");
    }

    @Test
    void letsSeveralProgramsStartAtOnceOnNothing() throws Exception {
        int programs = 3;
        CyclicBarrier together = new CyclicBarrier(programs);
        ExecutorService threads = Executors.newFixedThreadPool(programs);
        try {
            List<Future<Boolean>> starts = new ArrayList<>();
            for (int i = 0; i < programs; i++) {
                starts.add(threads.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    EmbeddedEngine.on(Transactions.threadBound(database.dataSource()))
                            .start()
                            .close();
                    return schema(DEFAULT).validate().isEmpty();
                }));
            }

            for (Future<Boolean> start : starts) {
                assertThat(start.get(120, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.number("select count(*) from act_ge_schema_log")).isEqualTo(1);
    }

    private void runEngine(EngineTables tables) {
        try (EmbeddedEngine engine = EmbeddedEngine.on(Transactions.threadBound(database.dataSource()))
                .tables(tables)
                .start()) {
            engine.processEngine()
                    .getRepositoryService()
                    .createDeployment()
                    .addString("p.bpmn", BpmnFile.sequence("p", "<userTask />"))
                    .deploy();
            engine.processEngine().getRuntimeService().startProcessInstanceByKey("p");

            assertThat(engine.processEngine().getTaskService().createTaskQuery().count())
                    .isEqualTo(1);
        }
    }

    private EngineSchema schema(EngineTables tables) {
        return new EngineSchema(database.dataSource(), tables);
    }

    private static String schemaName() {
        return "other_" + Long.toHexString(System.nanoTime());
    }
}
