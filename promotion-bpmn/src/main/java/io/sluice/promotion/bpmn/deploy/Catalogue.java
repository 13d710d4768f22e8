package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.ProcessRecords;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.process.Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/** Puts together what an organization is told about its definitions. */
final class Catalogue {
    private final ProcessEngine engine;
    private final Definitions definitions;
    private final ProcessRecords records;

    Catalogue(ProcessEngine engine, Definitions definitions, ProcessRecords records) {
        this.engine = engine;
        this.definitions = definitions;
        this.records = records;
    }

    List<ProcessVersion> versions(OrganizationId organization) {
        List<PolicyRevision> policies = records.policies(organization);
        Map<String, List<Certificate>> certificates = new HashMap<>();
        Set<String> seen = new HashSet<>();
        return definitions.all(organization).stream()
                .map(definition -> version(
                        organization,
                        definition,
                        seen.add(definition.getKey()),
                        policies,
                        certificates.computeIfAbsent(
                                definition.getKey(), key -> records.certificates(organization, key))))
                .toList();
    }

    private ProcessVersion version(
            OrganizationId organization,
            ProcessDefinition definition,
            boolean newest,
            List<PolicyRevision> policies,
            List<Certificate> certificates) {
        Digest digest = definitions.digest(definition);
        List<Certificate> own = certificates.stream()
                .filter(each -> each.proof().version() == definition.getVersion()
                        && each.proof().digest().equals(digest))
                .toList();
        List<WorkspaceId> usedBy = policies.stream()
                .filter(policy -> newest && policy.policy().process().equals(definition.getKey()))
                .map(PolicyRevision::workspace)
                .toList();
        return new ProcessVersion(
                definition.getKey(),
                definition.getVersion(),
                Definitions.isOwn(definition),
                Optional.ofNullable(definition.getName()).orElse(""),
                definition.getResourceName(),
                digest,
                engine.getRepositoryService()
                        .createDeploymentQuery()
                        .deploymentId(definition.getDeploymentId())
                        .singleResult()
                        .getDeploymentTime()
                        .toInstant(),
                Definitions.isOwn(definition)
                        ? own.stream().reduce((later, earlier) -> earlier).map(Certificate::by)
                        : Optional.empty(),
                newest,
                usedBy,
                running(organization, definition),
                own.stream().findFirst());
    }

    private long running(OrganizationId organization, ProcessDefinition definition) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionId(definition.getId())
                .rootProcessInstances()
                .variableValueEquals("organizationId", organization.value())
                .count();
    }
}
