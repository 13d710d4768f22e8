package io.sluice.example.benchmark.camunda;

import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;

/** Starts the engine on a data source. */
final class EngineStart {
    private EngineStart() {}

    /**
     * As its manual recommends: identifiers that are UUIDs, since those from the database need a connection while one is
     * held. The job executor looks for timers at least every five seconds, as Sluice's does.
     */
    static ProcessEngine start(DataSource source, Use use, Remind remind) {
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("contest-" + use.process());
        configuration.setDataSource(source);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setHistory(use.history());
        configuration.setHistoryTimeToLive("P180D");
        configuration.setJobExecutorActivate(false);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setBeans(Map.of("remind", remind));
        if (use == Use.LEAN) {
            configuration.setMetricsEnabled(false);
            configuration.setCmmnEnabled(false);
            configuration.setDmnEnabled(false);
        }
        ProcessEngine engine = configuration.buildProcessEngine();
        // It reads its settings once, when it starts.
        configuration.getJobExecutor().setMaxWait(5_000);
        configuration.getJobExecutor().start();
        String file = use.process() + ".bpmn";
        engine.getRepositoryService()
                .createDeployment()
                .name("contest")
                .enableDuplicateFiltering(true)
                .addInputStream(file, EngineStart.class.getResourceAsStream(file))
                .deploy();
        return engine;
    }
}
