package io.sluice.promotion.bpmn.engine;

import static io.sluice.promotion.bpmn.testing.BpmnFile.bytes;
import static io.sluice.promotion.bpmn.testing.BpmnFile.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.ShippedProcess;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host's engine that runs promotions beside other processes. */
class GatePluginTest {
    private static final String HOSTS_OWN = sequence(
                    "invoice", "<scriptTask scriptFormat=\"javascript\"><script>1</script></scriptTask>")
            .replace(
                    "<definitions ",
                    "<definitions xsi:schemaLocation=\"http://www.omg.org/spec/BPMN/20100524/MODEL BPMN20.xsd\" ");

    private final List<String> judged = new ArrayList<>();
    private final ProcessEngine engine = engine();

    private ProcessEngine engine() {
        DeploymentGate gate = new DeploymentGate() {
            @Override
            public void admit(NewDeployment deployment) {
                judged.addAll(deployment.files().keySet());
                if (deployment.files().containsKey("bad.bpmn")) {
                    throw new InvalidInputException("bpmn", "bpmn.refused", "bad.bpmn is refused.");
                }
            }

            @Override
            public void readAgain(NewDeployment deployment) {
                deployment.files().keySet().forEach(name -> judged.add("again " + name));
            }
        };
        ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:hosts-own");
        configuration.setDatabaseSchemaUpdate("create-drop");
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setProcessEngineName("hosts-own");
        configuration.getProcessEnginePlugins().add(new GatePlugin(Vocabulary.standard(), gate, List.of()));
        return configuration.buildProcessEngine();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void leavesProcessesThatUseNoWordOfOursAlone() {
        deploy("invoice.bpmn", bytes(HOSTS_OWN));

        assertThat(judged).isEmpty();
        assertThat(keys()).containsExactly("invoice");
    }

    @Test
    void judgesOurProcessesHoweverTheirWordsAreWritten() {
        String disguised = ShippedProcess.unchanged()
                .text()
                .replace("promotion.", "&#112;romotion.")
                .replace("${p", "${&#112;");
        deploy("ours.bpmn", bytes(disguised));

        assertThat(judged).containsExactly("ours.bpmn");
    }

    @Test
    void whatIsRefusedTakesTheWholeDeploymentWithIt() {
        assertThatThrownBy(() -> engine.getRepositoryService()
                        .createDeployment()
                        .addInputStream("invoice.bpmn", new ByteArrayInputStream(bytes(HOSTS_OWN)))
                        .addInputStream(
                                "bad.bpmn",
                                new ByteArrayInputStream(
                                        ShippedProcess.unchanged().bytes()))
                        .deploy())
                .hasStackTraceContaining("bad.bpmn is refused");

        assertThat(judged).containsExactly("bad.bpmn");
        assertThat(keys()).isEmpty();
        assertThat(engine.getRepositoryService().createDeploymentQuery().count())
                .isZero();
    }

    @Test
    void whatIsReadAgainIsToldAndNotRefused() {
        deploy("ours.bpmn", ShippedProcess.unchanged().bytes());
        judged.clear();
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getDeploymentCache()
                .discardProcessDefinitionCache();

        engine.getFormService()
                .getStartFormData(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .singleResult()
                        .getId());

        assertThat(judged).containsExactly("again ours.bpmn");
    }

    private void deploy(String name, byte[] bpmn) {
        engine.getRepositoryService()
                .createDeployment()
                .addInputStream(name, new ByteArrayInputStream(bpmn))
                .deploy();
    }

    private List<String> keys() {
        return engine.getRepositoryService().createProcessDefinitionQuery().list().stream()
                .map(definition -> definition.getKey())
                .toList();
    }
}
