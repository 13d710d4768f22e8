package io.sluice.promotion.access;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A person is away for a time, and perhaps somebody else approves in their place. What is passed on is what the absent
 * person could do themself; it cannot be passed on again.
 *
 * @param organization the tenant
 * @param id names it
 * @param delegator who is away
 * @param delegate who approves in their place; empty means nobody
 * @param role only approvals that this role is asked for; empty means all
 * @param workspace only promotions into this workspace; empty means all
 * @param asNamed whether the delegate also counts where a rule names the absent person
 * @param reason why
 * @param from the beginning
 * @param until the end, at most 90 days later
 * @param endedAt when it was ended before its time, if it was
 */
public record Delegation(
        OrganizationId organization,
        String id,
        PersonId delegator,
        Optional<PersonId> delegate,
        Optional<RoleId> role,
        Optional<WorkspaceId> workspace,
        boolean asNamed,
        String reason,
        Instant from,
        Instant until,
        Optional<Instant> endedAt) {
    /** Whether it holds at that moment; its end is outside. */
    public boolean holdsAt(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(end());
    }

    /** Whether it holds at some moment between the two. */
    public boolean overlaps(Instant start, Instant stop) {
        return from.isBefore(stop) && start.isBefore(end());
    }

    /** Whether it is about promotions into that workspace. */
    public boolean appliesTo(WorkspaceId target) {
        return workspace.isEmpty() || workspace.get().equals(target);
    }

    /** Which of the roles that the absent person holds are passed on. */
    public Set<RoleId> passedOn(Set<RoleId> held) {
        return held.stream()
                .filter(one -> role.isEmpty() || role.get().equals(one))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Instant end() {
        return endedAt.filter(until::isAfter).orElse(until);
    }
}
