package io.sluice.promotion.request;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An open step of a promotion that waits for people.
 *
 * @param organization the tenant
 * @param id names the task; made by Sluice, sortable by creation time
 * @param promotion what it belongs to
 * @param kind what people are asked for
 * @param stage the approval stage; empty for a repair
 * @param namedStage whether the process names the stage; if not, the step runs all stages of the policy in order
 * @param target the workspace whose roles count
 * @param openedAt since when it waits
 * @param due until when it must be done; empty for a repair
 * @param flowRef how the flow finds the step again: the id of the step in the process, a slash, and the flow's own id
 * @param extensions how often the policy has put the deadline off
 * @param escalatedTo the role that may decide as well because nobody decided in time
 * @param assigned whose attention is asked for; whoever is asked may still decide. Empty means everybody's
 */
public record HumanTask(
        OrganizationId organization,
        String id,
        PromotionId promotion,
        Kind kind,
        Optional<String> stage,
        boolean namedStage,
        WorkspaceId target,
        Instant openedAt,
        Optional<Instant> due,
        String flowRef,
        int extensions,
        Optional<RoleId> escalatedTo,
        Set<PersonId> assigned) {
    /** Begins the reference of a task that no step of the process waits for: core itself opened it. */
    public static final String OF_CORE = "core/";

    /** Copies the persons. */
    public HumanTask {
        assigned = Set.copyOf(assigned);
    }

    /** A task that asks for everybody's attention and whose deadline is still the first one. */
    public HumanTask(
            OrganizationId organization,
            String id,
            PromotionId promotion,
            Kind kind,
            Optional<String> stage,
            boolean namedStage,
            WorkspaceId target,
            Instant openedAt,
            Optional<Instant> due,
            String flowRef) {
        this(
                organization,
                id,
                promotion,
                kind,
                stage,
                namedStage,
                target,
                openedAt,
                due,
                flowRef,
                0,
                Optional.empty(),
                Set.of());
    }

    /** The same task, put off by the policy or a person. */
    public HumanTask due(Instant later, int times, Optional<RoleId> escalated) {
        return new HumanTask(
                organization,
                id,
                promotion,
                kind,
                stage,
                namedStage,
                target,
                openedAt,
                Optional.of(later),
                flowRef,
                times,
                escalated,
                assigned);
    }

    /** Whether a step of the process waits for it. */
    public boolean isOfFlow() {
        return !flowRef.startsWith(OF_CORE);
    }

    /** Whether it was opened by that step of the process. */
    public boolean isStep(String step) {
        return flowRef.startsWith(step + "/");
    }

    /** What people are asked for. */
    public enum Kind {
        /** To approve or reject. */
        APPROVAL,
        /** To bring a target back into a known state. */
        REPAIR
    }
}
