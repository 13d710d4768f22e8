package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.policy.PromotionPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/** Puts process files into the engine. Every file passes the engine's guards; what they refuse is not stored at all. */
public final class ProcessDefinitions {
    private static final String SHIPPED = "/io/sluice/promotion/bpmn/promotion.bpmn";

    private final RepositoryService repository;

    /** Definitions of one engine. */
    public ProcessDefinitions(RepositoryService repository) {
        this.repository = repository;
    }

    /** Deploys the shipped process unless the engine has exactly this content already. */
    public void deployShipped() {
        deploy(PromotionPolicy.DEFAULT_PROCESS + ".bpmn", shipped());
    }

    /**
     * Deploys a process file unless the engine has exactly this content under this name already. Promotions that run
     * stay on the version they began with.
     *
     * @param resource name of the file, ending in {@code .bpmn}
     * @throws io.sluice.promotion.problem.InvalidInputException when the file is refused; nothing is stored then
     */
    public void deploy(String resource, byte[] bpmn) {
        String digest = Digest.of(bpmn).value();
        long known = repository
                .createDeploymentQuery()
                .deploymentName(resource)
                .deploymentSource(digest)
                .count();
        if (known == 0) {
            repository
                    .createDeployment()
                    .name(resource)
                    .source(digest)
                    .addInputStream(resource, new ByteArrayInputStream(bpmn))
                    .deploy();
        }
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
