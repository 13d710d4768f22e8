package io.sluice.promotion.bpmn.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;

/**
 * Asks the gate and the guards before the engine reads a new deployment, whichever way it came. A deployment that is read
 * again after a restart is never refused: promotions run on it.
 */
final class GuardedDeployer implements Deployer {
    private final DeploymentGate gate;
    private final List<DeploymentGuard> guards;

    GuardedDeployer(DeploymentGate gate, List<DeploymentGuard> guards) {
        this.gate = gate;
        this.guards = List.copyOf(guards);
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        Map<String, byte[]> files = new HashMap<>();
        for (ResourceEntity resource : deployment.getResources().values()) {
            files.put(resource.getName(), resource.getBytes());
        }
        NewDeployment together = NewDeployment.of(Optional.ofNullable(deployment.getTenantId()), files);
        if (deployment.isNew()) {
            gate.admit(together);
            together.files().forEach((name, bytes) -> guards.forEach(guard -> guard.check(name, bytes)));
        } else {
            gate.readAgain(together);
        }
    }
}
