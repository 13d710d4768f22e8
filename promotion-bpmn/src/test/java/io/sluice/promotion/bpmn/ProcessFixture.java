package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.Promotions;
import io.sluice.promotion.bpmn.testing.HostsEngine;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.ActorFactory;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.testing.MutableClock;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Acme on a real engine without threads of its own: a test moves the one clock that both know and runs jobs, outside work
 * and messages one by one. Before every test everything begins anew; after every test the invariants are checked and
 * what is still open is swept away. One engine serves all tests of a JVM that use {@link #shared()}.
 */
final class ProcessFixture implements AutoCloseable, BeforeEachCallback, AfterEachCallback {
    private static final class Shared {
        static final ProcessFixture ON_H2 = on(TestDatabase.h2Memory());
    }

    private static final class SharedWithoutProof {
        static final ProcessFixture ON_H2 = on(TestDatabase.h2Memory(), SluiceEngine.Builder::withoutProof);
    }

    private static final class SharedPostgres {
        static final ProcessFixture ON_POSTGRES = on(TestDatabase.postgres());
    }

    private final TestDatabase database;
    private final SluiceFixture acme;
    private final SluiceEngine sluice;
    private final ExternalWorker worker;
    private final Optional<ProcessEngine> host;

    private ProcessFixture(
            TestDatabase database,
            Function<Transactions, Optional<ProcessEngine>> host,
            Consumer<SluiceEngine.Builder> more) {
        this.database = database;
        this.acme = SluiceFixture.unopened(database.dataSource());
        setClock(MutableClock.MONDAY);
        SluiceEngine.Builder builder = SluiceEngine.builder()
                .transactions(acme.transactions())
                .core(acme::wire)
                .resting();
        this.host = host.apply(acme.transactions());
        this.host.ifPresent(builder::engine);
        more.accept(builder);
        this.sluice = builder.start();
        acme.use(sluice.sluice());
        this.worker = worker();
    }

    /** The engine that all process tests of a JVM share, on H2. */
    static ProcessFixture shared() {
        return Shared.ON_H2;
    }

    /** An engine that takes files which are not proved, and that tests of a JVM share, on H2. */
    static ProcessFixture sharedWithoutProof() {
        return SharedWithoutProof.ON_H2;
    }

    /** The engine that tests of a JVM share, on PostgreSQL. */
    static ProcessFixture sharedOnPostgres() {
        return SharedPostgres.ON_POSTGRES;
    }

    /** An engine of its own on this database, which it closes in the end. */
    static ProcessFixture on(TestDatabase database) {
        return on(database, builder -> {});
    }

    /** An engine of its own, built with more than the usual. */
    static ProcessFixture on(TestDatabase database, Consumer<SluiceEngine.Builder> more) {
        return new ProcessFixture(
                database,
                transactions -> Boolean.getBoolean("sluice.test.hosts-engine")
                        ? Optional.of(HostsEngine.on(transactions))
                        : Optional.empty(),
                more);
    }

    /** On an engine of a host, whose jobs are run by the test, too. */
    static ProcessFixture inEngineOfHost(TestDatabase database, Consumer<ProcessEngineConfigurationImpl> settings) {
        return inEngineOfHost(database, settings, builder -> {});
    }

    /** The same, built with more than the usual. */
    static ProcessFixture inEngineOfHost(
            TestDatabase database,
            Consumer<ProcessEngineConfigurationImpl> settings,
            Consumer<SluiceEngine.Builder> more) {
        return new ProcessFixture(database, transactions -> Optional.of(HostsEngine.on(transactions, settings)), more);
    }

    /** Who may look at incidents and have them tried again. */
    static Actor operator() {
        return new ActorFactory("host", Clock.systemUTC()).human("dan");
    }

    /** Who may deploy process files. */
    static Actor administrator() {
        return new ActorFactory("host", Clock.systemUTC()).human("pia");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        renew();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            new Invariants(this).check();
        } finally {
            sweep();
        }
        ClockUtil.reset();
    }

    /** Acme on empty tables, on Monday. */
    void renew() {
        setClock(MutableClock.MONDAY);
        database.clear();
        forgetWhatNeverChanges();
        acme.renew();
    }

    /** Emptying tables changes what never changes and is therefore remembered. */
    private void forgetWhatNeverChanges() {
        Object catalog = field(sluice.sluice().promotions(), "catalog");
        for (String memory : List.of("policies", "versions")) {
            ((Map<?, ?>) field(field(catalog, memory), "entries")).clear();
        }
    }

    private static Object field(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends what a test left open, as no operator could. */
    void sweep() {
        database.execute("UPDATE sluice_promotion SET status = 'CANCELLED'");
        List<String> left =
                engine().getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                        .map(ProcessInstance::getId)
                        .toList();
        left.forEach(id -> engine().getRuntimeService().deleteProcessInstance(id, "swept away"));
        engine().getRepositoryService().createDeploymentQuery().list().stream()
                .filter(deployment -> deployment.getTenantId() != null)
                .forEach(deployment -> engine().getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    /** Moves the clock of core and the engine. */
    void advance(Duration by) {
        setClock(now().plus(by));
    }

    /** Sets the clock of core and the engine. */
    void setClock(Instant moment) {
        acme.clock().set(moment);
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    Instant now() {
        return acme.clock().instant();
    }

    /** Jobs that are due, oldest first. */
    List<Job> dueJobs() {
        return engine().getManagementService()
                .createJobQuery()
                .executable()
                .orderByJobDuedate()
                .asc()
                .list();
    }

    /** Runs the jobs that are due and those that become due by that; says how many. A failing job fails the test. */
    int runJobs() {
        int count = 0;
        for (List<Job> due = dueJobs(); !due.isEmpty(); due = dueJobs()) {
            engine().getManagementService().executeJob(due.get(0).getId());
            count++;
        }
        return count;
    }

    /** Runs one job. */
    void runJob(String id) {
        engine().getManagementService().executeJob(id);
    }

    /** The newest request of acme. */
    PromotionRequest newest() {
        return sluice.sluice()
                .promotions()
                .list(acme.human("vic"), ACME, Promotions.Query.newest(1))
                .get(0);
    }

    /** Does one piece of outside work that is due, if there is one, here and now. */
    boolean work() {
        return worker.fetch();
    }

    /** Runs jobs and outside work until nothing is due any more. */
    void run() {
        while (runJobs() > 0 || work()) {
            // Goes on until nothing is due.
        }
    }

    /** A stage that asks for one person of a role. */
    static ApprovalStage stage(String name, String role) {
        return new ApprovalStage(name, List.of(new ApprovalRule(new RoleId(role), 1)));
    }

    /** Another worker, whose pieces of work are done where they are fetched. */
    ExternalWorker worker() {
        return new ExternalWorker(
                externalSteps(), sluice.own(), externalTasks(), acme.transactions(), 1, new HandsHere());
    }

    ExternalSteps externalSteps() {
        return new ExternalSteps(sluice.sluice().steps(), externalTasks(), sluice.hostSteps());
    }

    /** A worker fetches one piece of work and is never heard of again, unless the test lets it. */
    LockedExternalTask fetchAs(String worker) {
        var query = externalTasks().fetchAndLock(1, worker);
        for (String topic : ExternalSteps.topics()) {
            query = query.topic(topic, ExternalWorker.LOCK.toMillis()).variables("organizationId", "promotionId");
        }
        List<LockedExternalTask> fetched = query.execute();
        assertThat(fetched).as("work for outside").hasSize(1);
        return fetched.get(0);
    }

    /** rita asks, and everything runs that runs by itself: until people are asked, or to the end. */
    PromotionRequest request(String label, WorkspaceId from, WorkspaceId to) {
        return after(acme.request(label, from, to));
    }

    /** rita asks for a deployment that must not begin before a time. */
    PromotionRequest requestNotBefore(String label, WorkspaceId from, WorkspaceId to, Instant earliest) {
        return after(sluice.sluice()
                .promotions()
                .request(acme.human("rita"), ACME, wanted(label, from, to).notBefore(earliest), key()));
    }

    /** A person approves what they see, and everything runs that runs by itself then. */
    PromotionRequest approve(PromotionRequest request, String person) {
        return after(acme.approve(request.id(), person));
    }

    /** A version that bob let into staging. */
    PromotionRequest inStaging(String label) {
        acme.register(label);
        return approve(request(label, DEV, STAGING), "bob");
    }

    private PromotionRequest after(PromotionRequest request) {
        run();
        return get(request);
    }

    /** The request as it is now. */
    PromotionRequest get(PromotionRequest request) {
        return acme.get(request.id());
    }

    /** The running process of a promotion. */
    ProcessInstance instance(PromotionRequest request) {
        return engine().getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(request.id().value())
                .singleResult();
    }

    /** The types of the audit events of a promotion, in order. */
    List<String> trail(PromotionId id) {
        return sluice.sluice().audit().ofPromotion(acme.human("audrey"), ACME, id).stream()
                .map(event -> event.type())
                .toList();
    }

    TestDatabase database() {
        return database;
    }

    SluiceFixture acme() {
        return acme;
    }

    SluiceEngine sluice() {
        return sluice;
    }

    ProcessEngine engine() {
        return sluice.processEngine();
    }

    /** The engine of the host, as the host calls it. */
    ProcessEngine hosts() {
        return host.orElseThrow();
    }

    ExternalTaskService externalTasks() {
        return engine().getExternalTaskService();
    }

    @Override
    public void close() {
        worker.close();
        sluice.close();
        host.ifPresent(ProcessEngine::close);
        database.close();
    }
}
