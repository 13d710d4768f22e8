package io.sluice.promotion.spi;

import io.sluice.promotion.identity.OrganizationId;

/**
 * Keeps the evidence of ended promotions for as long as the host has to: a folder, a store that never overwrites. Nothing
 * is removed from the database before it returned. Called outside of any transaction; what it throws is tried again until it
 * succeeds. Must be thread-safe.
 */
public interface ArchiveSink {
    /** Names it for good: letters, digits, dots and hyphens, at most 64. */
    String name();

    /**
     * Keeps a file, and returns when it is safe. The same file may come twice, and then has the same name.
     *
     * @param organization whose promotion
     * @param file unique in the organization, at most 200 letters, digits, dots and hyphens
     * @param content a ZIP file with {@code evidence.json}, {@code evidence.md} and {@code audit.jsonl}
     * @throws RuntimeException when it is not safe, or when there is another file of this name
     */
    void keep(OrganizationId organization, String file, byte[] content);
}
