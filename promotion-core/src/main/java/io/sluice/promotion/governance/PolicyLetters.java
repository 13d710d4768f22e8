package io.sluice.promotion.governance;

import io.sluice.promotion.command.Messages;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.jdbc.OutboxMessage.Audience;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells those who are asked about a proposal, and its proposer what they said. */
final class PolicyLetters {
    private final Messages messages;

    PolicyLetters(Messages messages) {
        this.messages = messages;
    }

    /** A stage is asked. */
    void proposed(PolicyChange change, ApprovalStage asked, PolicyDiff diff) {
        String changes =
                diff.changes().stream().map(PolicyDiff.Change::toString).collect(Collectors.joining("\n"));
        messages.toWorkspace(
                change.organization(),
                change.workspace(),
                NotificationKind.POLICY_CHANGE_PROPOSED,
                Audience.roles(asked.roles(), change.workspace()),
                Facts.of(Fact.WHO, change.proposedBy())
                        .and(Fact.REVISION, change.baseRevision())
                        .and(Fact.REQUIRED, asked.required())
                        .and(Fact.DEADLINE, change.due())
                        .and(Fact.REASON, change.reason())
                        .and(Fact.CHANGES, changes));
    }

    /** A person decided. */
    void decided(PolicyChange change, PersonId who, Decision decision, String words) {
        messages.toWorkspace(
                change.organization(),
                change.workspace(),
                NotificationKind.POLICY_CHANGE_DECIDED,
                Audience.persons(Set.of(change.proposedBy())),
                Facts.of(Fact.WHO, who)
                        .and(Fact.DECISION, decision)
                        .and(Fact.REVISION, change.baseRevision())
                        .and(Fact.COMMENT, words));
    }
}
