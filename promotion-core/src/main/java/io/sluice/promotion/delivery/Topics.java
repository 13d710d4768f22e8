package io.sluice.promotion.delivery;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.command.Capacities;
import io.sluice.promotion.command.Capacities.Delegated;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.gate.Capacity;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.OutboxMessage.About;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.jdbc.TaskRows;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks up what a message is about, and how the persons in it are called, at the moment of sending. */
final class Topics {
    private static final int NAMED = 3;
    private static final int MOST = 50;

    private final Clock clock;
    private final Storage storage;
    private final Catalog catalog;
    private final Capacities capacities;

    Topics(Storage storage, Catalog catalog, Capacities capacities, Clock clock) {
        this.clock = clock;
        this.storage = storage;
        this.catalog = catalog;
        this.capacities = capacities;
    }

    Topic of(OrganizationId organization, About about, Reading reading) {
        if (about.promotion().isPresent()) {
            return promotion(reading.request(organization, about.promotion().get()), reading);
        }
        if (about.workspace().isPresent()) {
            WorkspaceId workspace = about.workspace().get();
            return new Topic.OfWorkspace(workspace, reading.nameOf(organization, workspace));
        }
        return about.version()
                .<Topic>map(version -> new Topic.OfVersion(
                        version.artifact().toString(), version.label().value()))
                .orElseGet(Topic.OfOrganization::new);
    }

    /** The workspace that a message concerns: for a promotion, its target. */
    static Optional<WorkspaceId> workspace(OutboxMessage message, Reading reading) {
        return message.about()
                .promotion()
                .map(id -> reading.request(message.organization(), id).target())
                .or(() -> message.about().workspace());
    }

    /** What waits for a person and may be decided by them. */
    Topic.OfQueue queue(OrganizationId organization, Member person, Reading reading) {
        List<Topic.Waiting> waiting = new ArrayList<>();
        List<Delegated> delegated = capacities.delegatedTo(organization, person);
        for (TaskRows.Entry entry :
                storage.tasks().page(organization, Capacities.queues(person, delegated), Optional.empty(), MOST)) {
            PromotionRequest request = entry.promotion();
            if (mayDecide(person, delegated, entry.task(), request)) {
                waiting.add(new Topic.Waiting(
                        promotion(request, reading), entry.task().due()));
            }
        }
        return new Topic.OfQueue(waiting);
    }

    private boolean mayDecide(Member person, List<Delegated> delegated, HumanTask task, PromotionRequest request) {
        if (task.kind() != HumanTask.Kind.APPROVAL) {
            return true;
        }
        Round round = catalog.round(request, task);
        Eligibility.Matter matter = new Eligibility.Matter(
                request,
                task,
                round,
                catalog.authors(request),
                storage.approvals().list(request.organization(), request.id()),
                clock.instant());
        Capacity capacity = capacities.of(person, delegated, request, Capacities.looksBack(round));
        return Eligibility.of(capacity, matter) instanceof Eligibility.May;
    }

    private static Topic.OfPromotion promotion(PromotionRequest request, Reading reading) {
        boolean first =
                request.items().stream().allMatch(item -> item.restores().isEmpty());
        return new Topic.OfPromotion(
                request.id(),
                list(request, PromotionItem::artifact),
                list(request, PromotionItem::version),
                first ? Optional.empty() : Optional.of(list(request, item -> replaced(request, item, reading))),
                request.source(),
                reading.nameOf(request.organization(), request.source()),
                request.target(),
                reading.nameOf(request.organization(), request.target()),
                request.kind() == PromotionKind.ROLLBACK,
                request.requestedBy(),
                request.reason());
    }

    /** The first items of a unit; whoever wants to know all of them looks at the promotion. */
    private static String list(PromotionRequest request, Function<PromotionItem, Object> part) {
        List<PromotionItem> items = request.items();
        String first =
                items.stream().limit(NAMED).map(part).map(Object::toString).collect(Collectors.joining(", "));
        return items.size() > NAMED ? first + " + " + (items.size() - NAMED) : first;
    }

    private static String replaced(PromotionRequest request, PromotionItem item, Reading reading) {
        return item.restores()
                .flatMap(id -> reading.release(request.organization(), id))
                .map(release -> release.version().value())
                .orElse("–");
    }

    /** The names of everybody whom topic and facts mention; whoever is not known any more has none. */
    static Map<PersonId, String> names(OrganizationId organization, Topic topic, Facts facts, Reading reading) {
        Map<PersonId, String> names = new HashMap<>();
        if (topic instanceof Topic.OfPromotion promotion) {
            addName(names, organization, promotion.requestedBy(), reading);
        }
        facts.values().values().forEach(value -> {
            if (value instanceof PersonId person) {
                addName(names, organization, person, reading);
            }
        });
        return names;
    }

    private static void addName(
            Map<PersonId, String> names, OrganizationId organization, PersonId person, Reading reading) {
        if (person.equals(PersonId.SLUICE)) {
            names.put(person, "Sluice");
        } else {
            reading.member(organization, person).map(Member::displayName).ifPresent(name -> names.put(person, name));
        }
    }
}
