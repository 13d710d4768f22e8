package io.sluice.promotion.jdbc;

import io.sluice.promotion.audit.tree.CompactRange;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.OrganizationId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The log of each organization: numbers of events, and the tree over them. Internal: used by the packages above. */
public final class AnchorRows {
    /** An event without a number yet. */
    public record Unnumbered(String chain, long seq, String hash) {}

    /** A subtree that became complete. */
    public record Subtree(int level, long index, TreeHash hash) {}

    /** One look into the index of leaves for each organization; EXISTS may become a join that reads the whole log. */
    private static final String WITH_WORK = """
            SELECT o.org_id
              FROM sluice_organization o
             WHERE (SELECT e.seq FROM sluice_audit_event e
                     WHERE e.org_id = o.org_id AND e.leaf IS NULL
                     ORDER BY e.leaf
                     LIMIT 1) IS NOT NULL
             ORDER BY o.org_id""";

    private static final String INSERT_TREE = """
            INSERT INTO sluice_audit_tree (org_id, tree_size, subtrees)
            VALUES (:org, 0, '')""";

    private static final String FIND_TREE = """
            SELECT tree_size, subtrees
              FROM sluice_audit_tree
             WHERE org_id = :org""";

    private static final String LOCK_TREE = FIND_TREE + """

               FOR UPDATE""";

    private static final String UPDATE_TREE = """
            UPDATE sluice_audit_tree SET tree_size = :size, subtrees = :subtrees
             WHERE org_id = :org""";

    /** Ordered by the leaf, too, which is null in all of them: the order of the key would lead through the whole log. */
    private static final String UNNUMBERED = """
            SELECT chain, seq, hash
              FROM sluice_audit_event
             WHERE org_id = :org AND leaf IS NULL
             ORDER BY leaf, chain, seq
             LIMIT :limit""";

    /** COALESCE keeps the database from looking for the key among all that have or lately had no number. */
    private static final String NUMBER = """
            UPDATE sluice_audit_event SET leaf = :leaf
             WHERE org_id = :org AND chain = :chain AND seq = :seq AND COALESCE(leaf, -1) = -1""";

    private static final String INSERT_SUBTREE = """
            INSERT INTO sluice_audit_subtree (org_id, subtree_level, subtree_index, hash)
            VALUES (:org, :level, :index, :hash)""";

    private static final String SUBTREES = """
            SELECT hash
              FROM sluice_audit_subtree
             WHERE org_id = :org AND subtree_level = :level AND subtree_index >= :first AND subtree_index < :end
             ORDER BY subtree_index""";

    private static final String LEAVES = """
            SELECT hash
              FROM sluice_audit_event
             WHERE org_id = :org AND leaf >= :first AND leaf < :end
             ORDER BY leaf""";

    private static final String OLDEST_UNNUMBERED = """
            SELECT MIN(at) AS oldest
              FROM sluice_audit_event
             WHERE org_id = :org AND leaf IS NULL""";

    private static final String OLDEST_FROM = """
            SELECT MIN(at) AS oldest
              FROM sluice_audit_event
             WHERE org_id = :org AND leaf >= :size""";

    private final Sql sql;

    AnchorRows(Sql sql) {
        this.sql = sql;
    }

    /** The organizations with events that have no number yet. */
    public List<OrganizationId> withWork() {
        return sql.list(WITH_WORK, Values.none(), Row::organization);
    }

    /** The tree of an organization, created when absent, locked until the unit of work ends. */
    public CompactRange lockTree(OrganizationId organization) {
        Values key = Values.of(organization);
        return sql.lock(LOCK_TREE, key, AnchorRows::readTree).orElseGet(() -> {
            sql.insertIfAbsent(INSERT_TREE, key);
            return sql.lock(LOCK_TREE, key, AnchorRows::readTree).orElseThrow();
        });
    }

    /** The tree of an organization as it is now. */
    public CompactRange tree(OrganizationId organization) {
        return sql.find(FIND_TREE, Values.of(organization), AnchorRows::readTree)
                .orElseGet(CompactRange::new);
    }

    /** The next events to be numbered, those of a chain in their order. */
    public List<Unnumbered> unnumbered(OrganizationId organization, int limit) {
        return sql.list(
                UNNUMBERED,
                Values.of(organization).and("limit", limit),
                row -> new Unnumbered(row.text("chain"), row.number("seq"), row.text("hash")));
    }

    /** Gives events the numbers from {@code first} on, and stores the tree that they make. */
    public void number(
            OrganizationId organization,
            long first,
            List<Unnumbered> events,
            CompactRange tree,
            List<Subtree> completed) {
        List<Values> numbers = new ArrayList<>(events.size());
        for (Unnumbered event : events) {
            numbers.add(Values.of(organization)
                    .and("chain", event.chain())
                    .and("seq", event.seq())
                    .and("leaf", first + numbers.size()));
        }
        sql.batch(NUMBER, numbers);
        sql.batch(
                INSERT_SUBTREE,
                completed.stream()
                        .map(subtree -> Values.of(organization)
                                .and("level", subtree.level())
                                .and("index", subtree.index())
                                .and("hash", subtree.hash().toString()))
                        .toList());
        sql.updateOne(
                UPDATE_TREE, Values.of(organization).and("size", tree.size()).and("subtrees", tree.encoded()));
    }

    /** Complete subtrees beside each other, for proofs; level 0 are the events. */
    public List<TreeHash> subtrees(OrganizationId organization, int level, long first, int count) {
        Values range = Values.of(organization).and("first", first).and("end", first + count);
        return level == 0
                ? sql.list(LEAVES, range, row -> TreeHash.ofEvent(row.text("hash")))
                : sql.list(SUBTREES, range.and("level", level), row -> row.get("hash", TreeHash::of));
    }

    /** When the oldest event happened that is in none of the first {@code size} places of the log. */
    public Optional<Instant> oldestAfter(OrganizationId organization, long size) {
        Values key = Values.of(organization);
        Optional<Instant> unnumbered = sql.find(OLDEST_UNNUMBERED, key, row -> row.optionalInstant("oldest"))
                .flatMap(at -> at);
        Optional<Instant> numbered = sql.find(
                        OLDEST_FROM, Values.of(organization).and("size", size), row -> row.optionalInstant("oldest"))
                .flatMap(at -> at);
        if (unnumbered.isEmpty() || numbered.isEmpty()) {
            return unnumbered.or(() -> numbered);
        }
        return unnumbered.get().isBefore(numbered.get()) ? unnumbered : numbered;
    }

    private static CompactRange readTree(Row row) throws SQLException {
        return CompactRange.of(row.number("tree_size"), row.text("subtrees"));
    }
}
