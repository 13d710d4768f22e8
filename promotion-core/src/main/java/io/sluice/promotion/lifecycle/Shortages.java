package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Permission;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.command.Presences;
import io.sluice.promotion.command.Satisfiability;
import io.sluice.promotion.gate.Tally;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.ShortageRows.Place;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.request.Shortage;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds policies that nobody can satisfy any more, because people left or lost roles. */
public final class Shortages {
    private static final Logger LOG = LoggerFactory.getLogger(Shortages.class);
    private static final int PAGE = 100;
    private static final int MOST_REQUESTS = 1_000;

    private final Transactions transactions;
    private final Storage storage;
    private final Catalog catalog;
    private final Authorization authorization;
    private final Satisfiability satisfiability;
    private final Messages messages;
    private final Clock clock;

    public Shortages(Core core) {
        this.transactions = core.transactions();
        this.storage = core.storage();
        this.catalog = core.catalog();
        this.authorization = core.authorization();
        this.satisfiability =
                new Satisfiability(core.directory(), new Presences(core.directory(), core.authorization()));
        this.messages = core.messages();
        this.clock = core.clock();
    }

    public List<Shortage> of(OrganizationId organization) {
        return storage.workspaces().list(organization).stream()
                .filter(workspace -> !workspace.isArchived())
                .flatMap(workspace -> of(workspace).stream())
                .toList();
    }

    private Optional<Shortage> of(Workspace workspace) {
        OrganizationId organization = workspace.organization();
        PolicyRevision revision = catalog.policy(organization, workspace.id(), workspace.policyRevision());
        List<Tally.Count> missing = Satisfiability.shortages(
                revision.policy(), satisfiability.ask(organization, workspace.id(), revision.policy()));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Shortage(
                        organization,
                        workspace.id(),
                        revision.revision(),
                        missing.stream().map(Satisfiability::sentence).toList(),
                        open(organization, workspace.id()).stream()
                                .map(PromotionRequest::id)
                                .toList()));
    }

    private List<PromotionRequest> open(OrganizationId organization, WorkspaceId target) {
        List<PromotionRequest> open = new ArrayList<>();
        for (PromotionStatus status : List.of(PromotionStatus.PENDING, PromotionStatus.APPROVED)) {
            open.addAll(storage.promotions()
                    .list(
                            organization,
                            Optional.of(status),
                            Optional.empty(),
                            Optional.of(target),
                            Optional.empty(),
                            MOST_REQUESTS));
        }
        return open;
    }

    public int watch() {
        int seen = 0;
        List<Place> places = storage.shortages().places(Optional.empty(), PAGE);
        while (!places.isEmpty()) {
            places.forEach(this::watch);
            seen += places.size();
            places = storage.shortages().places(Optional.of(places.get(places.size() - 1)), PAGE);
        }
        return seen;
    }

    /** One organization whose directory does not answer must not keep the others from being looked at. */
    private void watch(Place place) {
        try {
            Optional<Shortage> found = of(catalog.workspace(place.organization(), place.workspace()));
            Optional<Integer> told = storage.shortages().find(place.organization(), place.workspace());
            if (!told.equals(found.map(Shortage::revision))) {
                transactions.requiresNew(() -> note(place, found));
            }
        } catch (RuntimeException e) {
            LOG.warn("Whether {} of {} can be approved is unknown.", place.workspace(), place.organization(), e);
        }
    }

    private Place note(Place place, Optional<Shortage> found) {
        storage.shortages().clear(place.organization(), place.workspace());
        found.ifPresent(shortage -> {
            boolean first = storage.shortages()
                    .note(shortage.organization(), shortage.workspace(), shortage.revision(), clock.instant());
            if (first) {
                tell(shortage);
            }
        });
        return place;
    }

    private void tell(Shortage shortage) {
        Set<PersonId> waiting = open(shortage.organization(), shortage.workspace()).stream()
                .map(PromotionRequest::requestedBy)
                .collect(Collectors.toSet());
        OutboxMessage.Audience audience = OutboxMessage.Audience.roles(
                        authorization.rolesWith(Permission.MANAGE_POLICY), shortage.workspace())
                .and(waiting);
        messages.toWorkspace(
                shortage.organization(),
                shortage.workspace(),
                NotificationKind.POLICY_UNSATISFIABLE,
                audience,
                Facts.none().and(Fact.DETAIL, String.join("\n", shortage.missing())));
    }
}
