package io.sluice.promotion.delivery;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.OutboxMessage.Audience;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.preference.WorkspacePreferences;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
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

    Recipients(Storage storage, Catalog catalog) {
        this.storage = storage;
        this.catalog = catalog;
    }

    /** Which persons are told, over which of the channels each. */
    Map<PersonId, Set<String>> of(OutboxMessage message, Set<String> channels, Reading reading) {
        WorkspacePreferences wishes = Topics.workspace(message, reading)
                .map(id -> reading.wishes(message.organization(), id))
                .orElseGet(WorkspacePreferences::standard);
        if (wishes.muted().contains(message.kind())) {
            return Map.of();
        }
        Set<PersonId> persons = persons(message, wishes.alsoTell().getOrDefault(message.kind(), Set.of()), reading);
        reading.expectWishes(message.organization(), persons);
        Map<PersonId, Set<String>> told = new HashMap<>();
        persons.forEach(person ->
                told.put(person, reading.wishes(message.organization(), person).channelsFor(message.kind(), channels)));
        return told;
    }

    /** Whoever may not or need not act any more is left out of what asks for an act. */
    private Set<PersonId> persons(OutboxMessage message, Set<RoleId> alsoTold, Reading reading) {
        Set<PersonId> persons = everybody(message.organization(), message.audience(), reading);
        if (!alsoTold.isEmpty()) {
            Audience more = new Audience(Set.of(), alsoTold, Topics.workspace(message, reading));
            persons.addAll(everybody(message.organization(), more, reading));
        }
        Optional<PromotionId> promotion = message.about().promotion();
        if (persons.remove(PersonId.SLUICE) && promotion.isPresent()) {
            PromotionRequest request = reading.request(message.organization(), promotion.get());
            persons.addAll(catalog.authors(request)); // Whose work it is hears what becomes of it.
        }
        if (message.kind().asksToDecide() && promotion.isPresent()) {
            PromotionRequest request = reading.request(message.organization(), promotion.get());
            persons.remove(request.requestedBy());
            persons.removeAll(catalog.authors(request));
            reading.approvals(request).forEach(approval -> persons.removeIf(approval::involves));
            persons.addAll(standIns(request, persons, reading));
        }
        return persons;
    }

    /** Those who can approve at present in the place of somebody who is asked, and who are not barred themselves. */
    private List<PersonId> standIns(PromotionRequest request, Set<PersonId> persons, Reading reading) {
        return reading.delegations(request.organization(), persons).stream()
                .filter(delegation -> delegation.appliesTo(request.target()))
                .flatMap(delegation -> delegation.delegate().stream())
                .filter(delegate -> !delegate.equals(request.requestedBy()))
                .filter(delegate -> !catalog.authors(request).contains(delegate))
                .toList();
    }

    private Set<PersonId> everybody(OrganizationId organization, Audience audience, Reading reading) {
        Set<PersonId> persons = new HashSet<>(audience.persons());
        if (audience.roles().isEmpty()) {
            return persons;
        }
        List<WorkspaceId> workspaces = audience.workspace().map(List::of).orElseGet(() -> everyWorkspace(organization));
        for (WorkspaceId workspace : workspaces) {
            for (RoleId role : audience.roles()) {
                reading.holders(organization, workspace, role).stream()
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
