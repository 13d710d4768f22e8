package io.sluice.promotion.spring;

import io.sluice.promotion.bpmn.SluiceEngine;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Keeps an engine of Sluice's own out of the tables of an engine of the application: two engines on the same tables run
 * each other's jobs.
 */
final class NeighbourEngines implements SmartInitializingSingleton {
    private final ListableBeanFactory beans;
    private final SluiceProperties settings;
    private final SluiceEngine engine;

    NeighbourEngines(ListableBeanFactory beans, SluiceProperties settings, SluiceEngine engine) {
        this.beans = beans;
        this.settings = settings;
        this.engine = engine;
    }

    /** Once all engines are there, and before Sluice's runs its first job. */
    @Override
    public void afterSingletonsInstantiated() {
        if (settings.engine() == EngineChoice.OWN) {
            beans.getBeanProvider(ProcessEngine.class).stream()
                    .filter(engine.monitor()::sharesTablesWith)
                    .findFirst()
                    .ifPresent(NeighbourEngines::refuse);
        }
    }

    private static void refuse(ProcessEngine neighbour) {
        throw new SluiceSetupException(
                "The application has a process engine (" + neighbour.getName()
                        + "), and Sluice's own engine works on the same tables: each would run the jobs of the other.",
                "Set sluice.schema, so that the tables of Sluice's engine lie in a schema of their own, or set"
                        + " sluice.engine to host, so that promotions run on the application's engine.");
    }
}
