package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.testing.TestDatabase;
import io.sluice.promotion.bpmn.testing.TestDatabases;
import io.sluice.promotion.transaction.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What passes the guards the engine takes as well, and runs. */
class AllowedFilesTest {
    private static final TestDatabase DATABASE = TestDatabases.h2(4);
    private static final List<String> HEARD = new ArrayList<>();

    private static EmbeddedEngine embedded;
    private static ProcessEngine engine;

    static final class Policy {
        public String reminders(VariableScope promotion) {
            return "R2/PT2H";
        }

        public String approvalDeadline(VariableScope promotion) {
            return "P3D";
        }

        public String windowOpens(VariableScope promotion) {
            return "2030-01-01T08:00:00Z";
        }

        public String nextTry(VariableScope promotion) {
            return "2030-01-01T08:01:00Z";
        }

        public boolean isAtLeast(long given, int wanted) {
            return given >= wanted;
        }
    }

    /** The engine writes the field into the object. */
    static final class Notify implements JavaDelegate {
        private Expression message;

        @Override
        public void execute(DelegateExecution execution) {
            HEARD.add("notified: " + message.getValue(execution));
        }
    }

    @BeforeAll
    static void start() {
        JavaDelegate step = execution -> HEARD.add("step");
        Supplier<JavaDelegate> notify = Notify::new;
        embedded = EmbeddedEngine.on(Transactions.threadBound(DATABASE.dataSource()))
                .vocabulary(new StepVocabulary(
                        Map.of(
                                "promotionRemind", step,
                                "promotionReserve", step,
                                "promotionConfirm", step,
                                "promotionNotify", notify,
                                "promotionPolicy", new Policy()),
                        Set.of("promotion.checks", "promotion.deploy", "promotion.verify", "promotion.rollback")))
                .marked(new MarkedElements() {
                    @Override
                    public Optional<ExecutionListener> atEnd(Map<String, String> properties) {
                        return Optional.ofNullable(properties.get("promotion.outcome"))
                                .map(outcome -> execution -> HEARD.add("outcome " + outcome));
                    }

                    @Override
                    public Optional<TaskListener> onTask(Map<String, String> properties) {
                        return Optional.ofNullable(properties.get("promotion.step"))
                                .map(kind -> task -> HEARD.add(kind + " " + task.getEventName()));
                    }
                })
                .start();
        engine = embedded.processEngine();
    }

    @AfterAll
    static void stop() {
        embedded.close();
        DATABASE.close();
    }

    @AfterEach
    void forget() {
        HEARD.clear();
        engine.getRepositoryService()
                .createDeploymentQuery()
                .list()
                .forEach(deployment ->
                        engine.getRepositoryService().deleteDeployment(deployment.getId(), true, true, true));
    }

    @Test
    void theEngineTakesTheShippedProcess() {
        ProcessDefinition definition = deployResource("io/sluice/promotion/bpmn/promotion.bpmn");

        assertThat(definition.getKey()).isEqualTo("promotion");
        assertThat(definition.getHistoryTimeToLive()).isEqualTo(180);
    }

    @Test
    void theEngineTakesEverythingADesignerMayDraw() {
        assertThat(deployResource("everything-allowed.bpmn").getKey()).isEqualTo("everything");
    }

    @Test
    void aProcessWithoutATimeToLiveGetsOne() {
        assertThat(deploy(BpmnFile.sequence("unlimited", "<userTask />")).getHistoryTimeToLive())
                .isEqualTo(180);
    }

    @Test
    void theShippedProcessRunsFromItsFirstStepToItsOutcome() {
        deployResource("io/sluice/promotion/bpmn/promotion.bpmn");
        engine.getRuntimeService()
                .startProcessInstanceByKey("promotion", Map.of("promotionId", "p1", "organizationId", "o1"));

        completeExternal("promotion.checks", Map.of("checksPassed", true));
        Task approve = engine.getTaskService().createTaskQuery().singleResult();
        assertThat(engine.getManagementService().createJobQuery().timers().count())
                .as("reminder and deadline")
                .isEqualTo(2);
        engine.getTaskService().complete(approve.getId(), Map.of("approvalOutcome", "APPROVED"));
        engine.getManagementService()
                .executeJob(engine.getManagementService()
                        .createJobQuery()
                        .singleResult()
                        .getId());
        completeExternal("promotion.deploy", Map.of());
        completeExternal("promotion.verify", Map.of());

        assertThat(HEARD).containsExactly("approval create", "approval complete", "step", "step", "outcome PROMOTED");
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
    }

    @Test
    void aStepThatIsMadeAnewGetsItsField() {
        deploy(BpmnFile.sequence(
                "notify",
                "<serviceTask camunda:delegateExpression=\"${promotionNotify}\"><extensionElements>"
                        + "<camunda:field name=\"message\"><camunda:string>Hello</camunda:string></camunda:field>"
                        + "</extensionElements></serviceTask>"));

        engine.getRuntimeService().startProcessInstanceByKey("notify");

        assertThat(HEARD).containsExactly("notified: Hello");
    }

    @Test
    void anExpressionConvertsWhatItHandsToABean() {
        deploy(BpmnFile.process("risk", """
                <startEvent id="start" /><exclusiveGateway id="fork" default="low" />
                <userTask id="ask" /><endEvent id="end" />
                <sequenceFlow id="in" sourceRef="start" targetRef="fork" />
                <sequenceFlow id="high" sourceRef="fork" targetRef="ask">
                  <conditionExpression xsi:type="tFormalExpression">${promotionPolicy.isAtLeast(risk, 3)}</conditionExpression>
                </sequenceFlow>
                <sequenceFlow id="low" sourceRef="fork" targetRef="end" />
                """));

        assertThat(engine.getRuntimeService()
                        .startProcessInstanceByKey("risk", Map.of("risk", 2))
                        .isEnded())
                .isTrue();
        assertThat(engine.getRuntimeService()
                        .startProcessInstanceByKey("risk", Map.of("risk", 3))
                        .isEnded())
                .isFalse();
    }

    private void completeExternal(String topic, Map<String, Object> variables) {
        var tasks = engine.getExternalTaskService()
                .fetchAndLock(1, "worker")
                .topic(topic, 60_000)
                .execute();

        assertThat(tasks).hasSize(1);
        engine.getExternalTaskService().complete(tasks.get(0).getId(), "worker", variables);
    }

    private static ProcessDefinition deployResource(String resource) {
        return engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource(resource)
                .deployWithResult()
                .getDeployedProcessDefinitions()
                .get(0);
    }

    private static ProcessDefinition deploy(String file) {
        return engine.getRepositoryService()
                .createDeployment()
                .addString("file.bpmn", file)
                .deployWithResult()
                .getDeployedProcessDefinitions()
                .get(0);
    }
}
