package io.sluice.promotion;

import io.sluice.promotion.access.Delegation;
import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.calendar.Dates;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is away, and who approves in their place. A delegate acts as themself, and counts as the person they stand in for;
 * the two together count as one. Thread-safe.
 */
public final class Delegations {
    private record Ending(String id) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Directory directory;
    private final Storage storage;
    private final AuditLog audit;
    private final Messages messages;
    private final Clock clock;

    Delegations(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.directory = core.directory();
        this.storage = core.storage();
        this.audit = core.audit();
        this.messages = core.messages();
        this.clock = core.clock();
    }

    /**
     * Says that the caller is away for a time, and who approves in their place. Only what the caller may do themself is
     * passed on, and only as long as they may; a delegate cannot pass it on. The delegate is told.
     *
     * @throws ForbiddenException {@code approver.notHuman}: a service account has nothing to delegate
     * @throws InvalidInputException {@code delegation.range}, {@code delegation.past}, {@code delegation.self}, {@code
     *     delegation.delegate} for somebody who is no active member, or {@code delegation.cycle} when the delegate has
     *     delegated back to the caller at that time, perhaps by way of others
     */
    public Delegation declare(Actor actor, OrganizationId organization, NewDelegation wanted, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.DELEGATE, key, wanted);
        return pipeline.create(
                call,
                caller -> check(caller, wanted),
                (caller, checked) -> declare(caller, wanted),
                id -> storage.delegations()
                        .find(organization, id)
                        .orElseThrow(() -> new NotFoundException("delegation")));
    }

    private Caller check(Caller caller, NewDelegation wanted) {
        requireMember(caller);
        if (!caller.isHuman()) {
            throw new ForbiddenException("approver.notHuman", "A service account approves nothing.");
        }
        if (!wanted.until().isAfter(clock.instant())) {
            throw new InvalidInputException("until", "delegation.past", "The delegation would be over already.");
        }
        wanted.workspace().ifPresent(workspace -> catalog.workspace(caller.organization(), workspace));
        wanted.delegate().ifPresent(delegate -> requireDelegate(caller, delegate));
        return caller;
    }

    private void requireDelegate(Caller caller, PersonId delegate) {
        if (delegate.equals(caller.person())) {
            throw new InvalidInputException("delegate", "delegation.self", "Nobody stands in for themself.");
        }
        Optional<Member> member = directory.member(caller.organization(), delegate);
        if (member.filter(known -> known.active() && known.human()).isEmpty()) {
            throw new InvalidInputException(
                    "delegate", "delegation.delegate", "The delegate is no active member of the organization.");
        }
    }

    private String declare(Caller caller, NewDelegation wanted) {
        Delegation delegation = new Delegation(
                caller.organization(),
                Ids.next(),
                caller.person(),
                wanted.delegate(),
                wanted.role(),
                wanted.workspace(),
                wanted.asNamed(),
                wanted.reason(),
                wanted.from(),
                wanted.until(),
                Optional.empty());
        // The event comes first: its chain is locked, so that two who delegate to each other at once do not both
        // succeed.
        record(caller, delegation, "delegation.declared");
        requireNoCycle(delegation);
        storage.delegations().insert(delegation);
        delegation
                .delegate()
                .ifPresent(delegate -> messages.toOrganization(
                        caller.organization(),
                        NotificationKind.DELEGATED,
                        OutboxMessage.Audience.persons(Set.of(delegate)),
                        Facts.of(Fact.WHO, caller.person())
                                .and(Fact.TO, delegate)
                                .and(Fact.UNTIL, delegation.until())
                                .and(Fact.REASON, delegation.reason())));
        return delegation.id();
    }

    private void requireNoCycle(Delegation wanted) {
        List<Delegation> others =
                storage.delegations().overlapping(wanted.organization(), wanted.from(), wanted.until());
        Deque<PersonId> next = new ArrayDeque<>();
        wanted.delegate().ifPresent(next::add);
        Set<PersonId> seen = new HashSet<>();
        while (!next.isEmpty()) {
            PersonId person = next.remove();
            if (person.equals(wanted.delegator())) {
                throw new InvalidInputException(
                        "delegate", "delegation.cycle", "The delegate is away then, and delegates back to the caller.");
            }
            if (seen.add(person)) {
                others.stream()
                        .filter(other -> other.delegator().equals(person))
                        .forEach(other -> other.delegate().ifPresent(next::add));
            }
        }
    }

    /**
     * Ends a delegation before its time. The two persons may, and whoever manages the organization. What was decided under
     * it stays.
     */
    public Delegation end(Actor actor, OrganizationId organization, String id, IdempotencyKey key) {
        Call call = new Call(
                actor, organization, Operation.END_DELEGATION, key, new Ending(Identifier.require("delegation", id)));
        return pipeline.create(
                call,
                caller -> caller,
                (caller, same) -> end(caller, id),
                ended -> storage.delegations()
                        .find(organization, ended)
                        .orElseThrow(() -> new NotFoundException("delegation")));
    }

    private String end(Caller caller, String id) {
        Delegation delegation = storage.delegations()
                .lock(caller.organization(), id)
                .filter(known -> mayEnd(caller, known))
                .orElseThrow(() -> new NotFoundException("delegation"));
        storage.delegations().end(caller.organization(), id, clock.instant());
        record(caller, delegation, "delegation.ended");
        return id;
    }

    private boolean mayEnd(Caller caller, Delegation delegation) {
        return isAbout(caller, delegation)
                || authorization.allow(caller.member().rolesEverywhere(), Permission.MANAGE_ORGANIZATION);
    }

    /** What the caller delegated or was delegated, as far as it is not over, by its beginning. */
    public List<Delegation> mine(Actor actor, OrganizationId organization) {
        return pipeline.read(
                actor,
                organization,
                caller -> storage.delegations().involving(organization, caller.person(), clock.instant()));
    }

    /** Who is away at some moment between the two, by the end of it. */
    public List<Delegation> between(Actor actor, OrganizationId organization, Instant from, Instant until) {
        Dates.requireInRange("from", from);
        Dates.requireInRange("until", until);
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_DELEGATION);
            return storage.delegations().overlapping(organization, from, until);
        });
    }

    private static boolean isAbout(Caller caller, Delegation delegation) {
        return delegation.delegator().equals(caller.person())
                || delegation.delegate().equals(Optional.of(caller.person()));
    }

    /** Whoever holds any role may be asked for an approval, and so has something to delegate. */
    private static void requireMember(Caller caller) {
        if (caller.member().grants().isEmpty()) {
            throw new NotFoundException("organization");
        }
    }

    private void record(Caller caller, Delegation delegation, String type) {
        Map<String, Object> data = new HashMap<>(Map.of(
                "id", delegation.id(),
                "delegator", delegation.delegator().value(),
                "from", delegation.from().toString(),
                "until", delegation.until().toString(),
                "asNamed", delegation.asNamed(),
                "reason", delegation.reason()));
        delegation.delegate().ifPresent(delegate -> data.put("delegate", delegate.value()));
        delegation.role().ifPresent(role -> data.put("role", role.value()));
        delegation.workspace().ifPresent(workspace -> data.put("workspace", workspace.value()));
        audit.record(caller, "organization:" + caller.organization(), type, data);
    }
}
