package io.sluice.promotion.policy;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.workspace.DataPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A proposal to weaken what a protected workspace demands. It comes in force when the persons whom the demands in force
 * ask have agreed; whoever proposed it is not one of them.
 *
 * @param organization the tenant
 * @param id names it
 * @param workspace whose demands
 * @param proposal what shall hold instead
 * @param baseRevision the policy revision in force when it was proposed: its stages are asked
 * @param baseWorkspace the workspace revision when it was proposed
 * @param reason why, in the proposer's words
 * @param proposedBy who did
 * @param proposedAt when
 * @param due until when it must be decided
 * @param status where it stands
 * @param detail why it ended as it did, may be empty
 * @param endedAt when it ended
 * @param votes the decisions so far, the first one first
 */
public record PolicyChange(
        OrganizationId organization,
        PolicyChangeId id,
        WorkspaceId workspace,
        Proposal proposal,
        int baseRevision,
        int baseWorkspace,
        String reason,
        PersonId proposedBy,
        Instant proposedAt,
        Instant due,
        Status status,
        String detail,
        Optional<Instant> endedAt,
        List<Vote> votes) {
    /** What shall hold instead. */
    public sealed interface Proposal {
        /**
         * Another policy.
         *
         * @param policy the whole policy
         */
        record Policy(PromotionPolicy policy) implements Proposal {}

        /**
         * Another data policy.
         *
         * @param dataPolicy the whole data policy
         */
        record Data(DataPolicy dataPolicy) implements Proposal {}
    }

    /** Where a proposal stands. There is exactly one end, and it is final. */
    public enum Status {
        /** People decide. */
        OPEN,
        /** Agreed; it holds since then. */
        IN_FORCE,
        /** A person said no. */
        REJECTED,
        /** Its proposer, or somebody who manages the policy, took it back. */
        WITHDRAWN,
        /** Nobody decided in time. */
        EXPIRED,
        /** What it would have changed was changed meanwhile. */
        STALE
    }

    /**
     * One person's decision.
     *
     * @param person who
     * @param stage in which stage
     * @param agrees yes or no
     * @param comment why, may be empty for a yes
     * @param roles the asked roles that the person held
     * @param decidedAt when
     */
    public record Vote(
            PersonId person, String stage, boolean agrees, String comment, Set<RoleId> roles, Instant decidedAt) {
        /** Copies the roles. */
        public Vote {
            roles = Set.copyOf(roles);
        }
    }

    /** Copies the decisions. */
    public PolicyChange {
        votes = List.copyOf(votes);
    }

    /** Whether it can still be decided. */
    public boolean isOpen() {
        return status == Status.OPEN;
    }

    /** The same proposal at its end. */
    public PolicyChange ended(Status end, String why, Instant at) {
        return new PolicyChange(
                organization,
                id,
                workspace,
                proposal,
                baseRevision,
                baseWorkspace,
                reason,
                proposedBy,
                proposedAt,
                due,
                end,
                why,
                Optional.of(at),
                votes);
    }
}
