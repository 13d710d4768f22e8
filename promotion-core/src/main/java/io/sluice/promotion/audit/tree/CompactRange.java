package io.sluice.promotion.audit.tree;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * As much of a tree as it takes to add leaves and to know the root: the roots of its complete subtrees, the largest first,
 * one for each bit that is set in the number of leaves. Not thread-safe.
 */
public final class CompactRange {
    /** Is told of every subtree that became complete. */
    @FunctionalInterface
    public interface Completed {
        /**
         * A subtree is complete.
         *
         * @param level it has 2<sup>level</sup> leaves; 0 for the leaf itself
         * @param index how many subtrees of this level are to the left of it
         */
        void node(int level, long index, TreeHash hash);
    }

    private static final int DIGITS = 2 * TreeHash.LENGTH;

    private final List<TreeHash> roots = new ArrayList<>();
    private long size;

    /** A tree without leaves. */
    public CompactRange() {}

    /**
     * Reads what {@link #encoded} wrote.
     *
     * @throws InvalidInputException {@code tree.format} when that many leaves have another number of subtrees
     */
    public static CompactRange of(long size, String encoded) {
        if (size < 0 || encoded.length() != DIGITS * Long.bitCount(size)) {
            throw new InvalidInputException("audit.tree", "tree.format", "These are not the subtrees of such a tree.");
        }
        CompactRange range = new CompactRange();
        for (int at = 0; at < encoded.length(); at += DIGITS) {
            range.roots.add(TreeHash.of(encoded.substring(at, at + DIGITS)));
        }
        range.size = size;
        return range;
    }

    /** How many leaves. */
    public long size() {
        return size;
    }

    /** Adds a leaf. */
    public void append(TreeHash leaf) {
        append(0, leaf, (level, index, hash) -> {});
    }

    /** Adds a leaf and tells of every subtree that it completes, itself first. */
    public void append(TreeHash leaf, Completed completed) {
        append(0, leaf, completed);
    }

    /** Adds a complete subtree of 2<sup>level</sup> leaves; the number of leaves so far must be a multiple of that. */
    void append(int level, TreeHash subtree, Completed completed) {
        long index = size >> level;
        int height = level;
        TreeHash hash = subtree;
        completed.node(height, index, hash);
        while ((index & 1) == 1) {
            hash = TreeHash.ofNode(roots.remove(roots.size() - 1), hash);
            index >>= 1;
            height++;
            completed.node(height, index, hash);
        }
        roots.add(hash);
        size += 1L << level;
    }

    /** The root of the tree. */
    public TreeHash root() {
        if (roots.isEmpty()) {
            return TreeHash.OF_NOTHING;
        }
        TreeHash root = roots.get(roots.size() - 1);
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = TreeHash.ofNode(roots.get(i), root);
        }
        return root;
    }

    /** The roots of the subtrees as one text, to be stored. */
    public String encoded() {
        StringBuilder text = new StringBuilder();
        roots.forEach(text::append);
        return text.toString();
    }
}
