package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.testing.TestDatabase;
import io.sluice.promotion.bpmn.testing.TestDatabases;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.transaction.Transactions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each known way to make the engine do a process author's bidding fails twice: the guards refuse the file, and an engine
 * without guards cannot run it. Where it can be shown, the same file is shown to work on an engine as it is delivered,
 * so that no attack fails because it was written wrong.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class LockdownContract {
    static final String CODE = "attack";

    private static final String STOPPED_BY_THE_LOCK =
            "(?s).*(is not evaluated|is not allowed in a process|cannot name classes).*";

    /** Started once for all tests; none of them has threads of its own. */
    private static final class Engines {
        static final TestDatabase DATABASE = TestDatabases.h2(4);
        static final EmbeddedEngine GUARDED = EmbeddedEngine.on(
                        Transactions.threadBound(TestDatabases.h2(4).dataSource()))
                .vocabulary(vocabulary())
                .start();
        static final ProcessEngine INNER = inner();
        static final ProcessEngine DELIVERED = delivered();

        private static ProcessEngine inner() {
            new EngineSchema(DATABASE.dataSource(), EngineTables.inDefaultSchema()).create();
            ProcessEngineConfigurationImpl configuration = new TransactionalEngineConfiguration(
                    Transactions.threadBound(DATABASE.dataSource()),
                    EngineTables.inDefaultSchema(),
                    Lockdown.withoutGuards(vocabulary()),
                    new MarkedElements() {},
                    OutsideWork.NOBODY);
            return configuration.setProcessEngineName("inner").buildProcessEngine();
        }

        private static ProcessEngine delivered() {
            ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
            configuration.setJdbcUrl("jdbc:h2:mem:delivered");
            configuration.setEnforceHistoryTimeToLive(false);
            return configuration.setProcessEngineName("delivered").buildProcessEngine();
        }
    }

    /** Not public on purpose: a bean need not be. */
    static final class Policy {
        public String reminders(Object execution) {
            return "R2/PT2H";
        }
    }

    /** Both layers. */
    final ProcessEngine guarded = Engines.GUARDED.processEngine();

    /** The inner layer alone. */
    final ProcessEngine inner = Engines.INNER;

    /** An engine in its default configuration. */
    final ProcessEngine delivered = Engines.DELIVERED;

    final TestDatabase innerDatabase = Engines.DATABASE;

    @TempDir
    Path directory;

    /** A file that appears when an attack succeeds. */
    Path marker;

    @BeforeEach
    void placeMarker() {
        marker = directory.resolve("marker");
    }

    @AfterEach
    void clean() {
        List.of(guarded, inner, delivered)
                .forEach(engine -> engine.getRepositoryService()
                        .createDeploymentQuery()
                        .list()
                        .forEach(deployment ->
                                engine.getRepositoryService().deleteDeployment(deployment.getId(), true, true, true)));
    }

    static StepVocabulary vocabulary() {
        JavaDelegate step = execution -> {};
        Supplier<JavaDelegate> fresh = () -> execution -> {};
        return new StepVocabulary(
                Map.of("promotionReserve", step, "promotionNotify", fresh, "promotionPolicy", new Policy()),
                Set.of("promotion.deploy"));
    }

    void assertRefused(String file, String code) {
        assertThatThrownBy(() -> deployAndStart(guarded, file))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(marker).doesNotExist();
    }

    /** It came as far as the lock, and no further. */
    void assertHarmless(String file) {
        Optional<RuntimeException> failure = provoke(inner, file);

        assertThat(failure).isPresent();
        assertThat(messages(failure.get())).matches(STOPPED_BY_THE_LOCK);
        assertThat(marker).doesNotExist();
    }

    void assertDangerousAsDelivered(String file) {
        provoke(delivered, file);
        assertMarkerAppears();
    }

    void assertMarkerAppears() {
        ProcessHandle.current().children().forEach(program -> program.onExit().join());
        assertThat(marker).exists();
    }

    /** Runs what there is to run. */
    Optional<RuntimeException> provoke(ProcessEngine engine, String file) {
        try {
            ProcessInstance instance = deployAndStart(engine, file);
            engine.getManagementService()
                    .createJobQuery()
                    .processInstanceId(instance.getId())
                    .list()
                    .forEach(job -> engine.getManagementService().executeJob(job.getId()));
            engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(instance.getId())
                    .list()
                    .forEach(task -> engine.getFormService().getTaskFormData(task.getId()));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    ProcessInstance deployAndStart(ProcessEngine engine, String file) {
        return deployAndStart(engine, file, Map.of("approvalOutcome", "APPROVED"));
    }

    ProcessInstance deployAndStart(ProcessEngine engine, String file, Map<String, Object> variables) {
        engine.getRepositoryService()
                .createDeployment()
                .addString("attack.bpmn", file)
                .deploy();
        return engine.getRuntimeService().startProcessInstanceByKey(CODE, variables);
    }

    /** An expression that creates the marker by starting a program. */
    String program() {
        return "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null).exec('touch " + marker
                + "')}";
    }

    static String extension(String elements) {
        return "<extensionElements>" + elements + "</extensionElements>";
    }

    static String condition(String expression) {
        return BpmnFile.process(CODE, """
                <startEvent id="start" /><exclusiveGateway id="fork" default="else" /><userTask id="task" />
                <sequenceFlow id="in" sourceRef="start" targetRef="fork" />
                <sequenceFlow id="if" sourceRef="fork" targetRef="task">
                  <conditionExpression xsi:type="tFormalExpression">%s</conditionExpression>
                </sequenceFlow>
                <sequenceFlow id="else" sourceRef="fork" targetRef="task" />
                """.formatted(expression));
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            messages.append(each.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
