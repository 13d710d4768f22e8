package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In an engine of the host: has the library's deployments judged, and leaves all others alone. */
final class ResidentDeployer implements Deployer {
    private static final Logger LOG = LoggerFactory.getLogger(ResidentDeployer.class);

    private final Supplier<Residence> residence;
    private final OwnWords words = new OwnWords(Vocabulary.standard());

    ResidentDeployer(Supplier<Residence> residence) {
        this.residence = residence;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (OwnDefinitions.isOwn(deployment.getSource())) {
            residence.get().deployer().deploy(deployment);
        } else if (deployment.isNew()) {
            deployment.getResources().values().forEach(file -> warn(deployment, file));
        }
    }

    /** It looks like a promotion's and is none: no step of the library is there for it. */
    private void warn(DeploymentEntity deployment, ResourceEntity file) {
        if (isProcess(file.getName()) && words.areIn(file.getBytes())) {
            LOG.warn(
                    "File {} of deployment {} uses words of promotions, but none runs on it: process files of promotions"
                            + " are deployed through ProcessDefinitions.",
                    file.getName(),
                    deployment.getName());
        }
    }

    private static boolean isProcess(String name) {
        return name.endsWith(".bpmn") || name.endsWith(".bpmn20.xml");
    }
}
