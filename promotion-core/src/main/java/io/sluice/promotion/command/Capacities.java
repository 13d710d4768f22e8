package io.sluice.promotion.command;

import io.sluice.promotion.access.Delegation;
import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.gate.Capacity;
import io.sluice.promotion.gate.Capacity.Deputy;
import io.sluice.promotion.gate.Presence;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.DelegationRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.jdbc.TaskRows.Queue;
import io.sluice.promotion.policy.ApprovalTerms.Membership;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** As whom callers can approve: as themselves, and as those who delegated their approving to them. */
public final class Capacities {
    /** A person who is away and whom the caller stands in for. */
    public record Delegated(Delegation delegation, Member delegator) {}

    /** What was found out about a decision before its transaction. */
    public record Prepared(PromotionRequest request, int inForce, Capacity capacity) {}

    private final Storage storage;
    private final Directory directory;
    private final Catalog catalog;
    private final Presences presences;
    private final Clock clock;

    public Capacities(Storage storage, Directory directory, Catalog catalog, Presences presences, Clock clock) {
        this.storage = storage;
        this.directory = directory;
        this.catalog = catalog;
        this.presences = presences;
        this.clock = clock;
    }

    /** The queues of a person's roles and of the person, and those that were passed on to them. */
    public static Set<Queue> queues(Member member, List<Delegated> delegated) {
        Set<Queue> queues = new LinkedHashSet<>();
        queues.add(Queue.of(member.person(), Optional.empty()));
        member.grants().forEach(grant -> queues.add(Queue.of(grant)));
        for (Delegated one : delegated) {
            Delegation delegation = one.delegation();
            one.delegator().grants().stream()
                    .filter(grant -> delegation.role().map(grant.role()::equals).orElse(true))
                    .filter(grant ->
                            delegation.workspace().map(grant::appliesTo).orElse(true))
                    .map(grant ->
                            new RoleGrant(grant.role(), delegation.workspace().or(grant::workspace)))
                    .forEach(grant -> queues.add(Queue.of(grant)));
            if (delegation.asNamed() && delegation.role().isEmpty()) {
                queues.add(Queue.of(delegation.delegator(), delegation.workspace()));
            }
        }
        return queues;
    }

    /** What is delegated to a person now by active members. */
    public List<Delegated> delegatedTo(OrganizationId organization, Member member) {
        return delegated(organization, storage.delegations().to(organization, member.person(), clock.instant()));
    }

    /** Everything that a decision of the caller on that request needs from the directory; nothing for no request. */
    public Optional<Prepared> prepare(Caller caller, PromotionId id) {
        return storage.delegations()
                .around(caller.organization(), id, caller.person(), clock.instant())
                .map(around -> prepared(caller, around));
    }

    private Prepared prepared(Caller caller, DelegationRows.Around around) {
        PromotionRequest request = around.request();
        List<Delegated> delegated = delegated(caller.organization(), around.delegations());
        boolean asOf = catalog.rounds(request, around.inForce()).stream().anyMatch(Capacities::looksBack);
        return new Prepared(request, around.inForce(), of(caller.member(), delegated, request, asOf));
    }

    /** Whether a round needs to know who held a role when the promotion was requested. */
    public static boolean looksBack(Round round) {
        return round.terms().membership() == Membership.REQUEST;
    }

    /** A person and those they stand in for, seen from one request. */
    public Capacity of(Member member, List<Delegated> delegated, PromotionRequest request, boolean looksBack) {
        Optional<Instant> requested = looksBack ? Optional.of(request.requestedAt()) : Optional.empty();
        Presence self = presences
                .of(request.organization(), member, request.target(), requested)
                .orElseGet(() -> new Presence(member.person(), member.rolesIn(request.target())));
        List<Deputy> deputies = new ArrayList<>();
        for (Delegated one : delegated) {
            Delegation delegation = one.delegation();
            if (delegation.appliesTo(request.target())) {
                presences
                        .of(request.organization(), one.delegator(), request.target(), requested)
                        .map(absent -> new Presence(
                                absent.person(),
                                delegation.passedOn(absent.roles()),
                                absent.operates(),
                                absent.rolesAtRequest()))
                        .ifPresent(absent -> deputies.add(new Deputy(absent, delegation)));
            }
        }
        return new Capacity(self, deputies);
    }

    /** Whether the caller, or somebody they stand in for, is asked by what is demanded of a request at present. */
    public boolean asks(Prepared prepared) {
        Capacity capacity = prepared.capacity();
        List<Round> rounds = catalog.rounds(prepared.request(), prepared.inForce());
        return rounds.stream()
                .anyMatch(round -> asks(round, capacity.self())
                        || capacity.deputies().stream().anyMatch(deputy -> asks(round, deputy.absent())));
    }

    private static boolean asks(Round round, Presence person) {
        return round.asks(person.person(), person.roles());
    }

    private List<Delegated> delegated(OrganizationId organization, List<Delegation> delegations) {
        List<Delegated> delegated = new ArrayList<>();
        for (Delegation delegation : delegations) {
            directory
                    .member(organization, delegation.delegator())
                    .filter(member -> member.active() && member.human())
                    .ifPresent(member -> delegated.add(new Delegated(delegation, member)));
        }
        return delegated;
    }
}
