package io.sluice.promotion.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.sluice.promotion.access.Delegation;
import io.sluice.promotion.access.Member;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.preference.PersonalPreferences;
import io.sluice.promotion.preference.WorkspacePreferences;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.webhook.Webhook;
import io.sluice.promotion.workspace.Workspace;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the messages of one batch are about, read for all of them together and kept while the batch lasts: many messages
 * are about few things. Belongs to the thread that works on the batch.
 */
final class Reading {
    private record RolePlace(OrganizationId organization, WorkspaceId workspace, RoleId role) {}

    private final List<OutboxMessage> batch;
    private final Catalog catalog;
    private final Directory directory;
    private final Known<PromotionId, PromotionRequest> requests;
    private final Known<PromotionId, List<Approval>> approvals;
    private final Known<ReleaseId, Release> releases;
    private final Known<WorkspaceId, Workspace> workspaces;
    private final Known<WorkspaceId, WorkspacePreferences> wishesOfWorkspaces;
    private final Known<PersonId, PersonalPreferences> wishesOfPersons;
    private final Known<PersonId, List<Delegation>> delegations;
    private final Known<PersonId, Member> members;
    private final Map<RolePlace, List<Member>> holders = new HashMap<>();
    private final Map<OrganizationId, List<Webhook>> webhooks = new HashMap<>();
    private final Map<OrganizationId, String> names = new HashMap<>();
    private final Storage storage;

    /**
     * @param batch the messages
     * @param now who stands in for whom is asked of this moment
     */
    Reading(Core core, List<OutboxMessage> batch, Instant now) {
        this.batch = batch;
        this.storage = core.storage();
        this.catalog = core.catalog();
        this.directory = core.directory();
        this.requests = new Known<>(
                (organization, ids) -> byKey(storage.promotions().list(organization, ids), PromotionRequest::id));
        this.approvals = new Known<>((organization, ids) -> storage.approvals().listAll(organization, ids));
        this.releases =
                new Known<>((organization, ids) -> byKey(storage.releases().list(organization, ids), Release::id));
        this.workspaces =
                new Known<>((organization, ids) -> byKey(storage.workspaces().list(organization, ids), Workspace::id));
        this.wishesOfWorkspaces =
                new Known<>((organization, ids) -> storage.preferences().ofWorkspaces(organization, ids));
        this.wishesOfPersons =
                new Known<>((organization, persons) -> storage.preferences().find(organization, persons));
        this.delegations = new Known<>(
                (organization, persons) -> storage.delegations().of(organization, List.copyOf(persons), now).stream()
                        .collect(groupingBy(Delegation::delegator)));
        this.members = new Known<>(this::members);
    }

    PromotionRequest request(OrganizationId organization, PromotionId id) {
        requests.read(organization, mentioned(organization, message -> true));
        return requests.find(organization, id).orElseThrow(() -> new NotFoundException("promotion"));
    }

    /** The decisions on a request about which somebody is asked in this batch. */
    List<Approval> approvals(PromotionRequest request) {
        OrganizationId organization = request.organization();
        approvals.read(
                organization, mentioned(organization, message -> message.kind().asksToDecide()));
        return approvals.find(organization, request.id()).orElse(List.of());
    }

    Optional<Release> release(OrganizationId organization, ReleaseId id) {
        releases.read(
                organization,
                requests.of(organization)
                        .flatMap(request -> request.items().stream())
                        .map(PromotionItem::restores)
                        .flatMap(Optional::stream));
        return releases.find(organization, id);
    }

    String nameOf(OrganizationId organization, WorkspaceId workspace) {
        workspaces.read(
                organization,
                requests.of(organization).flatMap(request -> Stream.of(request.source(), request.target())));
        return workspaces
                .find(organization, workspace)
                .map(Workspace::name)
                .orElseThrow(() -> new NotFoundException("workspace"));
    }

    String nameOf(OrganizationId organization) {
        return names.computeIfAbsent(
                organization, id -> catalog.organization(id).name());
    }

    /** What a workspace wants to be told, and whom else. */
    WorkspacePreferences wishes(OrganizationId organization, WorkspaceId workspace) {
        wishesOfWorkspaces.read(organization, requests.of(organization).map(PromotionRequest::target));
        return wishesOfWorkspaces.find(organization, workspace).orElseGet(WorkspacePreferences::standard);
    }

    /** What persons want to be told, and how; those who never said are as everybody. */
    PersonalPreferences wishes(OrganizationId organization, PersonId person) {
        wishesOfPersons.read(
                organization,
                of(organization)
                        .flatMap(message -> message.receiver().stream())
                        .flatMap(receiver -> receiver.person().stream()));
        return wishesOfPersons.find(organization, person).orElseGet(PersonalPreferences::standard);
    }

    /** Announces persons whose wishes will be asked for, so that one statement reads them all. */
    void expectWishes(OrganizationId organization, Collection<PersonId> persons) {
        wishesOfPersons.read(organization, persons.stream());
    }

    /** What these persons have delegated to others. */
    List<Delegation> delegations(OrganizationId organization, Set<PersonId> persons) {
        delegations.read(organization, persons.stream());
        return persons.stream()
                .flatMap(person -> delegations.find(organization, person).stream())
                .flatMap(List::stream)
                .toList();
    }

    Optional<Member> member(OrganizationId organization, PersonId person) {
        return members.find(organization, person);
    }

    List<Member> holders(OrganizationId organization, WorkspaceId workspace, RoleId role) {
        return holders.computeIfAbsent(
                new RolePlace(organization, workspace, role),
                place -> directory.members(place.organization(), place.workspace(), place.role()));
    }

    List<Webhook> webhooks(OrganizationId organization) {
        return webhooks.computeIfAbsent(organization, id -> storage.webhooks().list(id));
    }

    private Map<PersonId, Member> members(OrganizationId organization, Set<PersonId> persons) {
        Map<PersonId, Member> found = new HashMap<>();
        persons.forEach(
                person -> directory.member(organization, person).ifPresent(member -> found.put(person, member)));
        return found;
    }

    private Stream<PromotionId> mentioned(OrganizationId organization, Predicate<OutboxMessage> which) {
        return of(organization).filter(which).flatMap(message -> message.about().promotion().stream());
    }

    private Stream<OutboxMessage> of(OrganizationId organization) {
        return batch.stream().filter(message -> message.organization().equals(organization));
    }

    private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
        return values.stream().collect(toMap(key, Function.identity()));
    }

    /** Things of organizations by their keys, each read once, whether it is there or not. */
    private static final class Known<K, V> {
        private final Map<OrganizationId, Map<K, Optional<V>>> known = new HashMap<>();
        private final BiFunction<OrganizationId, Set<K>, Map<K, V>> reader;

        Known(BiFunction<OrganizationId, Set<K>, Map<K, V>> reader) {
            this.reader = reader;
        }

        /** Reads those that are not known yet, all together. */
        void read(OrganizationId organization, Stream<K> keys) {
            Map<K, Optional<V>> here = known.computeIfAbsent(organization, id -> new HashMap<>());
            Set<K> missing =
                    keys.filter(key -> !here.containsKey(key)).collect(Collectors.toCollection(LinkedHashSet::new));
            if (!missing.isEmpty()) {
                Map<K, V> found = reader.apply(organization, missing);
                missing.forEach(key -> here.put(key, Optional.ofNullable(found.get(key))));
            }
        }

        Optional<V> find(OrganizationId organization, K key) {
            read(organization, Stream.of(key));
            return known.getOrDefault(organization, Map.of()).getOrDefault(key, Optional.empty());
        }

        Stream<V> of(OrganizationId organization) {
            return known.getOrDefault(organization, Map.of()).values().stream().flatMap(Optional::stream);
        }
    }
}
