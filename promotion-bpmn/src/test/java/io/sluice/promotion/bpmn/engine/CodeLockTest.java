package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import org.junit.jupiter.api.Test;

/** A process file runs no class, script, command or connector. */
class CodeLockTest extends LockdownContract {
    @Test
    void noClassIsLoadedForAServiceTask() {
        String file = BpmnFile.sequence(CODE, "<serviceTask camunda:class=\"" + className("Delegate") + "\" />");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertLoadsNothing("Delegate", file);
    }

    @Test
    void noClassIsLoadedForAnExecutionListener() {
        String file = BpmnFile.sequence(
                CODE,
                "<userTask>"
                        + extension(
                                "<camunda:executionListener event=\"start\" class=\"" + className("Listener") + "\" />")
                        + "</userTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertLoadsNothing("Listener", file);
    }

    @Test
    void noClassIsLoadedForATaskListener() {
        String file = BpmnFile.sequence(
                CODE,
                "<userTask>"
                        + extension("<camunda:taskListener event=\"create\" class=\"" + className("Observer") + "\" />")
                        + "</userTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertLoadsNothing("Observer", file);
    }

    @Test
    void noClassIsLoadedForAForm() {
        String file =
                BpmnFile.sequence(CODE, "<userTask camunda:formHandlerClass=\"" + className("FormHandler") + "\" />");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertLoadsNothing("FormHandler", file);
    }

    @Test
    void aShellTaskRunsNoCommand() {
        String file = BpmnFile.sequence(
                CODE,
                "<serviceTask camunda:type=\"shell\">"
                        + extension(
                                "<camunda:field name=\"command\" stringValue=\"touch\" /><camunda:field name=\"arg1\""
                                        + " stringValue=\"" + marker + "\" />")
                        + "</serviceTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void aMailTaskIsNotEvenRead() {
        String file = BpmnFile.sequence(
                CODE,
                "<serviceTask camunda:type=\"mail\">"
                        + extension(
                                "<camunda:field name=\"to\" stringValue=\"a@example.org\" /><camunda:field name=\"text\""
                                        + " stringValue=\"hello\" />")
                        + "</serviceTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertThatThrownBy(() -> deployAndStart(inner, file)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aJuelScriptRunsNoProgram() {
        String file = BpmnFile.sequence(
                CODE, "<scriptTask scriptFormat=\"juel\"><script>" + program() + "</script></scriptTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void aFeelScriptIsNotEvenRead() {
        String file = BpmnFile.sequence(CODE, "<scriptTask scriptFormat=\"feel\"><script>1 + 1</script></scriptTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertThatThrownBy(() -> deployAndStart(inner, file)).isInstanceOf(RuntimeException.class);
        assertThatCode(() -> deployAndStart(delivered, file)).doesNotThrowAnyException();
    }

    @Test
    void aScriptInAnInputParameterRunsNoProgram() {
        String file = BpmnFile.sequence(
                CODE,
                "<userTask>"
                        + extension("<camunda:inputOutput><camunda:inputParameter name=\"x\">"
                                + "<camunda:script scriptFormat=\"juel\">" + program() + "</camunda:script>"
                                + "</camunda:inputParameter></camunda:inputOutput>")
                        + "</userTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void aScriptInAConditionRunsNoProgram() {
        String file = condition(program()).replace("\"tFormalExpression\"", "\"tFormalExpression\" language=\"juel\"");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void aConnectorIsNotEvenRead() {
        String file = BpmnFile.sequence(
                CODE,
                "<serviceTask>"
                        + extension("<camunda:connector><camunda:connectorId>http-connector"
                                + "</camunda:connectorId></camunda:connector>")
                        + "</serviceTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertThatThrownBy(() -> deployAndStart(inner, file)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void anEmbeddedFormRunsNoProgram() {
        String file = BpmnFile.sequence(
                CODE,
                "<userTask>"
                        + extension("<camunda:formData><camunda:formField id=\"x\" type=\"string\"" + " defaultValue=\""
                                + program() + "\" /></camunda:formData>")
                        + "</userTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertHarmless(file);
        assertDangerousAsDelivered(file);
    }

    @Test
    void aFormValidatorIsNotEvenRead() {
        String file = BpmnFile.sequence(
                CODE,
                "<userTask>"
                        + extension("<camunda:formData><camunda:formField id=\"x\" type=\"string\">"
                                + "<camunda:validation><camunda:constraint name=\"validator\" config=\""
                                + className("Delegate")
                                + "\" /></camunda:validation></camunda:formField></camunda:formData>")
                        + "</userTask>");

        assertRefused(file, "bpmn.elementNotAllowed");
        assertThatThrownBy(() -> deployAndStart(inner, file)).isInstanceOf(RuntimeException.class);
    }

    private void assertLoadsNothing(String intruder, String file) {
        assertHarmless(file);
        assertThat(Intruders.LOADED).doesNotContain(intruder);
        provoke(delivered, file);
        assertThat(Intruders.LOADED).contains(intruder);
    }

    private static String className(String intruder) {
        return Intruders.class.getName() + "$" + intruder;
    }
}
