package io.sluice.promotion.trail;

import io.sluice.promotion.audit.tree.Proofs;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the proofs of one log; keeps the last tiles of 256 hashes that it read, since neighbours need the same. */
final class ProofReader {
    private record Tile(int level, long index) {}

    private static final int WIDTH = 256;
    private static final int MOST = 64;

    private final Storage storage;
    private final OrganizationId organization;
    private final Proofs proofs = new Proofs(this::hashes);
    private final Map<Tile, List<TreeHash>> tiles = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, List<TreeHash>> eldest) {
            return size() > MOST;
        }
    };

    ProofReader(Storage storage, OrganizationId organization) {
        this.storage = storage;
        this.organization = organization;
    }

    List<TreeHash> inclusion(long leaf, long size) {
        return proofs.inclusion(leaf, size);
    }

    private List<TreeHash> hashes(int level, long first, int count) {
        List<TreeHash> hashes = new ArrayList<>(count);
        for (long at = first; at < first + count; at++) {
            List<TreeHash> tile = tile(new Tile(level, at / WIDTH), (int) (at % WIDTH) + 1);
            hashes.add(tile.get((int) (at % WIDTH)));
        }
        return hashes;
    }

    private List<TreeHash> tile(Tile tile, int needed) {
        List<TreeHash> known = tiles.get(tile);
        if (known == null || known.size() < needed) {
            known = storage.anchors().subtrees(organization, tile.level(), tile.index() * WIDTH, WIDTH);
            tiles.put(tile, known);
        }
        if (known.size() < needed) {
            throw new IllegalStateException("The log of the audit trail lacks a subtree; somebody removed rows.");
        }
        return known;
    }
}
