package io.sluice.promotion.command;

import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.configuration.KeyRevision;
import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.isolation.Environment;
import io.sluice.promotion.isolation.Finding;
import io.sluice.promotion.isolation.Isolation;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the workspaces of an organization relate: paths, gateways and settings. Whoever changes one of them holds the lock of
 * all, because two changes that are right alone can be wrong together. What is wrong is remembered for each state.
 */
public final class Layout {
    private record State(OrganizationId organization, long layout) {}

    private final Storage storage;
    private final Recent<State, List<Finding>> errors;

    public Layout(Storage storage, Transactions transactions) {
        this.storage = storage;
        this.errors = new Recent<>(transactions, 1_000);
    }

    /** Lets nobody else change the layout until the unit of work ends. Taken before the row of a workspace. */
    public void lock(OrganizationId organization) {
        if (!storage.organizations().lockLayout(organization)) {
            throw new NotFoundException("organization");
        }
    }

    /** Every workspace with what holds in it. */
    public List<Environment> environments(OrganizationId organization) {
        KeyRevision keys = storage.configurations().keys(organization);
        return environments(
                storage.workspaces().list(organization),
                keys,
                storage.configurations().allSettings(organization));
    }

    /** The same with other keys. */
    public static List<Environment> environments(
            List<Workspace> workspaces, KeyRevision keys, List<SettingsRevision> settings) {
        Map<WorkspaceId, SettingsRevision> byWorkspace = new HashMap<>();
        settings.forEach(revision -> byWorkspace.put(revision.workspace(), revision));
        return workspaces.stream()
                .map(workspace -> new Environment(
                        workspace,
                        EffectiveConfiguration.of(
                                keys,
                                byWorkspace.getOrDefault(
                                        workspace.id(),
                                        SettingsRevision.none(workspace.organization(), workspace.id())))))
                .toList();
    }

    /** Refuses a change that would bring environments together which must keep apart. */
    public static void requireApart(List<Environment> before, List<Environment> after) {
        List<Finding> found = Isolation.newErrors(before, after);
        if (!found.isEmpty()) {
            Finding first = found.get(0);
            String all = found.stream()
                    .limit(5)
                    .map(finding -> finding.message() + " " + finding.repair())
                    .collect(Collectors.joining(" "));
            throw new InvalidInputException(first.where(), first.code(), all);
        }
    }

    /** Notes the change, in the transaction that makes it. */
    public void changed(OrganizationId organization) {
        storage.organizations().changeLayout(organization);
    }

    /** What is wrong with a workspace in a state of the layout. */
    List<Finding> errors(OrganizationId organization, long layout, WorkspaceId workspace) {
        return errors.find(new State(organization, layout), state -> Optional.of(judge(state.organization()))).stream()
                .flatMap(List::stream)
                .filter(finding -> finding.concerns(workspace))
                .toList();
    }

    private List<Finding> judge(OrganizationId organization) {
        return Isolation.judge(environments(organization)).stream()
                .filter(Finding::isError)
                .toList();
    }
}
