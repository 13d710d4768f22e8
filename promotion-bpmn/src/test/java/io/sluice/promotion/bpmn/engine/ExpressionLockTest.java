package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;

/** Text that the engine would evaluate does nothing but compare, and ask allowed beans. */
class ExpressionLockTest extends LockdownContract {
    @Test
    void aConditionStartsNoProgram() {
        String file = condition(program());

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void anAssigneeStartsNoProgram() {
        String file = BpmnFile.sequence(CODE, "<userTask camunda:assignee=\"" + program() + "\" />");

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void candidateGroupsStartNoProgram() {
        String file = BpmnFile.sequence(CODE, "<userTask camunda:candidateGroups=\"" + program() + "\" />");

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void theNameOfATaskStartsNoProgram() {
        String file = BpmnFile.sequence(CODE, "<userTask name=\"" + program() + "\" />");

        assertRefused(file, "text.expression");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void theDocumentationOfATaskStartsNoProgram() {
        String file = BpmnFile.sequence(CODE, "<userTask><documentation>" + program() + "</documentation></userTask>");

        assertRefused(file, "text.expression");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void theNameOfAMessageStartsNoProgram() {
        String file = BpmnFile.definitions("<message id=\"m\" name=\"" + program() + "\" />"
                + "<process id=\"attack\" isExecutable=\"true\"><startEvent id=\"start\" />"
                + "<receiveTask id=\"wait\" messageRef=\"m\" />" + BpmnFile.flow("start", "wait") + "</process>");

        assertRefused(file, "text.expression");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void anExpressionInAServiceTaskStartsNoProgram() {
        String file = BpmnFile.sequence(CODE, "<serviceTask camunda:expression=\"" + program() + "\" />");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void anExpressionInAListenerStartsNoProgram() {
        String file = BpmnFile.sequence(
                CODE,
                "<userTask>"
                        + extension("<camunda:executionListener event=\"start\" expression=\"" + program() + "\" />")
                        + "</userTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void aDelegateExpressionStartsNoProgram() {
        String file = BpmnFile.sequence(CODE, "<serviceTask camunda:delegateExpression=\"" + program() + "\" />");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void anInputParameterStartsNoProgram() {
        String file = BpmnFile.sequence(
                CODE,
                "<userTask>"
                        + extension("<camunda:inputOutput><camunda:inputParameter name=\"x\">" + program()
                                + "</camunda:inputParameter></camunda:inputOutput>")
                        + "</userTask>");

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void aTimerStartsNoProgram() {
        String file = timer("timeDuration", program());

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void aCalledElementStartsNoProgram() {
        String file = BpmnFile.sequence(CODE, "<callActivity calledElement=\"" + program() + "\" />");

        assertRefused(file, "text.expression");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void aRetryCycleStartsNoProgram() {
        String file = BpmnFile.sequence(
                CODE,
                "<serviceTask camunda:delegateExpression=\"${promotionReserve}\" camunda:asyncBefore=\"true\">"
                        + extension(
                                "<camunda:failedJobRetryTimeCycle>" + program() + "</camunda:failedJobRetryTimeCycle>")
                        + "</serviceTask>");

        assertRefused(file, "text.expression");
        assertThat(provoke(inner, file)).as("falls back to the default retries").isEmpty();
        assertThat(marker).doesNotExist();
        assertDangerousAsDelivered(file.replace("${promotionReserve}", "${null}"));
    }

    @Test
    void aProcessBuilderMadeFromAVariableStartsNoProgram() {
        String file = condition(
                "${''.getClass().forName('java.lang.ProcessBuilder').getConstructors()[0].newInstance(command).start()"
                        + " != null}");
        VariableMap command = Variables.createVariables()
                .putValueTyped("command", Variables.untypedValue(List.of("touch", marker.toString()), true));

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertHarmless(file);
        assertThatThrownBy(() -> deployAndStart(inner, file, command)).isInstanceOf(ProcessEngineException.class);
        assertThat(marker).doesNotExist();
        deployAndStart(delivered, file, command);
        assertMarkerAppears();
    }

    @Test
    void theExecutionOffersNoServices() {
        String file = condition("${execution.processEngineServices.repositoryService"
                + ".suspendProcessDefinitionByKey('attack') == null}");

        assertRefused(file, "bpmn.expressionNotAllowed");
        provoke(inner, file);
        assertThat(isSuspended(inner)).isFalse();
        provoke(delivered, file);
        assertThat(isSuspended(delivered)).isTrue();
    }

    @Test
    void theExecutionOffersNoDatabase() {
        String file = condition("${execution.processEngineServices.processEngineConfiguration.dataSource.connection"
                + ".createStatement().execute('create table marker (id int)')}");

        assertRefused(file, "bpmn.expressionNotAllowed");
        provoke(inner, file);
        assertThat(innerDatabase.number("select count(*) from information_schema.tables where table_name = 'MARKER'"))
                .isZero();
        provoke(delivered, file);
        assertThat(delivered.getManagementService().getTableMetaData("MARKER").getColumnNames())
                .contains("ID");
    }

    @Test
    void theExecutionIsNoValue() {
        String file = BpmnFile.sequence(CODE, "<userTask camunda:assignee=\"${execution}\" />");

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertThatThrownBy(() -> deployAndStart(inner, file)).hasMessageContaining("execution");
    }

    @Test
    void aVariableHasNoProperties() {
        String file = condition("${approvalOutcome.class.name == 'x'}");

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertThatThrownBy(() -> deployAndStart(inner, file)).hasMessageContaining("properties");
    }

    @Test
    void aBeanHasNoMethodsButItsOwn() {
        String file = condition("${promotionPolicy.getClass().getName() == 'x'}");

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertThatThrownBy(() -> deployAndStart(inner, file)).hasMessageContaining("may not be called");
    }

    @Test
    void aStepIsNotCalledFromAnExpression() {
        String file = condition("${promotionReserve.execute(execution) == null}");

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertThatThrownBy(() -> deployAndStart(inner, file)).hasMessageContaining("may not be called");
    }

    @Test
    void thereAreNoFunctions() {
        String file = condition("${now() != null}");

        assertRefused(file, "bpmn.expressionNotAllowed");
        assertThatThrownBy(() -> deployAndStart(inner, file)).hasMessageContaining("no function");
    }

    @Test
    void aVariableCannotPoseAsABean() {
        String file =
                BpmnFile.sequence(CODE, "<userTask camunda:assignee=\"${promotionPolicy.reminders(execution)}\" />");
        inner.getRepositoryService()
                .createDeployment()
                .addString("attack.bpmn", file)
                .deploy();

        inner.getRuntimeService().startProcessInstanceByKey(CODE, Map.of("promotionPolicy", "mine"));

        assertThat(inner.getTaskService().createTaskQuery().singleResult().getAssignee())
                .isEqualTo("R2/PT2H");
    }

    @Test
    void anExpressionInsideAnOrQueryIsNotEvaluated() {
        String program = program();

        assertThatThrownBy(() -> guarded.getTaskService()
                        .createTaskQuery()
                        .or()
                        .taskAssigneeExpression(program)
                        .endOr()
                        .list())
                .isInstanceOf(ProcessEngineException.class);
        assertThat(marker).doesNotExist();

        assertThatThrownBy(() -> delivered
                        .getTaskService()
                        .createTaskQuery()
                        .or()
                        .taskAssigneeExpression(program)
                        .endOr()
                        .list())
                .isInstanceOf(RuntimeException.class);
        assertMarkerAppears();
    }

    @Test
    void anAllowedExpressionIsNotEvaluatedInAQueryEither() {
        assertThatThrownBy(() -> guarded.getTaskService()
                        .createTaskQuery()
                        .or()
                        .taskAssigneeExpression("${promotionPolicy.reminders('x')}")
                        .endOr()
                        .list())
                .hasStackTraceContaining("inside a process instance only");
    }

    @Test
    void anExpressionInAStoredQueryIsNotEvaluated() {
        ProcessEngine engine = guarded;

        assertThatThrownBy(() -> {
                    Filter filter = engine.getFilterService()
                            .newTaskFilter("stored")
                            .setQuery(engine.getTaskService()
                                    .createTaskQuery()
                                    .or()
                                    .taskAssigneeExpression(program())
                                    .endOr());
                    engine.getFilterService().saveFilter(filter);
                    engine.getFilterService().list(filter.getId());
                })
                .isInstanceOf(RuntimeException.class);
        assertThat(marker).doesNotExist();
    }

    @Test
    void aVariableHoldsNoSerializedObject() {
        inner.getRepositoryService()
                .createDeployment()
                .addString("plain.bpmn", BpmnFile.sequence(CODE, "<userTask />"))
                .deploy();

        assertThatThrownBy(() ->
                        inner.getRuntimeService().startProcessInstanceByKey(CODE, Map.of("x", List.of("serializable"))))
                .isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void aStepCannotBePointedAtAnotherPromotion() {
        assertRefused(
                BpmnFile.sequence(
                        CODE,
                        "<serviceTask camunda:delegateExpression=\"${promotionReserve}\">"
                                + extension("<camunda:inputOutput><camunda:inputParameter name=\"promotionId\">another"
                                        + "</camunda:inputParameter></camunda:inputOutput>")
                                + "</serviceTask>"),
                "bpmn.variableNotAllowed");
    }

    @Test
    void nothingIsWrittenIntoAStepThatOthersShare() {
        assertRefused(
                BpmnFile.sequence(
                        CODE,
                        "<serviceTask camunda:delegateExpression=\"${promotionReserve}\">"
                                + extension("<camunda:field name=\"steps\" stringValue=\"mine\" />")
                                + "</serviceTask>"),
                "bpmn.elementNotAllowed");
    }

    private static String timer(String kind, String time) {
        return BpmnFile.process(CODE, """
                <startEvent id="start" />
                <intermediateCatchEvent id="wait">
                  <timerEventDefinition id="timer"><%s>%s</%s></timerEventDefinition>
                </intermediateCatchEvent>
                """.formatted(kind, time, kind) + BpmnFile.flow("start", "wait"));
    }

    private static boolean isSuspended(ProcessEngine engine) {
        return engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .suspended()
                        .count()
                > 0;
    }
}
