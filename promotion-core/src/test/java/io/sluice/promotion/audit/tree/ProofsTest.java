package io.sluice.promotion.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofsTest {
    @Test
    void anEmptyTreeHasTheRootOfTheStandard() {
        assertThat(new CompactRange().root())
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void theRootOfEachSizeIsTheOneThatTheStandardDefines() {
        List<TreeHash> leaves = leaves(130);
        CompactRange range = new CompactRange();
        for (int size = 1; size <= leaves.size(); size++) {
            range.append(leaves.get(size - 1));

            assertThat(range.root()).as("size " + size).isEqualTo(root(leaves.subList(0, size)));
        }
    }

    @Test
    void aRangeGoesOnWhereItWasStored() {
        List<TreeHash> leaves = leaves(77);
        CompactRange range = new CompactRange();
        for (TreeHash leaf : leaves) {
            range = CompactRange.of(range.size(), range.encoded());
            range.append(leaf);
        }

        assertThat(range.root()).isEqualTo(root(leaves));
        assertThatThrownBy(() -> CompactRange.of(3, "ab"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("tree.format"));
        assertThatThrownBy(() -> CompactRange.of(1, "x".repeat(64))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void everyLeafOfEveryTreeIsProven() {
        Tree tree = new Tree(leaves(70));
        for (int size = 1; size <= 70; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                List<TreeHash> path = tree.proofs().inclusion(leaf, size);
                TreeHash root = root(tree.leaves.subList(0, size));

                assertThat(Proofs.includes(tree.leaves.get(leaf), leaf, size, path, root))
                        .as(leaf + " of " + size)
                        .isTrue();
                assertThat(Proofs.includes(tree.leaves.get(leaf), (leaf + 1) % size, size, path, root))
                        .as(leaf + " of " + size + " in another place")
                        .isEqualTo(size == 1);
            }
        }
    }

    @Test
    void everyTreeIsProvenToBeginWithEveryEarlierOne() {
        Tree tree = new Tree(leaves(70));
        for (int size = 1; size <= 70; size++) {
            TreeHash root = root(tree.leaves.subList(0, size));
            for (int earlier = 1; earlier <= size; earlier++) {
                List<TreeHash> path = tree.proofs().consistency(earlier, size);
                TreeHash before = root(tree.leaves.subList(0, earlier));

                assertThat(Proofs.isConsistent(earlier, before, size, root, path))
                        .as(earlier + " to " + size)
                        .isTrue();
                assertThat(Proofs.isConsistent(earlier, TreeHash.OF_NOTHING, size, root, path))
                        .as("another tree of " + earlier + " to " + size)
                        .isFalse();
            }
        }
    }

    @Test
    void aLargeTreeIsProvenFromFewHashes() {
        int size = 70_123;
        Tree tree = new Tree(leaves(size));
        CompactRange range = new CompactRange();
        tree.leaves.forEach(range::append);
        for (long leaf : List.of(0L, 255L, 256L, 65_535L, 65_536L, 70_122L)) {
            tree.read = 0;
            List<TreeHash> path = tree.proofs().inclusion(leaf, size);

            assertThat(Proofs.includes(tree.leaves.get((int) leaf), leaf, size, path, range.root()))
                    .isTrue();
            assertThat(tree.read).isLessThan(1_000);
        }
    }

    @Test
    void anAlteredProofProvesNothing() {
        Random random = new Random(7);
        Tree tree = new Tree(leaves(50));
        TreeHash root = root(tree.leaves);
        for (int i = 0; i < 500; i++) {
            int leaf = random.nextInt(50);
            List<TreeHash> path = new ArrayList<>(tree.proofs().inclusion(leaf, 50));
            switch (random.nextInt(3)) {
                case 0 -> path.remove(random.nextInt(path.size()));
                case 1 -> path.add(random.nextInt(path.size() + 1), TreeHash.OF_NOTHING);
                default -> path.set(random.nextInt(path.size()), TreeHash.OF_NOTHING);
            }

            assertThat(Proofs.includes(tree.leaves.get(leaf), leaf, 50, path, root))
                    .isFalse();
        }
        assertThat(Proofs.includes(root, 3, 3, List.of(), root)).isFalse();
        assertThat(Proofs.isConsistent(0, root, 3, root, List.of())).isFalse();
    }

    @Test
    void noProofIsMadeOfWhatThereIsNot() {
        Proofs proofs = new Tree(leaves(3)).proofs();

        assertThatThrownBy(() -> proofs.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> proofs.consistency(4, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<TreeHash> leaves(int count) {
        List<TreeHash> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(TreeHash.ofEvent(HexFormat.of().toHexDigits(i).repeat(8)));
        }
        return leaves;
    }

    /** The definition, as RFC 6962 writes it down. */
    private static TreeHash root(List<TreeHash> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return TreeHash.ofNode(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }

    private static final class Tree {
        private final List<TreeHash> leaves;
        private final Map<String, TreeHash> nodes = new HashMap<>();
        private int read;

        Tree(List<TreeHash> leaves) {
            this.leaves = leaves;
            CompactRange range = new CompactRange();
            leaves.forEach(leaf -> range.append(leaf, (level, index, hash) -> nodes.put(level + "/" + index, hash)));
        }

        Proofs proofs() {
            return new Proofs((level, first, count) -> {
                read += count;
                List<TreeHash> hashes = new ArrayList<>();
                for (long i = first; i < first + count; i++) {
                    hashes.add(nodes.get(level + "/" + i));
                }
                return hashes;
            });
        }
    }
}
