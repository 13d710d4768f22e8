package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.tree.Proofs;
import io.sluice.promotion.audit.tree.TreeHash;
import java.util.List;
import java.util.Optional;

/**
 * That one event is in the log of its organization.
 *
 * @param event the event, with its number
 * @param size how many events the log held
 * @param root the root over them
 * @param path the hashes that lead from the event to the root
 * @param checkpoint the signed note about that log; empty when nobody signs
 */
public record EventProof(AuditEvent event, long size, TreeHash root, List<TreeHash> path, Optional<String> checkpoint) {
    /** Copies the path. */
    public EventProof {
        path = List.copyOf(path);
    }

    /** Whether the event is unchanged and the path leads from it to the root. */
    public boolean holds() {
        return AuditChain.wrongInside(event).isEmpty()
                && event.beside().leaf().isPresent()
                && Proofs.includes(
                        TreeHash.ofEvent(event.hash()), event.beside().leaf().getAsLong(), size, path, root);
    }
}
