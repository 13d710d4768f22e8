package io.sluice.promotion.workspace;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/**
 * One environment of an organization.
 *
 * @param organization the tenant
 * @param id names it inside the organization
 * @param name for people
 * @param environmentType what it is for
 * @param description for people, may be empty
 * @param gateway the gateway that serves it, if any
 * @param limits how much may live in it
 * @param promotionFrom the workspace that versions must come from; empty at the head of a path and for a sandbox
 * @param requiresApproval whether people must agree before something enters
 * @param dataPolicy what data it may hold
 * @param policyRevision the policy revision in force, beginning with 1
 * @param revision grows by one with every change
 * @param createdAt when it was created
 * @param archivedAt when it was archived, if it was
 */
public record Workspace(
        OrganizationId organization,
        WorkspaceId id,
        String name,
        EnvironmentType environmentType,
        String description,
        Optional<String> gateway,
        Limits limits,
        Optional<WorkspaceId> promotionFrom,
        boolean requiresApproval,
        DataPolicy dataPolicy,
        int policyRevision,
        int revision,
        Instant createdAt,
        Optional<Instant> archivedAt) {
    /** Whether nothing may enter any more. */
    public boolean isArchived() {
        return archivedAt.isPresent();
    }

    /** Whether versions begin here: the head of a promotion path. */
    public boolean isHeadOfPath() {
        return promotionFrom.isEmpty() && environmentType != EnvironmentType.SANDBOX;
    }

    /** The same workspace one revision later, with this policy revision in force. */
    public Workspace withPolicy(int inForce, boolean asksPeople) {
        return new Workspace(
                organization,
                id,
                name,
                environmentType,
                description,
                gateway,
                limits,
                promotionFrom,
                asksPeople,
                dataPolicy,
                inForce,
                revision + 1,
                createdAt,
                archivedAt);
    }

    /** The same workspace one revision later, with this data policy. */
    public Workspace withDataPolicy(DataPolicy other) {
        return new Workspace(
                organization,
                id,
                name,
                environmentType,
                description,
                gateway,
                limits,
                promotionFrom,
                requiresApproval,
                other,
                policyRevision,
                revision + 1,
                createdAt,
                archivedAt);
    }

    /** The same workspace one revision later, changed. */
    public Workspace changed(WorkspaceChange wanted) {
        return new Workspace(
                organization,
                id,
                wanted.name(),
                environmentType,
                wanted.description(),
                wanted.gateway(),
                wanted.limits(),
                wanted.promotionFrom(),
                requiresApproval,
                wanted.dataPolicy(),
                policyRevision,
                revision + 1,
                createdAt,
                archivedAt);
    }

    /** The same workspace one revision later, archived. */
    public Workspace archived(Instant at) {
        return new Workspace(
                organization,
                id,
                name,
                environmentType,
                description,
                gateway,
                limits,
                promotionFrom,
                requiresApproval,
                dataPolicy,
                policyRevision,
                revision + 1,
                createdAt,
                Optional.of(at));
    }
}
