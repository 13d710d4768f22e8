package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.transaction.Transactions;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.DbIdGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine that the host has built, with the library's processes in it. Its life, its tables and its job executor are
 * the host's.
 */
public final class JoinedEngine implements PromotionEngine {
    private static final Logger LOG = LoggerFactory.getLogger(JoinedEngine.class);

    private final SluiceEnginePlugin plugin;
    private final ProcessEngineConfigurationImpl configuration;
    private final ProcessEngine view;
    private final OwnDefinitions own;

    private JoinedEngine(SluiceEnginePlugin plugin, ProcessEngineConfigurationImpl configuration, ProcessEngine view) {
        this.plugin = plugin;
        this.configuration = configuration;
        this.view = view;
        this.own = OwnDefinitions.among(view.getRepositoryService());
    }

    /**
     * Lets promotions run on an engine.
     *
     * @throws InvalidInputException {@code engine.pluginMissing}, {@code engine.setting}, {@code engine.otherDatabase},
     *     {@code engine.otherTransaction}
     * @throws ConflictException {@code engine.inUse}
     * @throws IllegalStateException inside a unit of work
     */
    public static JoinedEngine join(
            ProcessEngine engine,
            Transactions transactions,
            StepVocabulary vocabulary,
            DeploymentGate gate,
            MarkedElements marked) {
        if (transactions.active()) {
            throw new IllegalStateException("An engine cannot be joined inside a unit of work.");
        }
        ProcessEngineConfigurationImpl configuration = configuration(engine);
        SluiceEnginePlugin plugin = SluiceEnginePlugin.of(configuration).orElseThrow(JoinedEngine::pluginMissing);
        requireSettings(configuration);
        ProcessEngine view = new ResidentView(
                engine,
                configuration,
                new ResidentCalls.Executor(
                        transactions,
                        configuration.getIdentityService(),
                        configuration.getCommandExecutorTxRequired()));
        new OneTransaction(transactions, view.getManagementService(), configuration).require();
        JoinedEngine joined = new JoinedEngine(plugin, configuration, view);
        if (!plugin.moveIn(Residence.of(vocabulary, gate, marked))) {
            throw new ConflictException("engine.inUse", "Sluice is started on this engine already.");
        }
        joined.forgetFiles();
        warnOfIndexes(transactions, configuration);
        return joined;
    }

    private static void warnOfIndexes(Transactions transactions, ProcessEngineConfigurationImpl engine) {
        String prefix = engine.getDatabaseTablePrefix() == null ? "" : engine.getDatabaseTablePrefix();
        int dot = prefix.indexOf('.');
        try {
            EngineTables tables = dot < 0
                    ? EngineTables.inDefaultSchema().prefixed(prefix)
                    : EngineTables.inSchema(prefix.substring(0, dot)).prefixed(prefix.substring(dot + 1));
            List<String> missing = new EngineSchema(transactions.dataSource(), tables).validate();
            if (!missing.isEmpty()) {
                LOG.warn("The engine will be slow with many open promotions: create indexes on {}.", missing);
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.debug("It cannot be seen from here which indexes the engine's tables have.", e);
        }
    }

    private static ProcessEngineConfigurationImpl configuration(ProcessEngine engine) {
        if (engine.getProcessEngineConfiguration() instanceof ProcessEngineConfigurationImpl found) {
            return found;
        }
        throw pluginMissing();
    }

    private static InvalidInputException pluginMissing() {
        return new InvalidInputException(
                "engine",
                "engine.pluginMissing",
                "The engine was built without SluiceEnginePlugin. Add one to its plugins before it is built.");
    }

    /** What the plugin has set could have been set back by what came after it. */
    private static void requireSettings(ProcessEngineConfigurationImpl engine) {
        require(engine.isEnableExceptionsAfterUnhandledBpmnError(), "enableExceptionsAfterUnhandledBpmnError");
        require(engine.isReevaluateTimeCycleWhenDue(), "reevaluateTimeCycleWhenDue");
        require(!(engine.getIdGenerator() instanceof DbIdGenerator), "idGenerator");
        require(engine.getExpressionManager() instanceof ResidentExpressions, "expressionManager");
        require(engine.getFailedJobCommandFactory() instanceof ResidentJobs, "failedJobCommandFactory");
    }

    private static void require(boolean kept, String setting) {
        if (!kept) {
            throw new InvalidInputException(
                    "engine",
                    "engine.setting",
                    "The engine's setting " + setting + " was changed after SluiceEnginePlugin had set it.");
        }
    }

    @Override
    public ProcessEngine processEngine() {
        return view;
    }

    @Override
    public OwnDefinitions own() {
        return own;
    }

    /** Nothing is started: the job executor takes the jobs of all processes, and is the host's. */
    @Override
    public void startJobs() {
        if (!configuration.getJobExecutor().isActive()) {
            LOG.info("The engine's job executor does not run on this node yet. Until it runs here or on another node,"
                    + " timers of promotions do not go off.");
        }
        knowDeployments();
    }

    /** Nothing is stopped, for the same reason. */
    @Override
    public void stopJobs() {}

    @Override
    public boolean knowDeployments() {
        if (configuration.isJobExecutorDeploymentAware()) {
            ManagementService management = view.getManagementService();
            own.deployments().stream()
                    .filter(id -> !management.getRegisteredDeployments().contains(id))
                    .forEach(management::registerDeploymentForJobExecutor);
        }
        return false;
    }

    /** Promotions rest from now on; their jobs are put off until Sluice is started on the engine again. */
    @Override
    public void close() {
        plugin.moveOut();
        forgetFiles();
    }

    /** What the engine has read is tied to the doors that were open then. */
    private void forgetFiles() {
        configuration.getDeploymentCache().discardProcessDefinitionCache();
    }
}
