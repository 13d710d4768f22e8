package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.bpmn.engine.PromotionEngine;
import io.sluice.promotion.identity.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;

/**
 * The definitions in the engine as one organization sees them: its own, which lie under its id, and those that serve
 * everybody. An own one hides the other of the same key; those of other organizations are not there.
 */
public final class Definitions {
    private final Supplier<? extends PromotionEngine> engine;

    /** Of one engine, which need not be there yet. */
    public Definitions(Supplier<? extends PromotionEngine> engine) {
        this.engine = engine;
    }

    /** The one that new promotions of the organization run on. */
    public Optional<ProcessDefinition> newest(OrganizationId organization, String process) {
        if (engine.get().own().areAmongOthers()) {
            return newestAmongOthers(organization, process);
        }
        List<ProcessDefinition> found = visible(query(), organization)
                .processDefinitionKey(process)
                .latestVersion()
                .active()
                .list();
        return found.stream().min(ownFirst());
    }

    /** Others may have deployed a later version under the same key. */
    private Optional<ProcessDefinition> newestAmongOthers(OrganizationId organization, String process) {
        List<ProcessDefinition> found = own(visible(query(), organization).processDefinitionKey(process));
        return Stream.of(true, false)
                .flatMap(ofOrganization -> found.stream()
                        .filter(definition -> isOwn(definition) == ofOrganization)
                        .max(Comparator.comparing(ProcessDefinition::getVersion))
                        .filter(definition -> !definition.isSuspended())
                        .stream())
                .findFirst();
    }

    /** One version. */
    public Optional<ProcessDefinition> version(OrganizationId organization, String process, int version) {
        return own(visible(query(), organization).processDefinitionKey(process).processDefinitionVersion(version))
                .stream()
                .min(ownFirst());
    }

    /** One version, either of the organization's own or of those that serve everybody. */
    Optional<ProcessDefinition> exactly(OrganizationId organization, String process, int version, boolean own) {
        return own(visible(query(), organization).processDefinitionKey(process).processDefinitionVersion(version))
                .stream()
                .filter(definition -> isOwn(definition) == own)
                .findFirst();
    }

    /** The version that a call of an organization's process gets: of its own definition when it has one of that key. */
    Optional<ProcessDefinition> calledVersion(OrganizationId organization, String process, int version) {
        boolean ownKey =
                newest(organization, process).filter(Definitions::isOwn).isPresent();
        return version(organization, process, version).filter(each -> isOwn(each) == ownKey);
    }

    /** All of them, by key, the newest version first. */
    List<ProcessDefinition> all(OrganizationId organization) {
        List<ProcessDefinition> all = new ArrayList<>(own(visible(query(), organization)));
        all.sort(Comparator.comparing(ProcessDefinition::getKey)
                .thenComparing(ownFirst())
                .thenComparing(
                        Comparator.comparing(ProcessDefinition::getVersion).reversed()));
        return all;
    }

    /** One by the engine's id. */
    public ProcessDefinition byId(String id) {
        return repository().getProcessDefinition(id);
    }

    /** Whether the organization deployed it itself. */
    public static boolean isOwn(ProcessDefinition definition) {
        return definition.getTenantId() != null;
    }

    /** The reminder that begins with a timer event of a definition, if it is a plain one. */
    public Optional<PlainReminder> plainReminder(String id, String event) {
        ProcessDefinition definition = byId(id);
        return PlainReminder.at(definition, file(definition), event);
    }

    /** The file as it was deployed. */
    byte[] file(ProcessDefinition definition) {
        try (InputStream file =
                repository().getResourceAsStream(definition.getDeploymentId(), definition.getResourceName())) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Digest digest(ProcessDefinition definition) {
        return Digest.of(file(definition));
    }

    /** The file of a definition, and what it calls. */
    CalledFiles.Site site(OrganizationId organization, ProcessDefinition definition) {
        return new Deployed(organization, definition);
    }

    private static ProcessDefinitionQuery visible(ProcessDefinitionQuery query, OrganizationId organization) {
        return query.tenantIdIn(organization.value()).includeProcessDefinitionsWithoutTenantId();
    }

    private static Comparator<ProcessDefinition> ownFirst() {
        return Comparator.comparing(definition -> !isOwn(definition));
    }

    /** Whether a process runs on a definition that is not somebody else's in the same engine. */
    public boolean areOf(ProcessInstance instance) {
        return engine.get().own().has(instance.getProcessDefinitionId());
    }

    private List<ProcessDefinition> own(ProcessDefinitionQuery query) {
        return query.list().stream().filter(engine.get().own()::has).toList();
    }

    private RepositoryService repository() {
        return engine.get().repository();
    }

    private ProcessDefinitionQuery query() {
        return repository().createProcessDefinitionQuery();
    }

    private final class Deployed implements CalledFiles.Site {
        private final OrganizationId organization;
        private final ProcessDefinition definition;

        Deployed(OrganizationId organization, ProcessDefinition definition) {
            this.organization = organization;
            this.definition = definition;
        }

        @Override
        public byte[] bpmn() {
            return file(definition);
        }

        @Override
        public Optional<CalledFiles.Site> beside(String process) {
            @Nullable
            ProcessDefinition found = query().deploymentId(definition.getDeploymentId())
                    .processDefinitionKey(process)
                    .singleResult();
            return Optional.ofNullable(found).map(each -> new Deployed(organization, each));
        }

        @Override
        public Optional<CalledFiles.Site> version(String process, int version) {
            return calledVersion(organization, process, version).map(each -> new Deployed(organization, each));
        }
    }
}
