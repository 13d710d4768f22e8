package io.sluice.promotion.delivery;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.OutboxMessage.Audience;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out who the people are that a message is for. */
final class Recipients {
    private final Storage storage;
    private final Catalog catalog;
    private final Directory directory;
    private final Topics topics;

    Recipients(Storage storage, Catalog catalog, Directory directory, Topics topics) {
        this.storage = storage;
        this.catalog = catalog;
        this.directory = directory;
        this.topics = topics;
    }

    /** Whoever may not or need not act any more is left out of what asks for an act. */
    Set<PersonId> of(OutboxMessage message) {
        Set<PersonId> persons = everybody(message.organization(), message.audience());
        Optional<PromotionId> promotion = message.about().promotion();
        if (message.kind().asksToDecide() && promotion.isPresent()) {
            PromotionRequest request = topics.request(message.organization(), promotion.get());
            persons.remove(request.requestedBy());
            persons.removeAll(catalog.authors(request));
            storage.approvals().list(request.organization(), request.id()).stream()
                    .map(Approval::person)
                    .forEach(persons::remove);
        }
        return persons;
    }

    private Set<PersonId> everybody(OrganizationId organization, Audience audience) {
        Set<PersonId> persons = new HashSet<>(audience.persons());
        if (audience.roles().isEmpty()) {
            return persons;
        }
        List<WorkspaceId> workspaces = audience.workspace().map(List::of).orElseGet(() -> everyWorkspace(organization));
        for (WorkspaceId workspace : workspaces) {
            for (RoleId role : audience.roles()) {
                directory.members(organization, workspace, role).stream()
                        .map(Member::person)
                        .forEach(persons::add);
            }
        }
        return persons;
    }

    private List<WorkspaceId> everyWorkspace(OrganizationId organization) {
        return storage.workspaces().list(organization).stream()
                .filter(workspace -> !workspace.isArchived())
                .map(Workspace::id)
                .toList();
    }
}
