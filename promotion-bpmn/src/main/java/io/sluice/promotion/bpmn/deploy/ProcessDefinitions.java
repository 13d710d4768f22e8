package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.Acts;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.policy.PromotionPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;

/** Puts process files into the engine. Every file passes the engine's guards; what they refuse is not stored at all. */
public final class ProcessDefinitions {
    private static final String SHIPPED = "/io/sluice/promotion/bpmn/promotion.bpmn";

    private static final String SHIPPED_NAME = PromotionPolicy.DEFAULT_PROCESS + ".bpmn";

    private final RepositoryService repository;
    private final Acts acts;

    /** Definitions of one engine. */
    public ProcessDefinitions(RepositoryService repository, Acts acts) {
        this.repository = repository;
        this.acts = acts;
    }

    /**
     * Deploys the shipped process unless the engine had exactly this content at any time: while nodes of two versions
     * run, the older one does not put its process on top of the newer.
     */
    public void deployShipped() {
        byte[] shipped = shipped();
        long known = repository
                .createDeploymentQuery()
                .deploymentName(SHIPPED_NAME)
                .deploymentSource(Digest.of(shipped).value())
                .count();
        if (known == 0) {
            store(SHIPPED_NAME, shipped);
        }
    }

    /**
     * Deploys a process file unless it is what was deployed last under this name. New promotions run on it; those that
     * run already stay on the version they began with. Needs the permission MANAGE_POLICY in all of the organization, in
     * whose audit trail it is written; the process itself is there for every organization.
     *
     * @param resource name of the file, ending in {@code .bpmn}
     * @throws io.sluice.promotion.problem.InvalidInputException when the file is refused; nothing is stored then
     */
    public void deploy(Actor actor, OrganizationId organization, String resource, byte[] bpmn) {
        String name = Text.requireName("resource", resource);
        String digest = Digest.of(bpmn).value();
        Map<String, String> facts = Map.of("resource", name, "digest", digest);
        acts.perform(actor, organization, Operation.DEPLOY_PROCESS, "process.deployed", facts, () -> {
            if (!digest.equals(newest(name))) {
                store(name, bpmn);
            }
        });
    }

    private @Nullable String newest(String name) {
        return repository
                .createDeploymentQuery()
                .deploymentName(name)
                .orderByDeploymentTime()
                .desc()
                .listPage(0, 1)
                .stream()
                .map(Deployment::getSource)
                .findFirst()
                .orElse(null);
    }

    private void store(String name, byte[] bpmn) {
        repository
                .createDeployment()
                .name(name)
                .source(Digest.of(bpmn).value())
                .addInputStream(name, new ByteArrayInputStream(bpmn))
                .deploy();
    }

    /** Keys of all definitions that promotions can run on. */
    public List<String> keys() {
        return repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .map(ProcessDefinition::getKey)
                .sorted()
                .toList();
    }

    private static byte[] shipped() {
        try (InputStream file = ProcessDefinitions.class.getResourceAsStream(SHIPPED)) {
            return Objects.requireNonNull(file, SHIPPED).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
