package io.sluice.promotion.bpmn.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.CacheFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/**
 * The processes that this node has read. A version of a process never changes, and which one is the newest is asked for
 * by whoever starts one; so there is no need to look it up again each time that an instance goes on.
 */
final class KnownDefinitions extends DeploymentCache {
    KnownDefinitions(CacheFactory factory, int capacity, List<Deployer> deployers) {
        super(factory, capacity);
        setDeployers(deployers);
    }

    @Override
    public ProcessDefinitionEntity findDeployedProcessDefinitionById(String id) {
        ProcessDefinitionEntity known = id == null ? null : findProcessDefinitionFromCache(id);
        return known == null ? super.findDeployedProcessDefinitionById(id) : known;
    }
}
