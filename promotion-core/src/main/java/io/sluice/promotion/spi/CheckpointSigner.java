package io.sluice.promotion.spi;

import io.sluice.promotion.audit.tree.NoteKey;

/**
 * Signs checkpoints of the audit log with an Ed25519 key that does not lie in the database: a file, or a service that keeps
 * keys. Called outside of any transaction; what it throws is tried again. Must be thread-safe.
 */
public interface CheckpointSigner {
    /** The public key, whose name is also the first part of the log's name. */
    NoteKey key();

    /** The signature over the text in UTF-8, 64 bytes. */
    byte[] sign(String text);
}
