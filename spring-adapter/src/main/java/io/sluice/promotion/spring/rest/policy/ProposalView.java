package io.sluice.promotion.spring.rest.policy;

import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A proposal to demand less of a protected workspace. */
public record ProposalView(
        String id,
        PolicyChange.Status status,
        List<PolicyBody.Line> changes,
        String reason,
        Person by,
        Instant at,
        Instant due,
        List<VoteView> votes,
        boolean mayDecide,
        Optional<Reason> why,
        boolean mayWithdraw) {
    /** What one person said. */
    public record VoteView(Person person, String stage, boolean agrees, String comment, Instant at) {}
}
