package io.sluice.promotion.audit.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes and checks proofs about a tree (RFC 6962, 2.1.1 and 2.1.2; checked as RFC 9162, 2.1.3.2 and 2.1.4.2 say). Making
 * them reads complete subtrees of 1, 256, 65,536… leaves, so that a proof of any size reads some hundred hashes.
 */
public final class Proofs {
    /** Where the hashes of complete subtrees are found. */
    @FunctionalInterface
    public interface Subtrees {
        /**
         * Complete subtrees beside each other.
         *
         * @param level 0, 8, 16 or 24: each has 2<sup>level</sup> leaves
         * @param first how many subtrees of this level are to the left of the first one
         * @param count how many, at most 256 unless the tree has more than 2<sup>32</sup> leaves
         */
        List<TreeHash> at(int level, long first, int count);
    }

    private static final int HIGHEST = 24;
    private static final int STEP = 8;

    private final Subtrees subtrees;

    /** Makes proofs of what is found there. */
    public Proofs(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    /** The hashes that lead from a leaf to the root of the first {@code size} leaves. */
    public List<TreeHash> inclusion(long leaf, long size) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has no leaf " + leaf + ".");
        }
        List<TreeHash> path = new ArrayList<>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long middle = begin + split(end - begin);
            if (leaf < middle) {
                path.add(0, root(middle, end));
                end = middle;
            } else {
                path.add(0, root(begin, middle));
                begin = middle;
            }
        }
        return path;
    }

    /** The hashes that show that a tree of {@code size} leaves begins with those of the tree that had {@code earlier}. */
    public List<TreeHash> consistency(long earlier, long size) {
        if (earlier < 1 || earlier > size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves never had " + earlier + ".");
        }
        List<TreeHash> path = new ArrayList<>();
        long begin = 0;
        long end = size;
        boolean whole = true;
        while (earlier != end) {
            long middle = begin + split(end - begin);
            if (earlier <= middle) {
                path.add(0, root(middle, end));
                end = middle;
            } else {
                path.add(0, root(begin, middle));
                begin = middle;
                whole = false;
            }
        }
        if (!whole) {
            path.add(0, root(begin, end));
        }
        return path;
    }

    /** Whether the path leads from that leaf to that root. */
    public static boolean includes(TreeHash leaf, long index, long size, List<TreeHash> path, TreeHash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        TreeHash hash = leaf;
        for (TreeHash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.ofNode(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.ofNode(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the path shows that the later tree begins with the earlier one. */
    public static boolean isConsistent(
            long earlier, TreeHash earlierRoot, long size, TreeHash root, List<TreeHash> path) {
        if (earlier == size) {
            return path.isEmpty() && earlierRoot.equals(root);
        }
        if (earlier < 1 || earlier > size || path.isEmpty()) {
            return false;
        }
        List<TreeHash> hashes = new ArrayList<>(path);
        if (Long.bitCount(earlier) == 1) {
            hashes.add(0, earlierRoot);
        }
        int complete = Long.numberOfTrailingZeros(~(earlier - 1));
        long node = (earlier - 1) >> complete;
        long last = (size - 1) >> complete;
        TreeHash before = hashes.get(0);
        TreeHash after = hashes.get(0);
        for (TreeHash sibling : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                before = TreeHash.ofNode(sibling, before);
                after = TreeHash.ofNode(sibling, after);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                after = TreeHash.ofNode(after, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(earlierRoot) && after.equals(root);
    }

    /** The root of the leaves from {@code begin} to {@code end}; begin is a multiple of the next power of two. */
    private TreeHash root(long begin, long end) {
        CompactRange range = new CompactRange();
        long at = begin;
        for (int level = HIGHEST; level >= 0; level -= STEP) {
            int count = Math.toIntExact((end - at) >> level);
            if (count > 0) {
                for (TreeHash hash : subtrees.at(level, at >> level, count)) {
                    range.append(level, hash, (height, index, node) -> {});
                }
                at += (long) count << level;
            }
        }
        return range.root();
    }

    /** The largest power of two below it. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
