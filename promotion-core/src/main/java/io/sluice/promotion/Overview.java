package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.calendar.Dates;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.PromotionPath;
import io.sluice.promotion.command.Visibility;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.jdbc.OverviewRows;
import io.sluice.promotion.jdbc.OverviewRows.Milestones;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.BoardReader;
import io.sluice.promotion.lifecycle.OpenPromotions;
import io.sluice.promotion.lifecycle.Tallies;
import io.sluice.promotion.overview.Board;
import io.sluice.promotion.overview.Figures;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.overview.OpenPromotion;
import io.sluice.promotion.overview.PromotionTally;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host's screens show of many promotions at once: board, open and ended requests, figures. Shows only workspaces
 * that the caller may see. Thread-safe.
 */
public final class Overview {
    /** Most promotions that {@link #figures} counts. */
    public static final int COUNTED_UP_TO = 10_000;

    private static final Duration LONGEST_AHEAD = Duration.ofDays(366);

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final OpenPromotions open;
    private final BoardReader board;
    private final Tallies tallies;
    private final Visibility visibility;
    private final Clock clock;

    Overview(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.open = new OpenPromotions(core);
        this.board = new BoardReader(core, open);
        this.tallies = new Tallies(core);
        this.visibility = new Visibility(core);
        this.clock = core.clock();
    }

    /** Which version is where, what is on its way and what is behind. Costs six queries at any size, asked in three round trips on PostgreSQL. */
    public Board board(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> board.read(organization, visible(caller)));
    }

    /**
     * Open requests with the approvals they wait for, the newest first.
     *
     * @param before the last request of the page before; empty for the first page
     * @param limit 1 to 1,000
     */
    public List<OpenPromotion> open(
            Actor actor, OrganizationId organization, Filter filter, Optional<PromotionId> before, int limit) {
        Releases.requireLimit(limit);
        return pipeline.read(
                actor,
                organization,
                caller -> open.of(
                        organization,
                        storage.overview().open(organization, shown(caller, filter), filter, before, limit)));
    }

    /**
     * How far these promotions are: who approved, what is still needed, how the checks stand. Those that the caller does not
     * see are absent.
     *
     * @param promotions up to 200; costs the same however many they are
     * @throws InvalidInputException {@code bulk.size}
     */
    public Map<PromotionId, PromotionTally> tallies(
            Actor actor, OrganizationId organization, Collection<PromotionId> promotions) {
        return pipeline.read(
                actor, organization, caller -> tallies.of(organization, visibility.among(caller, promotions)));
    }

    /**
     * Requests that ended in a period, the latest end first.
     *
     * @param from beginning of the period, included
     * @param to end of the period, excluded; like the beginning in the years 1970 to 9998
     * @param after the last request of the page before; empty for the first page
     * @param limit 1 to 1,000
     */
    public List<PromotionRequest> history(
            Actor actor,
            OrganizationId organization,
            Filter filter,
            Instant from,
            Instant to,
            Optional<PromotionRequest> after,
            int limit) {
        Releases.requireLimit(limit);
        requirePeriod(from, to);
        Optional<OverviewRows.End> page =
                after.flatMap(last -> last.endedAt().map(endedAt -> new OverviewRows.End(endedAt, last.id())));
        return pipeline.read(
                actor,
                organization,
                caller -> storage.overview().ended(organization, shown(caller, filter), filter, from, to, page, limit));
    }

    /**
     * Open requests with an approval that must be given soon, the soonest first.
     *
     * @param within how soon, up to 366 days; what is overdue is there, too
     * @param limit 1 to 1,000
     */
    public List<OpenPromotion> expiring(Actor actor, OrganizationId organization, Duration within, int limit) {
        Releases.requireLimit(limit);
        Durations.requireBetween("within", within, Duration.ZERO, LONGEST_AHEAD);
        return pipeline.read(actor, organization, caller -> {
            List<WorkspaceId> workspaces = ids(visible(caller));
            Instant until = clock.instant().plus(within);
            return open.of(organization, storage.overview().expiring(organization, workspaces, until, limit));
        });
    }

    /**
     * How promotions into a workspace went that ended in a period.
     *
     * @param from beginning of the period, included
     * @param to end of the period, excluded; like the beginning in the years 1970 to 9998
     */
    public Figures figures(Actor actor, OrganizationId organization, WorkspaceId workspace, Instant from, Instant to) {
        requirePeriod(from, to);
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_RELEASE, workspace);
            catalog.workspace(organization, workspace);
            return figures(
                    workspace,
                    from,
                    to,
                    storage.overview().milestones(organization, workspace, from, to, COUNTED_UP_TO + 1));
        });
    }

    private static Figures figures(WorkspaceId workspace, Instant from, Instant to, List<Milestones> all) {
        Map<PromotionStatus, Integer> ended = new EnumMap<>(PromotionStatus.class);
        List<Duration> leadTimes = new ArrayList<>();
        List<Duration> approvalTimes = new ArrayList<>();
        int rollbacks = 0;
        for (Milestones one : all.subList(0, Math.min(all.size(), COUNTED_UP_TO))) {
            boolean completed = one.status() == PromotionStatus.COMPLETED;
            if (one.kind() == PromotionKind.ROLLBACK) {
                rollbacks += completed ? 1 : 0;
                continue;
            }
            ended.merge(one.status(), 1, Integer::sum);
            if (completed) {
                leadTimes.add(Duration.between(one.requestedAt(), one.endedAt()));
            }
            one.askedAt()
                    .flatMap(asked -> one.approvedAt().map(approved -> Duration.between(asked, approved)))
                    .ifPresent(approvalTimes::add);
        }
        return new Figures(
                workspace,
                from,
                to,
                ended,
                rollbacks,
                Figures.Spread.of(leadTimes),
                Figures.Spread.of(approvalTimes),
                all.size() > COUNTED_UP_TO);
    }

    private List<Workspace> visible(Caller caller) {
        return PromotionPath.ordered(storage.workspaces().list(caller.organization())).stream()
                .filter(workspace -> authorization.sees(caller, workspace.id()))
                .toList();
    }

    private List<WorkspaceId> shown(Caller caller, Filter filter) {
        List<WorkspaceId> visible = ids(visible(caller));
        return filter.target()
                .map(target -> {
                    if (!visible.contains(target)) {
                        throw new NotFoundException("workspace");
                    }
                    return List.of(target);
                })
                .orElse(visible);
    }

    private static List<WorkspaceId> ids(List<Workspace> workspaces) {
        return workspaces.stream().map(Workspace::id).toList();
    }

    private static void requirePeriod(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new InvalidInputException("to", "period.range", "A period ends after it begins.");
        }
        Dates.requireInRange("from", from);
        Dates.requireInRange("to", to);
    }
}
