package io.sluice.promotion.jdbc;

import static java.util.stream.Collectors.groupingBy;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Decision;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The decisions of people. Internal: used by the entry package. */
public final class ApprovalRows {
    private static final String INSERT = """
            INSERT INTO sluice_approval (
                org_id, promotion_id, person, stage, decision, comment_text, roles, subject_hash, decided_at,
                on_behalf_of, as_named)
            VALUES (
                :org, :promotion, :person, :stage, :decision, :comment, :roles, :subjectHash, :decidedAt,
                :onBehalfOf, :asNamed)""";

    private static final String SELECT = """
            SELECT org_id, promotion_id, person, stage, decision, comment_text, roles, subject_hash, decided_at,
                   on_behalf_of, as_named
              FROM sluice_approval
             WHERE org_id = :org""";

    private static final String IN_ORDER = " ORDER BY decided_at, person";

    /** PostgreSQL plans a question about an array anew each time, and this one is asked in every step. */
    private static final String LIST = SELECT + " AND promotion_id = :promotion" + IN_ORDER;

    private static final String LIST_ALL = SELECT + " AND promotion_id = ANY(:promotions)" + IN_ORDER;

    private final Sql sql;
    private final LockedRows<Approval> known;

    ApprovalRows(Sql sql) {
        this.sql = sql;
        this.known = new LockedRows<>(sql, Approval.class, ApprovalRows::read);
    }

    /** Adds a decision; refuses a second one of the same person with {@code object.exists}. */
    public void insert(Approval approval) {
        known.forget();
        sql.insert(INSERT, values(approval));
    }

    /** Adds the decision of somebody of whom it is known that they have not decided. */
    public void insertFirst(Approval approval) {
        known.forget();
        sql.insertLater(INSERT, values(approval));
    }

    private static Values values(Approval approval) {
        return Values.of(approval.organization())
                .and("promotion", approval.promotion())
                .and("person", approval.person())
                .and("stage", approval.stage())
                .and("decision", approval.decision())
                .and("comment", approval.comment())
                .and("roles", Json.writeSet(approval.roles()))
                .and("subjectHash", approval.subjectHash())
                .and("decidedAt", approval.decidedAt())
                .and("onBehalfOf", approval.onBehalfOf())
                .and("asNamed", approval.asNamed());
    }

    /** The decisions on a request, oldest first. */
    public List<Approval> list(OrganizationId organization, PromotionId promotion) {
        return listRead(organization, promotion).value();
    }

    /** The question for the decisions on a request. */
    public Read<List<Approval>> listRead(OrganizationId organization, PromotionId promotion) {
        return known.read(organization, promotion, LIST, Values.of(organization).and("promotion", promotion));
    }

    /** The decisions on several requests, each oldest first; every request has an entry. */
    public Map<PromotionId, List<Approval>> listAll(OrganizationId organization, Collection<PromotionId> promotions) {
        return listAllRead(organization, promotions).value();
    }

    /** The question for the decisions on several requests. */
    public Read<Map<PromotionId, List<Approval>>> listAllRead(
            OrganizationId organization, Collection<PromotionId> promotions) {
        return promotions.isEmpty()
                ? Read.answered(sql, Map.of())
                : sql.read(LIST_ALL, values(organization, promotions), ApprovalRows::read, all -> {
                    Map<PromotionId, List<Approval>> decisions = new LinkedHashMap<>();
                    promotions.forEach(promotion -> decisions.put(promotion, List.of()));
                    decisions.putAll(all.stream().collect(groupingBy(Approval::promotion)));
                    return decisions;
                });
    }

    private static Values values(OrganizationId organization, Collection<PromotionId> promotions) {
        String[] ids = promotions.stream().map(PromotionId::value).toArray(String[]::new);
        return Values.of(organization).and("promotions", ids);
    }

    private static Approval read(Row row) throws SQLException {
        return new Approval(
                row.organization(),
                row.get("promotion_id", PromotionId::new),
                row.text("stage"),
                row.get("person", PersonId::new),
                row.get("decision", Decision::valueOf),
                row.text("comment_text"),
                Set.copyOf(Json.readList(row.text("roles"), RoleId::new)),
                row.text("subject_hash"),
                row.instant("decided_at"),
                row.optional("on_behalf_of", PersonId::new),
                row.flag("as_named"));
    }
}
