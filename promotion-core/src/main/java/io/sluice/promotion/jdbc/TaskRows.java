package io.sluice.promotion.jdbc;

import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The open tasks of people, and the roles that each of them asks. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class TaskRows {
    TaskRows() {}

    /**
     * Where a page of tasks begins.
     *
     * @param due the sort time of the last task of the page before
     * @param taskId its id
     */
    public record Key(Instant due, String taskId) {}

    /**
     * One line of a person's queue.
     *
     * @param task the task
     * @param promotion what it belongs to
     * @param sortDue its due time, far in the future when it has none
     */
    public record Entry(HumanTask task, PromotionRequest promotion, Instant sortDue) {}

    /** Opens a task that asks these roles. */
    public void open(HumanTask task, Set<RoleId> roles) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Closes a task; without effect when it is closed already. */
    public void close(OrganizationId organization, String taskId) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The open tasks of a promotion, oldest first. */
    public List<HumanTask> openFor(OrganizationId organization, PromotionId promotion) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Closes every task of a promotion. */
    public void closeAll(OrganizationId organization, PromotionId promotion) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Moves the due time of a task. */
    public void updateDue(OrganizationId organization, String taskId, Instant due) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Tasks that ask one of the granted roles, each once, by due time and id. */
    public List<Entry> page(OrganizationId organization, Set<RoleGrant> grants, Optional<Key> after, int limit) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** How many tasks ask one of the granted roles, counted no further than the cap. */
    public int countCapped(OrganizationId organization, Set<RoleGrant> grants, int cap) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
