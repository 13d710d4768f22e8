package io.sluice.promotion.trail;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.export.EventProof;
import io.sluice.promotion.audit.tree.Checkpoint;
import io.sluice.promotion.audit.tree.CompactRange;
import io.sluice.promotion.audit.tree.SignedNote;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.CheckpointRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import java.util.Optional;

/** Finds an event by its id and proves that it is in the log. */
public final class Evidence {
    private final Storage storage;
    private final Checkpointer checkpointer;

    public Evidence(Core core, Checkpointer checkpointer) {
        this.storage = core.storage();
        this.checkpointer = checkpointer;
    }

    /** The event, with its proof against the first checkpoint that covers it, or against the log as it is now. */
    public EventProof proof(OrganizationId organization, String chain, long seq) {
        AuditEvent event =
                storage.exports().find(organization, chain, seq).orElseThrow(() -> new NotFoundException("event"));
        long leaf = event.beside()
                .leaf()
                .orElseThrow(() -> new ConflictException(
                        "audit.notAnchored", "The event is not in the log yet; it will be within seconds."));
        Optional<String> note = checkpointer.covering(organization, leaf).map(CheckpointRows.Signed::note);
        Optional<Checkpoint> checkpoint =
                note.map(SignedNote::parse).map(SignedNote::text).map(Checkpoint::parse);
        CompactRange tree = storage.anchors().tree(organization);
        long size = checkpoint.map(Checkpoint::size).orElse(tree.size());
        TreeHash root = checkpoint.map(Checkpoint::root).orElse(tree.root());
        return new EventProof(event, size, root, new ProofReader(storage, organization).inclusion(leaf, size), note);
    }

    /** The checkpoint that covers an event, as a signed note. */
    public Optional<String> covering(AuditEvent event) {
        return event.beside().leaf().isEmpty()
                ? Optional.empty()
                : checkpointer
                        .covering(event.organization(), event.beside().leaf().getAsLong())
                        .map(CheckpointRows.Signed::note);
    }
}
