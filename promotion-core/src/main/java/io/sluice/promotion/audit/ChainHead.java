package io.sluice.promotion.audit;

/**
 * The end of a chain as far as it was written.
 *
 * @param seq the number of the newest event, 0 before the first
 * @param hash the hash of the newest event, 64 zeros before the first
 */
public record ChainHead(long seq, String hash) {
    /** The head of a chain that has no event yet. */
    public static final ChainHead EMPTY = new ChainHead(0, "0".repeat(64));
}
