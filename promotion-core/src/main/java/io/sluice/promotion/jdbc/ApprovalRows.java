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

    private static final String LIST = """
            SELECT org_id, promotion_id, person, stage, decision, comment_text, roles, subject_hash, decided_at,
                   on_behalf_of, as_named
              FROM sluice_approval
             WHERE org_id = :org AND promotion_id = ANY(:promotions)
             ORDER BY decided_at, person""";

    private final Sql sql;

    ApprovalRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a decision; refuses a second one of the same person with {@code object.exists}. */
    public void insert(Approval approval) {
        sql.insert(
                INSERT,
                Values.of(approval.organization())
                        .and("promotion", approval.promotion())
                        .and("person", approval.person())
                        .and("stage", approval.stage())
                        .and("decision", approval.decision())
                        .and("comment", approval.comment())
                        .and("roles", Json.writeSet(approval.roles()))
                        .and("subjectHash", approval.subjectHash())
                        .and("decidedAt", approval.decidedAt())
                        .and("onBehalfOf", approval.onBehalfOf())
                        .and("asNamed", approval.asNamed()));
    }

    /** The decisions on a request, oldest first. */
    public List<Approval> list(OrganizationId organization, PromotionId promotion) {
        return listRead(organization, promotion).value();
    }

    /** The question for the decisions on a request. */
    public Read<List<Approval>> listRead(OrganizationId organization, PromotionId promotion) {
        return of(organization, List.of(promotion));
    }

    /** The decisions on several requests, each oldest first; every request has an entry. */
    public Map<PromotionId, List<Approval>> listAll(OrganizationId organization, Collection<PromotionId> promotions) {
        Map<PromotionId, List<Approval>> decisions = new LinkedHashMap<>();
        promotions.forEach(promotion -> decisions.put(promotion, List.of()));
        if (!promotions.isEmpty()) {
            decisions.putAll(of(organization, promotions).value().stream().collect(groupingBy(Approval::promotion)));
        }
        return decisions;
    }

    private Read<List<Approval>> of(OrganizationId organization, Collection<PromotionId> promotions) {
        String[] ids = promotions.stream().map(PromotionId::value).toArray(String[]::new);
        return sql.read(LIST, Values.of(organization).and("promotions", ids), ApprovalRows::read, rows -> rows);
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
