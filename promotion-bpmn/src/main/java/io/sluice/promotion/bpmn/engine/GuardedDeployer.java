package io.sluice.promotion.bpmn.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

/**
 * Asks the guards before the engine reads a new deployment, whichever way it came. A deployment that is read again after
 * a restart is left alone: promotions run on it.
 */
final class GuardedDeployer implements Deployer {
    private final List<DeploymentGuard> guards;

    GuardedDeployer(List<DeploymentGuard> guards) {
        this.guards = List.copyOf(guards);
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (deployment.isNew()) {
            deployment
                    .getResources()
                    .values()
                    .forEach(resource -> guards.forEach(guard -> guard.check(resource.getName(), resource.getBytes())));
        }
    }
}
