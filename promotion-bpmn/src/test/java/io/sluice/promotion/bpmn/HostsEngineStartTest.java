package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.testing.BpmnFile.sequence;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.engine.SluiceEnginePlugin;
import io.sluice.promotion.bpmn.testing.HostsEngine;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.DbIdGenerator;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Moving into an engine of the host, out of it and in again, and what is refused. */
class HostsEngineStartTest {
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final TestDatabase database = closed(TestDatabase.h2Memory());
    private final SluiceFixture acme = SluiceFixture.unopened(database.dataSource());
    private final Transactions transactions = acme.transactions();

    private <T extends AutoCloseable> T closed(T part) {
        closing.push(part);
        return part;
    }

    @AfterEach
    void close() throws Exception {
        while (!closing.isEmpty()) {
            closing.pop().close();
        }
    }

    @Test
    void anEngineWithoutThePluginIsRefused() {
        ProcessEngineConfigurationImpl configuration = HostsEngine.configuration();
        configuration.setDataSource(database.dataSource());
        ProcessEngine engine = opened(configuration.buildProcessEngine());

        assertThatThrownBy(() -> start(engine)).satisfies(hasCode("engine.pluginMissing"));
    }

    @Test
    void anEngineInAnotherDatabaseIsRefused() {
        TestDatabase other = closed(TestDatabase.h2Memory());
        ProcessEngine joined = opened(HostsEngine.on(Transactions.threadBound(other.dataSource())));

        assertThatThrownBy(() -> start(joined)).satisfies(hasCode("engine.otherDatabase"));

        assertThat(joined.getManagementService().getProperties().keySet()).noneMatch(name -> name.startsWith("sluice"));
    }

    @Test
    void anEngineInOtherTransactionsIsRefused() {
        ProcessEngineConfigurationImpl configuration = HostsEngine.configuration();
        configuration.setDataSource(database.dataSource());
        configuration.getProcessEnginePlugins().add(new SluiceEnginePlugin());
        ProcessEngine engine = opened(configuration.buildProcessEngine());

        assertThatThrownBy(() -> start(engine)).satisfies(hasCode("engine.otherTransaction"));

        assertThat(engine.getManagementService().getProperties().keySet()).noneMatch(name -> name.startsWith("sluice"));
    }

    @Test
    void anEngineWhoseIdsTakeASecondConnectionIsRefused() {
        ProcessEngine engine = opened(HostsEngine.on(transactions));
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).setIdGenerator(new DbIdGenerator());

        assertThatThrownBy(() -> start(engine))
                .satisfies(hasCode("engine.setting"))
                .hasMessageContaining("idGenerator");

        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .setIdGenerator(new StrongUuidGenerator());
    }

    @Test
    void oneEngineTakesInOneSluice() {
        ProcessEngine engine = opened(HostsEngine.on(transactions));
        closed(start(engine));

        assertThatThrownBy(() -> start(engine)).satisfies(hasCode("engine.inUse"));
    }

    @Test
    void anEngineIsNotJoinedInTheMiddleOfAUnitOfWork() {
        ProcessEngine engine = opened(HostsEngine.on(transactions));

        assertThatThrownBy(() -> transactions.required(() -> start(engine))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onePluginServesOneEngine() {
        SluiceEnginePlugin plugin = SluiceEnginePlugin.joining(transactions);
        opened(with(plugin).buildProcessEngine());

        assertThatThrownBy(() -> with(plugin).buildProcessEngine()).hasMessageContaining("another engine already");
    }

    @Test
    void whileSluiceIsAwayJobsOfPromotionsLoseNoAttemptAndGoOnAfterwards() {
        ProcessEngine engine = opened(HostsEngine.on(transactions));
        SluiceEngine before = start(engine);
        PromotionRequest asked = approved(before);
        before.close();
        Job job = engine.getManagementService().createJobQuery().singleResult();

        assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId()))
                .hasStackTraceContaining("Promotions rest");

        Job after = engine.getManagementService().createJobQuery().singleResult();
        assertThat(after.getRetries()).isEqualTo(job.getRetries());
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
        SluiceEngine again = closed(start(engine));
        acme.use(again.sluice());
        engine.getManagementService().executeJob(job.getId());
        assertThat(acme.get(asked.id()).phase()).isEqualTo(PromotionPhase.DEPLOYING);
    }

    @Test
    void theHostsEngineGoesOnWhenSluiceIsClosed() {
        ProcessEngine engine = opened(HostsEngine.on(transactions));
        start(engine).close();

        HostsEngine.deploy(engine, sequence("holiday", "<userTask/>"));
        engine.getRuntimeService().startProcessInstanceByKey("holiday");

        assertThat(engine.getTaskService().createTaskQuery().count()).isEqualTo(1);
    }

    @Test
    void timersAndWorkAreDoneByTheHostsJobExecutorAndOurWorkers() {
        ProcessEngine engine = opened(HostsEngine.on(transactions));
        SluiceEngine sluice = closed(start(engine));
        acme.use(sluice.sluice());
        acme.populate(ACME);
        acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of()).withStages(List.of()));
        acme.register("1.0.0");
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getJobExecutor()
                .start();
        sluice.work();

        PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);

        Waiting.until(false, () -> acme.get(asked.id()).isOpen());
        assertThat(acme.deployer().calls()).isNotEmpty();
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getJobExecutor()
                .shutdown();
    }

    /** A promotion that waits for its turn to deploy, with a job that takes it there. */
    private PromotionRequest approved(SluiceEngine sluice) {
        acme.use(sluice.sluice());
        acme.populate(ACME);
        acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of()));
        acme.register("1.0.0");
        PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);
        try (ExternalWorker worker = new ExternalWorker(
                new ExternalSteps(
                        sluice.sluice().steps(), sluice.processEngine().getExternalTaskService(), sluice.hostSteps()),
                sluice.own(),
                sluice.processEngine().getExternalTaskService(),
                transactions,
                1,
                new HandsHere())) {
            worker.fetch();
        }
        return acme.approve(asked.id(), "bob");
    }

    private SluiceEngine start(ProcessEngine engine) {
        return SluiceEngine.builder()
                .transactions(transactions)
                .core(acme::wire)
                .engine(engine)
                .resting()
                .start();
    }

    private ProcessEngine opened(ProcessEngine engine) {
        closing.push(engine::close);
        return engine;
    }

    private static ProcessEngineConfigurationImpl with(SluiceEnginePlugin plugin) {
        ProcessEngineConfigurationImpl configuration = HostsEngine.configuration();
        configuration.getProcessEnginePlugins().add(plugin);
        return configuration;
    }

    private static Consumer<Throwable> hasCode(String code) {
        return problem -> assertThat(((SluiceException) problem).code()).isEqualTo(code);
    }
}
