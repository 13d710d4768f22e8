package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Capacities;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.command.Presences;
import io.sluice.promotion.gate.Capacity;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks for the attention of certain persons among those who are entitled to an approval; entitles nobody. */
public final class Assignments {
    private final Authorization authorization;
    private final Catalog catalog;
    private final Directory directory;
    private final Presences presences;
    private final Storage storage;
    private final Messages messages;
    private final Clock clock;

    public Assignments(Core core) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.directory = core.directory();
        this.presences = new Presences(core.directory(), core.authorization());
        this.storage = core.storage();
        this.messages = core.messages();
        this.clock = core.clock();
    }

    /** Looks the persons up, before the transaction. */
    public Map<PersonId, Member> look(Caller caller, Set<PersonId> persons) {
        Map<PersonId, Member> members = new HashMap<>();
        persons.forEach(person ->
                directory.member(caller.organization(), person).ifPresent(member -> members.put(person, member)));
        return members;
    }

    public void assign(
            Caller caller,
            LockedPromotion unit,
            String stage,
            Set<PersonId> persons,
            Map<PersonId, Member> members,
            String reason) {
        PromotionRequest request = unit.request();
        HumanTask task = requireOpen(caller, request, open -> open.stage().equals(Optional.of(stage)));
        Round round = catalog.round(request, task);
        List<Approval> approvals = storage.approvals().list(request.organization(), request.id());
        Eligibility.Matter matter =
                new Eligibility.Matter(request, task, round, catalog.authors(request), approvals, clock.instant());
        persons.forEach(person -> requireEntitled(person, members.get(person), matter));
        storage.tasks().assign(request.organization(), task.id(), persons);
        unit.record(
                "approval.assigned",
                Map.of(
                        "stage",
                        stage,
                        "persons",
                        persons.stream().map(PersonId::value).sorted().toList(),
                        "reason",
                        reason));
        Set<PersonId> fresh = new HashSet<>(persons);
        fresh.removeAll(task.assigned());
        if (!fresh.isEmpty()) {
            messages.to(
                    request,
                    NotificationKind.REASSIGNED,
                    OutboxMessage.Audience.persons(fresh),
                    Facts.of(Fact.WHO, caller.person())
                            .and(Fact.DEADLINE, task.due())
                            .and(Fact.REASON, reason));
        }
    }

    /** Refuses what {@link #assign} would refuse whoever is named. */
    void requireAssignable(Caller caller, PromotionRequest request) {
        requireOpen(caller, request, open -> open.stage().isPresent());
    }

    private HumanTask requireOpen(Caller caller, PromotionRequest request, Predicate<HumanTask> which) {
        if (!authorization.allows(caller, Permission.MANAGE_POLICY, request.target())) {
            authorization.require(caller, Operation.ASSIGN_APPROVAL, request, catalog.demands(request));
        }
        return storage.tasks().openFor(request.organization(), request.id()).stream()
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new ConflictException("approval.notOpen", "Nobody is asked for this approval now."));
    }

    private void requireEntitled(PersonId person, @Nullable Member member, Eligibility.Matter matter) {
        Optional<Instant> requested = Capacities.looksBack(matter.round())
                ? Optional.of(matter.request().requestedAt())
                : Optional.empty();
        boolean entitled = member != null
                && presences
                        .of(
                                matter.request().organization(),
                                member,
                                matter.request().target(),
                                requested)
                        .map(present -> Eligibility.of(Capacity.of(present), matter) instanceof Eligibility.May)
                        .orElse(false);
        if (!entitled) {
            throw new InvalidInputException(
                    "persons",
                    "assignment.notEntitled",
                    person + " cannot approve this; to assign an approval entitles nobody.");
        }
    }
}
