package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.transaction.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running engine: locked down, on the host's database, inside our transactions. Its job executor rests until it is
 * started. Closing stops the job executor, whose threads would keep the program alive, and waits for the jobs it runs.
 */
public final class EmbeddedEngine implements PromotionEngine {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);

    private final ProcessEngine engine;
    private final JobExecutor executor;
    private final JobHint hint;
    private final List<DeploymentGuard> guards;

    private EmbeddedEngine(ProcessEngine engine, JobExecutor executor, JobHint hint, List<DeploymentGuard> guards) {
        this.engine = engine;
        this.executor = executor;
        this.hint = hint;
        this.guards = guards;
    }

    /** Begins to describe an engine on these transactions. */
    public static Builder on(Transactions transactions) {
        return new Builder(transactions);
    }

    @Override
    public ProcessEngine processEngine() {
        return engine;
    }

    @Override
    public OwnDefinitions own() {
        return OwnDefinitions.all();
    }

    /** Wakes the job executor of this node. */
    public JobHint jobHint() {
        return hint;
    }

    /**
     * Judges a process file as a deployment would, without deploying it.
     *
     * @throws io.sluice.promotion.problem.InvalidInputException when a deployment would be refused
     */
    public void check(String resource, byte[] bpmn) {
        guards.forEach(guard -> guard.check(resource, bpmn));
    }

    /** Does nothing when it does so already. */
    @Override
    public synchronized void startJobs() {
        executor.start();
    }

    @Override
    public synchronized void stopJobs() {
        executor.shutdown();
    }

    /** Every node takes all of them. */
    @Override
    public boolean knowDeployments() {
        return false;
    }

    @Override
    public void close() {
        stopJobs();
        engine.close();
    }

    /** Describes an engine. */
    public static final class Builder {
        private final Transactions transactions;
        private final List<DeploymentGuard> guards = new ArrayList<>();
        private EngineTables tables = EngineTables.inDefaultSchema();
        private StepVocabulary vocabulary = new StepVocabulary(Map.of(), Set.of());
        private MarkedElements marked = new MarkedElements() {};
        private OutsideWork outside = OutsideWork.NOBODY;
        private boolean createTables = true;
        private DeploymentGate gate = DeploymentGate.open();

        private Builder(Transactions transactions) {
            this.transactions = transactions;
        }

        /** Where the engine's tables lie; by default where connections start. */
        public Builder tables(EngineTables place) {
            tables = place;
            return this;
        }

        /** Whether missing tables are created, as they are by default, or an administrator does that. */
        public Builder createTables(boolean create) {
            createTables = create;
            return this;
        }

        /** What process files may name; by default nothing. */
        public Builder vocabulary(StepVocabulary words) {
            vocabulary = words;
            return this;
        }

        /** One more guard, asked after those before it. */
        public Builder guard(DeploymentGuard guard) {
            guards.add(guard);
            return this;
        }

        /** Judges the files of each deployment together; by default nobody does. */
        public Builder gate(DeploymentGate judge) {
            gate = judge;
            return this;
        }

        /** What the library does at elements that are marked. */
        public Builder marked(MarkedElements elements) {
            marked = elements;
            return this;
        }

        /** Who does the work of external tasks on this node; by default nobody. */
        public Builder outside(OutsideWork workers) {
            outside = workers;
            return this;
        }

        /**
         * Creates the tables if it may, checks them, and starts the engine without its job executor.
         *
         * @throws IllegalStateException inside a unit of work, because on H2 creating tables would commit it
         */
        public EmbeddedEngine start() {
            if (transactions.active()) {
                throw new IllegalStateException("The engine cannot be started inside a unit of work.");
            }
            prepareTables();
            Lockdown lockdown = Lockdown.full(vocabulary, guards, gate);
            TransactionalEngineConfiguration configuration =
                    new TransactionalEngineConfiguration(transactions, tables, lockdown, marked, outside);
            configuration.setProcessEngineName("sluice-" + UUID.randomUUID());
            ProcessEngine engine = configuration.buildProcessEngine();
            // The engine enters itself into a public directory, where web applications beside us would find it.
            ProcessEngines.unregister(engine);
            JobExecutor executor = configuration.getJobExecutor();
            return new EmbeddedEngine(engine, executor, new JobHint(transactions, executor), lockdown.guards());
        }

        private void prepareTables() {
            EngineSchema schema = new EngineSchema(transactions.dataSource(), tables);
            if (createTables) {
                schema.create();
                return;
            }
            List<String> missing = schema.validate();
            if (!missing.isEmpty()) {
                LOG.warn("The engine will be slow with many open promotions: create indexes on {}.", missing);
            }
        }
    }
}
