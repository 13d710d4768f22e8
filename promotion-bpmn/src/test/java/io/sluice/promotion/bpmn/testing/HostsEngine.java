package io.sluice.promotion.bpmn.testing;

import io.sluice.promotion.bpmn.engine.SluiceEnginePlugin;
import io.sluice.promotion.transaction.Transactions;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/** An engine as a host without Spring would build it: with all that comes with the engine, and its full history. */
public final class HostsEngine {
    private HostsEngine() {}

    /** One that joins these transactions. */
    public static ProcessEngine on(Transactions transactions) {
        return on(transactions, configuration -> {});
    }

    /** The same with settings of the host's own. */
    public static ProcessEngine on(Transactions transactions, Consumer<ProcessEngineConfigurationImpl> host) {
        ProcessEngineConfigurationImpl configuration = configuration();
        configuration.getProcessEnginePlugins().add(SluiceEnginePlugin.joining(transactions));
        host.accept(configuration);
        return configuration.buildProcessEngine();
    }

    /** Its settings, without a database and without plugins. */
    public static ProcessEngineConfigurationImpl configuration() {
        ProcessEngineConfigurationImpl configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("host-" + UUID.randomUUID());
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setHistoryCleanupEnabled(false);
        configuration.setHostname("host");
        return configuration;
    }

    /** Deploys a process of the host's own. */
    public static ProcessDefinition deploy(ProcessEngine engine, String file) {
        String kept = file.replace("isExecutable=\"true\"", "isExecutable=\"true\" camunda:historyTimeToLive=\"P30D\"");
        return engine.getRepositoryService()
                .createDeployment()
                .name("host")
                .addInputStream("host.bpmn", new ByteArrayInputStream(BpmnFile.bytes(kept)))
                .deployWithResult()
                .getDeployedProcessDefinitions()
                .get(0);
    }
}
