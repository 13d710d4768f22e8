package io.sluice.promotion;

import io.sluice.promotion.access.Permission;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.calendar.Dates;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Capacities;
import io.sluice.promotion.command.Capacities.Delegated;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.gate.Capacity;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.gate.Tally;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.jdbc.TaskRows;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What waits for a person: what a host shows approvers. Pages cost the same at any depth and any number of open
 * promotions. Thread-safe.
 */
public final class TaskList {
    /** Highest number that {@link #count} tells exactly. */
    public static final int COUNTED_UP_TO = 200;

    /**
     * Where a page ends and the next one goes on. Opaque to hosts.
     *
     * @param due of the last item
     * @param task of the last item
     */
    public record Position(Instant due, String task) {
        private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

        /** Refuses with {@code date.range} and the codes of ids what no item has. */
        public Position {
            Identifier.require("position", task);
            if (due.isAfter(LATEST) || due.isBefore(Instant.EPOCH)) {
                throw new InvalidInputException("position", "date.range", "No task is due at that time.");
            }
        }
    }

    /**
     * One thing that waits.
     *
     * @param task what is asked
     * @param promotion for which request
     * @param eligibility whether this person may do it, and for whom if they stand in for somebody; if not, why not
     * @param approvals the decisions so far
     * @param given how many persons count in the open stage; 0 for a repair
     * @param required how many are needed in the open stage; 0 for a repair
     * @param assignedToCaller whether somebody asked for the attention of this person
     * @param position where a page after this item goes on
     */
    public record Item(
            HumanTask task,
            PromotionRequest promotion,
            Eligibility eligibility,
            List<Approval> approvals,
            int given,
            int required,
            boolean assignedToCaller,
            Position position) {
        /** Copies the decisions. */
        public Item {
            approvals = List.copyOf(approvals);
        }
    }

    /**
     * Which items to show. Every part that is given must fit.
     *
     * @param target of promotions into this workspace
     * @param artifact of promotions of this artifact, alone or in a unit
     * @param requestedBy of promotions that this person asked for
     * @param dueBefore due before that; what has no due time is left out then
     */
    public record Query(
            Optional<WorkspaceId> target,
            Optional<ArtifactRef> artifact,
            Optional<PersonId> requestedBy,
            Optional<Instant> dueBefore) {
        /** Everything that waits. */
        public static final Query ALL =
                new Query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** Refuses with {@code date.range} a time outside of the years 1970 to 9998. */
        public Query {
            dueBefore.ifPresent(moment -> Dates.requireInRange("dueBefore", moment));
        }

        /** Those into one workspace. */
        public Query into(WorkspaceId workspace) {
            return new Query(Optional.of(workspace), artifact, requestedBy, dueBefore);
        }

        /** Those of one artifact. */
        public Query of(ArtifactRef one) {
            return new Query(target, Optional.of(one), requestedBy, dueBefore);
        }

        /** Those that one person asked for. */
        public Query by(PersonId person) {
            return new Query(target, artifact, Optional.of(person), dueBefore);
        }

        /** Those due before that. */
        public Query dueBefore(Instant moment) {
            return new Query(target, artifact, requestedBy, Optional.of(moment));
        }
    }

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Capacities capacities;
    private final Storage storage;
    private final Clock clock;

    TaskList(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.capacities = core.capacities();
        this.storage = core.storage();
        this.clock = core.clock();
    }

    /**
     * One page of what waits for the caller and for those they stand in for, the soonest due first. Items that the caller may not decide are
     * there, too, and say why.
     *
     * @param after where the page before ended; empty for the first page
     * @param limit 1 to 1,000
     */
    public List<Item> page(Actor actor, OrganizationId organization, Optional<Position> after, int limit) {
        return page(actor, organization, Query.ALL, after, limit);
    }

    /**
     * The same for some of it. What does not exist, or is foreign, matches nothing.
     *
     * @param after where the page before of the same query ended; empty for the first page
     * @param limit 1 to 1,000
     */
    public List<Item> page(Actor actor, OrganizationId organization, Query query, Optional<Position> after, int limit) {
        Releases.requireLimit(limit);
        TaskRows.Only only =
                new TaskRows.Only(query.target(), query.artifact(), query.requestedBy(), query.dueBefore());
        Optional<TaskRows.Key> key = after.map(position -> new TaskRows.Key(position.due(), position.task()));
        return pipeline.read(actor, organization, caller -> items(caller, only, key, limit));
    }

    private List<Item> items(Caller caller, TaskRows.Only only, Optional<TaskRows.Key> after, int limit) {
        OrganizationId organization = caller.organization();
        List<Delegated> delegated = capacities.delegatedTo(organization, caller.member());
        List<TaskRows.Entry> entries =
                storage.tasks().page(organization, Capacities.queues(caller.member(), delegated), only, after, limit);
        Set<PromotionId> ids =
                Set.copyOf(entries.stream().map(entry -> entry.promotion().id()).toList());
        Map<PromotionId, List<Approval>> approvals = storage.approvals().listAll(organization, ids);
        return entries.stream()
                .map(entry -> item(
                        caller,
                        delegated,
                        entry,
                        approvals.getOrDefault(entry.promotion().id(), List.of())))
                .toList();
    }

    /** How many tasks ask the caller or somebody they stand in for, counted up to {@link #COUNTED_UP_TO}. */
    public int count(Actor actor, OrganizationId organization) {
        return pipeline.read(
                actor,
                organization,
                caller -> storage.tasks()
                        .countCapped(
                                organization,
                                Capacities.queues(
                                        caller.member(), capacities.delegatedTo(organization, caller.member())),
                                COUNTED_UP_TO));
    }

    /**
     * How many tasks the caller could do now, for themself or somebody they stand in for, by the target of the promotion.
     * Counted are the {@link #COUNTED_UP_TO} tasks that are due soonest; a workspace without any is absent.
     */
    public Map<WorkspaceId, Integer> countByTarget(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            Map<WorkspaceId, Integer> counts = new LinkedHashMap<>();
            items(caller, TaskRows.Only.ALL, Optional.empty(), COUNTED_UP_TO).stream()
                    .filter(item -> item.eligibility() instanceof Eligibility.May)
                    .forEach(item -> counts.merge(item.task().target(), 1, Integer::sum));
            return Collections.unmodifiableMap(counts);
        });
    }

    private Item item(Caller caller, List<Delegated> delegated, TaskRows.Entry entry, List<Approval> approvals) {
        HumanTask task = entry.task();
        PromotionRequest request = entry.promotion();
        Position position = new Position(entry.sortDue(), task.id());
        if (task.kind() == HumanTask.Kind.REPAIR) {
            return new Item(task, request, operates(caller, request), approvals, 0, 0, false, position);
        }
        Round round = catalog.round(request, task);
        Capacity capacity = capacities.of(caller.member(), delegated, request, Capacities.looksBack(round));
        Eligibility eligibility = Eligibility.of(
                capacity,
                new Eligibility.Matter(request, task, round, catalog.authors(request), approvals, clock.instant()));
        Tally tally = round.tally(approvals);
        boolean assigned = task.assigned().contains(caller.person());
        return new Item(task, request, eligibility, approvals, tally.given(), tally.required(), assigned, position);
    }

    private Eligibility operates(Caller caller, PromotionRequest request) {
        return authorization.allows(caller, Permission.OPERATE, request.target())
                ? new Eligibility.May(caller.member().rolesIn(request.target()))
                : new Eligibility.MayNot("forbidden", "Needs the permission " + Permission.OPERATE + ".");
    }
}
