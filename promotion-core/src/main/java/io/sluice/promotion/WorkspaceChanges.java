package io.sluice.promotion;

import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Certificates;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Layout;
import io.sluice.promotion.command.PolicyDemands;
import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.configuration.KeyRevision;
import io.sluice.promotion.configuration.SettingsChange;
import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.isolation.Environment;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.Workspace;
import io.sluice.promotion.workspace.WorkspaceChange;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Creates, changes and archives workspaces, one after the other in each organization. Callers are authorized already. */
final class WorkspaceChanges {
    /** What shall change. */
    record Change(WorkspaceId workspace, int expectedRevision, WorkspaceChange wanted) {}

    /** What shall be archived. */
    record Archive(WorkspaceId workspace, int expectedRevision, String reason) {}

    private static final int MOST_NAMED = 10;

    private final Storage storage;
    private final Layout layout;
    private final AuditLog audit;
    private final Clock clock;
    private final PromotionFlow flow;
    private final Certificates certificates;

    WorkspaceChanges(Core core) {
        this.storage = core.storage();
        this.layout = core.layout();
        this.audit = core.audit();
        this.clock = core.clock();
        this.flow = core.flow();
        this.certificates = new Certificates(core);
    }

    String create(Caller caller, NewWorkspace wanted) {
        OrganizationId organization = caller.organization();
        layout.lock(organization);
        Optional<ProcessProof> proof =
                PolicyDemands.require(organization, wanted.environmentType(), wanted.policy(), flow);
        List<Environment> before = layout.environments(organization);
        Workspace workspace = asNew(organization, wanted);
        if (before.stream().anyMatch(known -> known.workspace().id().equals(wanted.id()))) {
            WorkspaceRules.requirePath(workspace, before);
            throw new ConflictException("workspace.exists", "Workspace " + wanted.id() + " exists already.");
        }
        WorkspaceRules.requirePath(workspace, before);
        WorkspaceRules.requireName(workspace, before);
        Configured configured = configure(caller, wanted);
        List<Workspace> all = WorkspaceRules.workspaces(before);
        all.add(workspace);
        List<SettingsRevision> settings =
                new ArrayList<>(storage.configurations().allSettings(organization));
        settings.add(configured.settings());
        Layout.requireApart(before, Layout.environments(all, configured.keys(), settings));
        storage.workspaces().insert(workspace);
        storage.policies()
                .insert(new PolicyRevision(
                        organization,
                        wanted.id(),
                        1,
                        wanted.policy(),
                        "created",
                        caller.person(),
                        workspace.createdAt()));
        proof.ifPresent(proved -> certificates.store(organization, wanted.id(), 1, caller.person(), proved));
        if (configured.settings().revision() > 0) {
            if (configured.defined()) {
                storage.configurations().insert(configured.keys());
            }
            storage.configurations().insert(configured.settings());
        }
        layout.changed(organization);
        Map<String, Object> data = new TreeMap<>(described(workspace));
        data.put("environmentType", wanted.environmentType().name());
        data.put("settings", List.copyOf(configured.settings().values().keySet()));
        audit.record(caller, chain(wanted.id()), "workspace.created", data);
        return wanted.id().value();
    }

    private Workspace asNew(OrganizationId organization, NewWorkspace wanted) {
        return new Workspace(
                organization,
                wanted.id(),
                wanted.name(),
                wanted.environmentType(),
                wanted.description(),
                wanted.gateway(),
                wanted.limits(),
                wanted.promotionFrom(),
                !wanted.policy().stages().isEmpty(),
                wanted.dataPolicy(),
                1,
                1,
                clock.instant(),
                Optional.empty());
    }

    private record Configured(KeyRevision keys, boolean defined, SettingsRevision settings) {}

    /** Defines the keys that nobody knows yet, and sets the values. */
    private Configured configure(Caller caller, NewWorkspace wanted) {
        OrganizationId organization = caller.organization();
        Instant now = clock.instant();
        KeyRevision known = storage.configurations().keys(organization);
        SettingsRevision none = SettingsRevision.none(organization, wanted.id());
        if (wanted.configuration().isEmpty()) {
            return new Configured(known, false, none);
        }
        List<ConfigurationKey> unknown = wanted.configuration().entrySet().stream()
                .filter(entry -> known.key(entry.getKey()).isEmpty())
                .map(entry -> ConfigurationKey.of(entry.getKey(), EffectiveConfiguration.typeOf(entry.getValue())))
                .toList();
        String why = "Workspace " + wanted.id() + " was created.";
        KeyRevision keys = unknown.isEmpty() ? known : known.with(unknown, why, caller.person(), now);
        SettingsChange values = SettingsChange.set(wanted.configuration(), "created");
        return new Configured(keys, !unknown.isEmpty(), none.changed(values, keys, caller.person(), now));
    }

    String change(Caller caller, Change change) {
        OrganizationId organization = caller.organization();
        layout.lock(organization);
        Workspace workspace = locked(organization, change.workspace(), change.expectedRevision());
        Workspace changed = workspace.changed(change.wanted());
        List<Environment> before = layout.environments(organization);
        if (!changed.promotionFrom().equals(workspace.promotionFrom())) {
            WorkspaceRules.requirePath(changed, before);
            requireNoneOpen(workspace, request -> request.target().equals(workspace.id()));
        }
        if (!changed.name().equals(workspace.name())) {
            WorkspaceRules.requireName(changed, before);
        }
        WorkspaceRules.requireProtection(workspace, changed);
        Layout.requireApart(before, WorkspaceRules.replaced(before, changed));
        store(changed);
        audit.record(
                caller,
                chain(workspace.id()),
                "workspace.changed",
                Map.of(
                        "before", differing(workspace, changed),
                        "after", differing(changed, workspace),
                        "revision", (long) changed.revision()));
        return workspace.id().value();
    }

    String archive(Caller caller, Archive archive) {
        OrganizationId organization = caller.organization();
        layout.lock(organization);
        Workspace workspace = locked(organization, archive.workspace(), archive.expectedRevision());
        List<WorkspaceId> followers = storage.workspaces().list(organization).stream()
                .filter(other -> !other.isArchived())
                .filter(other -> other.promotionFrom().equals(Optional.of(workspace.id())))
                .map(Workspace::id)
                .toList();
        if (!followers.isEmpty()) {
            throw new ConflictException(
                    "workspace.followed",
                    "Versions travel from " + workspace.id() + " into " + first(followers)
                            + "; archive these or change their path first.");
        }
        requireNoneOpen(workspace, request -> true);
        store(workspace.archived(clock.instant()));
        audit.record(
                caller,
                chain(workspace.id()),
                "workspace.archived",
                Map.of("reason", archive.reason(), "revision", (long) workspace.revision() + 1));
        return workspace.id().value();
    }

    private Workspace locked(OrganizationId organization, WorkspaceId id, int expectedRevision) {
        Workspace workspace =
                storage.workspaces().lock(organization, id).orElseThrow(() -> new NotFoundException("workspace"));
        if (workspace.isArchived()) {
            throw new ConflictException("workspace.archived", "Workspace " + id + " is archived.");
        }
        if (workspace.revision() != expectedRevision) {
            throw new ConflictException(
                    "workspace.stale",
                    "Workspace " + id + " is at revision " + workspace.revision() + ", not " + expectedRevision + ".");
        }
        return workspace;
    }

    private void store(Workspace changed) {
        if (!storage.workspaces().update(changed)) {
            throw new IllegalStateException("A locked workspace changed.");
        }
        layout.changed(changed.organization());
    }

    private void requireNoneOpen(Workspace workspace, Predicate<PromotionRequest> affected) {
        List<PromotionRequest> open = storage.promotions().openAround(workspace.organization(), workspace.id()).stream()
                .filter(affected)
                .toList();
        if (!open.isEmpty()) {
            throw new ConflictException(
                    "workspace.openPromotions",
                    "Promotions are open: "
                            + first(open.stream().map(PromotionRequest::id).toList())
                            + ". Let them end or cancel them.");
        }
    }

    /** What of one differs from the other. */
    private static Map<String, Object> differing(Workspace workspace, Workspace other) {
        Map<String, Object> mine = described(workspace);
        mine.entrySet().removeAll(described(other).entrySet());
        return mine;
    }

    private static Map<String, Object> described(Workspace workspace) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("name", workspace.name());
        fields.put("description", workspace.description());
        fields.put("gateway", workspace.gateway().orElse(""));
        fields.put("maxAgents", (long) workspace.limits().maxAgents());
        fields.put("maxConcurrentExecutions", (long) workspace.limits().maxConcurrentExecutions());
        fields.put(
                "promotionFrom",
                workspace.promotionFrom().map(WorkspaceId::value).orElse(""));
        fields.put("piiAllowed", workspace.dataPolicy().piiAllowed());
        fields.put("encryptionRequired", workspace.dataPolicy().encryptionRequired());
        fields.put("retentionDays", (long) workspace.dataPolicy().retentionDays());
        return fields;
    }

    private static String first(List<?> ids) {
        String named = ids.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(", "));
        return ids.size() > MOST_NAMED ? named + " and " + (ids.size() - MOST_NAMED) + " more" : named;
    }

    private static String chain(WorkspaceId workspace) {
        return "workspace:" + workspace;
    }
}
