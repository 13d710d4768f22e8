package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One line of an export. A complete one begins with the heads of all chains, a partial one with the tree; then come the
 * events, in a complete export the heads again, the persons, and the manifest at the end.
 */
public sealed interface ExportLine {
    /**
     * An event.
     *
     * @param event as it is stored
     * @param proof leads from it to the root in the manifest; only in partial exports
     */
    record Event(AuditEvent event, Optional<List<TreeHash>> proof) implements ExportLine {}

    /**
     * The log on which the proofs of a partial export rest.
     *
     * @param size how many events it held
     * @param root the root over them
     */
    record Tree(long size, TreeHash root) implements ExportLine {}

    /**
     * Where a chain ended, as its owner's row knows it: once before the events were read, and once after. Complete
     * exports have them.
     *
     * @param after whether it was read after the events
     */
    record Head(String chain, long seq, String hash, boolean after) implements ExportLine {}

    /**
     * Whom a reference in the events means.
     *
     * @param ref the reference
     * @param salt proves it, together with the person
     * @param person the id in the host's directory; empty once erased
     * @param erasedAt when the person was erased
     */
    record Person(String ref, Optional<String> salt, Optional<String> person, Optional<Instant> erasedAt)
            implements ExportLine {}

    /**
     * What the export holds.
     *
     * @param organization whose events
     * @param scope what it was restricted to, in words; empty for all of it
     * @param exportedAt when it began
     * @param events how many
     * @param treeSize how many events the log held
     * @param treeRoot the root over them
     * @param checkpoint the newest signed note at that time
     * @param macKeys the keys of the codes beside the events
     * @param bodyHash SHA-256 over all lines before this one, with their line breaks
     */
    record Manifest(
            OrganizationId organization,
            Optional<String> scope,
            Instant exportedAt,
            long events,
            long treeSize,
            String treeRoot,
            Optional<String> checkpoint,
            List<String> macKeys,
            String bodyHash)
            implements ExportLine {
        /** Copies the list. */
        public Manifest {
            macKeys = List.copyOf(macKeys);
        }

        /** Whether it holds all events of the organization. */
        public boolean isComplete() {
            return scope.isEmpty();
        }
    }
}
