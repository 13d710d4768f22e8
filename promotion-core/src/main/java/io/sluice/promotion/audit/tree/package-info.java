/**
 * The log that anchors audit events outside of the database: a Merkle tree over the hashes of all events of an
 * organization as RFC 6962 builds it, and checkpoints of it in the form of C2SP tlog-checkpoint and signed-note.
 *
 * <p>It may import {@code audit}, and what that may import.
 */
@NullMarked
package io.sluice.promotion.audit.tree;

import org.jspecify.annotations.NullMarked;
