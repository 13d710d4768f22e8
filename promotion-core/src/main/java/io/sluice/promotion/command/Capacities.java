package io.sluice.promotion.command;

import io.sluice.promotion.access.Delegation;
import io.sluice.promotion.access.Member;
import io.sluice.promotion.gate.Capacity;
import io.sluice.promotion.gate.Capacity.Deputy;
import io.sluice.promotion.gate.Presence;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.DelegationRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.ApprovalTerms.Membership;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** What is delegated to the caller now by active members. */
    public List<Delegated> delegatedTo(Caller caller) {
        return delegated(caller, storage.delegations().to(caller.organization(), caller.person(), clock.instant()));
    }

    /** Everything that a decision of the caller on that request needs from the directory; nothing for no request. */
    public Optional<Prepared> prepare(Caller caller, PromotionId id) {
        return storage.delegations()
                .around(caller.organization(), id, caller.person(), clock.instant())
                .map(around -> prepared(caller, around));
    }

    private Prepared prepared(Caller caller, DelegationRows.Around around) {
        PromotionRequest request = around.request();
        List<Delegated> delegated = delegated(caller, around.delegations());
        boolean asOf = catalog.rounds(request, around.inForce()).stream().anyMatch(Capacities::looksBack);
        return new Prepared(request, around.inForce(), of(caller, delegated, request, asOf));
    }

    /** Whether a round needs to know who held a role when the promotion was requested. */
    public static boolean looksBack(Round round) {
        return round.terms().membership() == Membership.REQUEST;
    }

    /** The caller and those they stand in for, seen from one request. */
    public Capacity of(Caller caller, List<Delegated> delegated, PromotionRequest request, boolean looksBack) {
        Optional<Instant> requested = looksBack ? Optional.of(request.requestedAt()) : Optional.empty();
        Presence self = presences
                .of(caller.organization(), caller.member(), request.target(), requested)
                .orElseGet(() -> new Presence(caller.person(), caller.member().rolesIn(request.target())));
        List<Deputy> deputies = new ArrayList<>();
        for (Delegated one : delegated) {
            Delegation delegation = one.delegation();
            if (delegation.appliesTo(request.target())) {
                presences
                        .of(caller.organization(), one.delegator(), request.target(), requested)
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

    private List<Delegated> delegated(Caller caller, List<Delegation> delegations) {
        List<Delegated> delegated = new ArrayList<>();
        for (Delegation delegation : delegations) {
            directory
                    .member(caller.organization(), delegation.delegator())
                    .filter(member -> member.active() && member.human())
                    .ifPresent(member -> delegated.add(new Delegated(delegation, member)));
        }
        return delegated;
    }
}
