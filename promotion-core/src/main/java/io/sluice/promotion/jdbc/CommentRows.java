package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.request.Comment;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What people wrote beside promotions. Internal: used by the entry package. */
public final class CommentRows {
    private static final String INSERT = """
            INSERT INTO sluice_comment (org_id, id, promotion_id, author, comment_text, masked, written_at)
            VALUES (:org, :id, :promotion, :author, :text, :masked, :writtenAt)""";

    private static final String FIND = """
            SELECT org_id, id, promotion_id, author, comment_text, masked, written_at
              FROM sluice_comment
             WHERE org_id = :org AND id = :id""";

    private static final String LIST = """
            SELECT org_id, id, promotion_id, author, comment_text, masked, written_at
              FROM sluice_comment
             WHERE org_id = :org AND promotion_id = :promotion AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private final Sql sql;

    CommentRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds one. */
    public void insert(Comment comment) {
        sql.insert(
                INSERT,
                Values.of(comment.organization())
                        .and("id", comment.id())
                        .and("promotion", comment.promotion())
                        .and("author", comment.author())
                        .and("text", comment.text())
                        .and("masked", comment.masked())
                        .and("writtenAt", comment.writtenAt()));
    }

    /** One of them. */
    public Optional<Comment> find(OrganizationId organization, String id) {
        return sql.find(FIND, Values.of(organization).and("id", id), CommentRows::read);
    }

    /** Those of a promotion, the first one first, behind the one of that id. */
    public List<Comment> list(OrganizationId organization, PromotionId promotion, Optional<String> after, int limit) {
        return sql.list(
                LIST,
                Values.of(organization)
                        .and("promotion", promotion)
                        .and("after", after.orElse(""))
                        .and("limit", limit),
                CommentRows::read);
    }

    private static Comment read(Row row) throws SQLException {
        return new Comment(
                row.organization(),
                row.text("id"),
                row.get("promotion_id", PromotionId::new),
                row.get("author", PersonId::new),
                row.text("comment_text"),
                row.flag("masked"),
                row.instant("written_at"));
    }
}
