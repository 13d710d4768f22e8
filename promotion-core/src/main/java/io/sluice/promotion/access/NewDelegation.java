package io.sluice.promotion.access;

import io.sluice.promotion.calendar.Dates;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * That the caller will be away, and perhaps who approves in their place.
 *
 * @param delegate who approves; empty means nobody: the absence is only shown
 * @param role only approvals that this role is asked for; empty means all
 * @param workspace only promotions into this workspace; empty means all
 * @param asNamed whether the delegate also counts where a rule names the caller; only for all roles
 * @param from the beginning
 * @param until the end, at most 90 days later
 * @param reason why
 */
public record NewDelegation(
        Optional<PersonId> delegate,
        Optional<RoleId> role,
        Optional<WorkspaceId> workspace,
        boolean asNamed,
        Instant from,
        Instant until,
        String reason) {
    /** The longest time of one delegation. */
    public static final Duration LONGEST = Duration.ofDays(90);

    /**
     * Refuses a missing reason with {@code reason.required}, times outside of the years 1970 to 9998 with
     * {@code date.range}, and any other span with {@code delegation.range}.
     */
    public NewDelegation {
        reason = Text.requireReason("reason", reason);
        Dates.requireInRange("from", from);
        Dates.requireInRange("until", until);
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new InvalidInputException(
                    "until", "delegation.range", "A delegation ends after its beginning, at most 90 days later.");
        }
    }

    /** All approvals of the caller, except where a rule names them. */
    public static NewDelegation to(PersonId delegate, Instant from, Instant until, String reason) {
        return new NewDelegation(Optional.of(delegate), Optional.empty(), Optional.empty(), false, from, until, reason);
    }

    /** Nobody approves in the caller's place. */
    public static NewDelegation absence(Instant from, Instant until, String reason) {
        return new NewDelegation(Optional.empty(), Optional.empty(), Optional.empty(), false, from, until, reason);
    }

    /** The same, only for approvals that this role is asked for. */
    public NewDelegation forRole(RoleId only) {
        return new NewDelegation(delegate, Optional.of(only), workspace, asNamed, from, until, reason);
    }

    /** The same, only for promotions into this workspace. */
    public NewDelegation into(WorkspaceId only) {
        return new NewDelegation(delegate, role, Optional.of(only), asNamed, from, until, reason);
    }

    /** The same, also where a rule names the caller. */
    public NewDelegation alsoWhereNamed() {
        return new NewDelegation(delegate, role, workspace, true, from, until, reason);
    }
}
