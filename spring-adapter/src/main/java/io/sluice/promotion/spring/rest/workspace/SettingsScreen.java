package io.sluice.promotion.spring.rest.workspace;

import io.sluice.promotion.People;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.configuration.ConfigurationReader;
import io.sluice.promotion.spring.rest.freeze.FreezeView;
import io.sluice.promotion.spring.rest.freeze.FreezeViews;
import io.sluice.promotion.spring.rest.operations.DeadLetterView;
import io.sluice.promotion.spring.rest.policy.PolicyView;
import io.sluice.promotion.spring.rest.policy.ProposalView;
import io.sluice.promotion.spring.rest.policy.ProposalViews;
import io.sluice.promotion.spring.rest.preference.NotificationsView;
import io.sluice.promotion.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Puts the screen together, as far as the caller may see its parts; what they may not see is empty. */
final class SettingsScreen {
    private static final int PROPOSALS = 200;
    private static final int FREEZES = 1_000;
    private static final int LETTERS = 50;

    private final Sluice sluice;
    private final WorkspaceSummaries summaries;
    private final Processes processes;
    private final ConfigurationReader configurations;

    SettingsScreen(Sluice sluice, WorkspaceSummaries summaries, Processes processes) {
        this.sluice = sluice;
        this.summaries = summaries;
        this.processes = processes;
        this.configurations = new ConfigurationReader(sluice);
    }

    WorkspaceSettings of(Call call) {
        Actor actor = call.actor();
        OrganizationId organization = call.organization();
        WorkspaceId id = call.workspace();
        Instant now = actor.authenticatedAt();
        Workspace workspace = sluice.workspaces().get(actor, organization, id);
        Set<Permission> everywhere = sluice.people().me(actor, organization).permissions();
        List<People.Grant> roles = sluice.people().roles(actor, organization, id);
        return new WorkspaceSettings(
                WorkspaceView.of(workspace),
                summaries.of(call, false),
                PolicyView.of(sluice.policies().current(actor, organization, id), now, call.people()),
                proposals(call),
                freezes(call, now),
                configurations.readable(call),
                NotificationsView.of(sluice.preferences().ofWorkspace(actor, organization, id)),
                roles.stream()
                        .map(grant -> WorkspaceSettings.Access.of(grant, call.people()))
                        .toList(),
                everywhere.contains(Operation.VIEW_DEAD_LETTER.permission()) ? letters(call) : List.of(),
                sluice.checks().names(actor, organization, id).stream()
                        .map(CheckName::value)
                        .toList(),
                everywhere.contains(Operation.VIEW_PROCESS.permission())
                        ? processes.of(actor, organization)
                        : List.of(),
                WorkspaceSettings.names(roles),
                new Sections(sluice.people().permissions(actor, organization, id), everywhere, roles).of(workspace),
                now);
    }

    private List<ProposalView> proposals(Call call) {
        List<PolicyChange> open =
                sluice.policyChanges().list(call.actor(), call.organization(), call.workspace(), PROPOSALS).stream()
                        .filter(PolicyChange::isOpen)
                        .toList();
        return open.isEmpty() ? List.of() : new ProposalViews(sluice, call).of(open);
    }

    /** Those that hold or will hold here. */
    private List<FreezeView> freezes(Call call, Instant now) {
        List<Freeze> concerned = sluice.freezes().list(call.actor(), call.organization(), FREEZES).stream()
                .filter(freeze -> !freeze.isOver(now))
                .filter(freeze ->
                        freeze.scope().workspace().map(call.workspace()::equals).orElse(true))
                .toList();
        return new FreezeViews(sluice, call, now).of(concerned);
    }

    private List<DeadLetterView> letters(Call call) {
        return sluice.outbox().deadLetters(call.actor(), call.organization(), LETTERS).stream()
                .map(letter -> DeadLetterView.of(letter, call.people()))
                .toList();
    }
}
