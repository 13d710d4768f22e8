package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;

/**
 * Puts a gate in front of an engine that is the host's own and runs processes of its own as well. Files that use a word of
 * the library, wherever they come from, are judged; the others are left alone, also within one deployment. The locks of the
 * library's own engine are not there: what the host's other processes may run is the host's business.
 */
public final class GatePlugin extends AbstractProcessEnginePlugin {
    private final OwnWords words;
    private final DeploymentGate gate;
    private final List<DeploymentGuard> guards;

    /**
     * A gate for one engine.
     *
     * @param vocabulary what tells the library's processes from others, and what they may name
     * @param gate judges the library's processes of a deployment together
     * @param guards judge each of them before
     */
    public GatePlugin(Vocabulary vocabulary, DeploymentGate gate, List<DeploymentGuard> guards) {
        this.words = new OwnWords(vocabulary);
        this.gate = gate;
        this.guards = List.copyOf(guards);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<Deployer> deployers = new ArrayList<>();
        if (engine.getCustomPreDeployers() != null) {
            deployers.addAll(engine.getCustomPreDeployers());
        }
        deployers.add(new GuardedDeployer(new Sieve(), List.of()));
        engine.setCustomPreDeployers(deployers);
    }

    private final class Sieve implements DeploymentGate {
        @Override
        public void admit(NewDeployment deployment) {
            NewDeployment ours = ours(deployment);
            if (!ours.files().isEmpty()) {
                gate.admit(ours);
                ours.files().forEach((name, bytes) -> guards.forEach(guard -> guard.check(name, bytes)));
            }
        }

        @Override
        public void readAgain(NewDeployment deployment) {
            NewDeployment ours = ours(deployment);
            if (!ours.files().isEmpty()) {
                gate.readAgain(ours);
            }
        }

        private NewDeployment ours(NewDeployment deployment) {
            Map<String, byte[]> files = new TreeMap<>(deployment.files());
            files.values().removeIf(bytes -> !words.areIn(bytes));
            return NewDeployment.of(deployment.tenant(), files);
        }
    }
}
