package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.identity.OrganizationId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/** Writes process files into the engine. A deployment carries the digest of its files as its source. */
final class Store {
    private static final String SHIPPED = "/io/sluice/promotion/bpmn/promotion.bpmn";

    private final RepositoryService repository;
    private final Definitions definitions;

    Store(RepositoryService repository, Definitions definitions) {
        this.repository = repository;
        this.definitions = definitions;
    }

    /** Whether these files were ever deployed for everybody. */
    boolean wasShared(String name, SortedMap<String, byte[]> files) {
        return repository
                        .createDeploymentQuery()
                        .withoutTenantId()
                        .deploymentName(name)
                        .deploymentSource(digest(files).value())
                        .count()
                > 0;
    }

    /** Whether new promotions of the organization run on exactly these files already. */
    boolean isNewest(OrganizationId organization, SortedMap<String, byte[]> files) {
        return files.values().stream()
                .map(bytes -> ProofGate.processId(ProcessFile.read(bytes)))
                .allMatch(process -> definitions
                        .newest(organization, process)
                        .filter(Definitions::isOwn)
                        .filter(definition -> isFrom(definition, files))
                        .isPresent());
    }

    private boolean isFrom(ProcessDefinition definition, SortedMap<String, byte[]> files) {
        Deployment deployment = repository
                .createDeploymentQuery()
                .deploymentId(definition.getDeploymentId())
                .singleResult();
        return files.containsKey(definition.getResourceName())
                && digest(files).value().equals(deployment.getSource());
    }

    /** Stores files together; without an organization they serve everybody. */
    List<ProcessDefinition> put(Optional<OrganizationId> organization, SortedMap<String, byte[]> files) {
        DeploymentBuilder builder = repository
                .createDeployment()
                .name(files.firstKey())
                .source(digest(files).value());
        organization.map(OrganizationId::value).ifPresent(builder::tenantId);
        files.forEach((name, bytes) -> builder.addInputStream(name, new ByteArrayInputStream(bytes)));
        List<ProcessDefinition> deployed = builder.deployWithResult().getDeployedProcessDefinitions();
        return deployed == null ? List.of() : deployed;
    }

    private static Digest digest(SortedMap<String, byte[]> files) {
        if (files.size() == 1) {
            return Digest.of(files.values().iterator().next());
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            all.writeBytes(
                    (file.getKey() + " " + Digest.of(file.getValue()).value() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Digest.of(all.toByteArray());
    }

    /** The process file that comes with the library. */
    static byte[] shipped() {
        try (InputStream file = Store.class.getResourceAsStream(SHIPPED)) {
            return Objects.requireNonNull(file, SHIPPED).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
