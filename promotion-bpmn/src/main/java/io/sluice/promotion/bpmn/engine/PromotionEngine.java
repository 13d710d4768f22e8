package io.sluice.promotion.bpmn.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;

/** A running engine on which promotions run: one of the library's own, or one of the host's that they share. */
public sealed interface PromotionEngine extends AutoCloseable permits EmbeddedEngine, JoinedEngine {
    /** How often a job of a promotion is tried before people are needed, unless its file says otherwise. */
    int ATTEMPTS = TransactionalEngineConfiguration.ATTEMPTS;

    /** The engine's services, for the library. What they write belongs to the unit of work of the calling thread. */
    ProcessEngine processEngine();

    /** The files in the engine. */
    default RepositoryService repository() {
        return processEngine().getRepositoryService();
    }

    /** Which of the definitions in the engine are the library's. */
    OwnDefinitions own();

    /** Starts to run jobs on this node as far as that is the library's to decide. */
    void startJobs();

    /** Stops to take new jobs and waits for those that run, as far as that is the library's to decide. */
    void stopJobs();

    /** Makes sure that this node takes jobs of definitions that another one deployed; says whether there was anything. */
    boolean knowDeployments();

    @Override
    void close();
}
