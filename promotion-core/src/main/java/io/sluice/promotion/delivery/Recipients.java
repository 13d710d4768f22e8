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
import io.sluice.promotion.preference.PersonalPreferences;
import io.sluice.promotion.preference.WorkspacePreferences;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out who the people are that a message is for. */
final class Recipients {
    private final Storage storage;
    private final Catalog catalog;
    private final Directory directory;
    private final Topics topics;
    private final Clock clock;

    Recipients(Storage storage, Catalog catalog, Directory directory, Topics topics, Clock clock) {
        this.storage = storage;
        this.catalog = catalog;
        this.directory = directory;
        this.topics = topics;
        this.clock = clock;
    }

    /** Which persons are told, over which of the channels each. */
    Map<PersonId, Set<String>> of(OutboxMessage message, Set<String> channels) {
        WorkspacePreferences workspace = topics.workspace(message)
                .flatMap(id -> storage.preferences().find(message.organization(), id))
                .orElseGet(WorkspacePreferences::standard);
        if (workspace.muted().contains(message.kind())) {
            return Map.of();
        }
        Set<PersonId> persons = persons(message, workspace.alsoTell().getOrDefault(message.kind(), Set.of()));
        Map<PersonId, PersonalPreferences> preferences = storage.preferences().find(message.organization(), persons);
        Map<PersonId, Set<String>> told = new HashMap<>();
        persons.forEach(person -> told.put(
                person,
                preferences
                        .getOrDefault(person, PersonalPreferences.standard())
                        .channelsFor(message.kind(), channels)));
        return told;
    }

    /** Whoever may not or need not act any more is left out of what asks for an act. */
    private Set<PersonId> persons(OutboxMessage message, Set<RoleId> alsoTold) {
        Set<PersonId> persons = everybody(message.organization(), message.audience());
        if (!alsoTold.isEmpty()) {
            Audience more = new Audience(Set.of(), alsoTold, topics.workspace(message));
            persons.addAll(everybody(message.organization(), more));
        }
        Optional<PromotionId> promotion = message.about().promotion();
        if (persons.remove(PersonId.SLUICE) && promotion.isPresent()) {
            PromotionRequest request = topics.request(message.organization(), promotion.get());
            persons.addAll(catalog.authors(request)); // Whose work it is hears what becomes of it.
        }
        if (message.kind().asksToDecide() && promotion.isPresent()) {
            PromotionRequest request = topics.request(message.organization(), promotion.get());
            persons.remove(request.requestedBy());
            persons.removeAll(catalog.authors(request));
            storage.approvals().list(request.organization(), request.id()).stream()
                    .forEach(approval -> persons.removeIf(approval::involves));
            standIns(message.organization(), request, persons).forEach(persons::add);
        }
        return persons;
    }

    /** Those who can approve at present in the place of somebody who is asked, and who are not barred themselves. */
    private List<PersonId> standIns(OrganizationId organization, PromotionRequest request, Set<PersonId> persons) {
        return storage.delegations().of(organization, List.copyOf(persons), clock.instant()).stream()
                .filter(delegation -> delegation.appliesTo(request.target()))
                .flatMap(delegation -> delegation.delegate().stream())
                .filter(delegate -> !delegate.equals(request.requestedBy()))
                .filter(delegate -> !catalog.authors(request).contains(delegate))
                .toList();
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
