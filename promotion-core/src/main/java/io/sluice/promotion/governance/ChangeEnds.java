package io.sluice.promotion.governance;

import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.policy.PolicyChange.Status;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.Map;

/** How proposals end. Whoever calls holds the workspace locked. */
final class ChangeEnds {
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;

    ChangeEnds(Core core) {
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
    }

    /** Ends an open proposal. */
    void end(String actor, PolicyChange change, Status status, String why) {
        PolicyChange ended = change.ended(status, why, clock.instant());
        if (!storage.policyChanges().end(change.organization(), ended)) {
            throw new IllegalStateException("Proposal " + change.id() + " ended without the lock of its workspace.");
        }
        audit.record(
                change.organization(),
                Revisions.chain(change.workspace()),
                "policy.changeEnded",
                actor,
                Map.of("change", change.id().value(), "status", status.name(), "detail", why));
    }

    /** Another revision came in force: whatever was proposed against the one before is about nothing any more. */
    void outdated(String actor, Workspace workspace, int revision) {
        WorkspaceId id = workspace.id();
        storage.policyChanges().ofWorkspace(workspace.organization(), id, 1_000).stream()
                .filter(PolicyChange::isOpen)
                .filter(change -> change.proposal() instanceof PolicyChange.Proposal.Policy)
                .forEach(change ->
                        end(actor, change, Status.STALE, "Revision " + revision + " came in force meanwhile."));
    }
}
