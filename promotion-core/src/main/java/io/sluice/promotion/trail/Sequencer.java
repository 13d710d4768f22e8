package io.sluice.promotion.trail;

import io.sluice.promotion.audit.tree.CompactRange;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.AnchorRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.transaction.Transactions;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives committed events their numbers in the log of the organization and adds them to its tree. Whoever holds the tree's
 * row numbers; an event that is committed meanwhile is not seen and gets its number next time, so the order of commits
 * leaves no holes.
 */
public final class Sequencer {
    private static final int STEP = 8;

    private final Transactions transactions;
    private final Storage storage;

    public Sequencer(Core core) {
        this.transactions = core.transactions();
        this.storage = core.storage();
    }

    /** Numbers events of an organization, at most that many, and says how many. */
    public int number(OrganizationId organization, int limit) {
        return transactions.requiresNew(() -> {
            CompactRange tree = storage.anchors().lockTree(organization);
            List<AnchorRows.Unnumbered> events = storage.anchors().unnumbered(organization, limit);
            if (events.isEmpty()) {
                return 0;
            }
            long first = tree.size();
            List<AnchorRows.Subtree> completed = new ArrayList<>();
            for (AnchorRows.Unnumbered event : events) {
                tree.append(TreeHash.ofEvent(event.hash()), (level, index, hash) -> {
                    if (level > 0 && level % STEP == 0) {
                        completed.add(new AnchorRows.Subtree(level, index, hash));
                    }
                });
            }
            storage.anchors().number(organization, first, events, tree, completed);
            return events.size();
        });
    }

    /** Numbers all events of an organization that are committed now. */
    public void numberAll(OrganizationId organization) {
        int numbered;
        do {
            numbered = number(organization, 1_000);
        } while (numbered > 0);
    }
}
