package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Rows of a promotion that change under its lock only: a unit of work that holds the promotion asks for them once. */
final class LockedRows<R> {
    private record Known(OrganizationId organization, PromotionId promotion, List<?> rows) {
        boolean isOf(OrganizationId other, PromotionId id) {
            return organization.equals(other) && promotion.equals(id);
        }
    }

    private final Sql sql;
    private final Class<R> type;
    private final Row.Reader<R> reader;

    LockedRows(Sql sql, Class<R> type, Row.Reader<R> reader) {
        this.sql = sql;
        this.type = type;
        this.reader = reader;
    }

    Read<List<R>> read(OrganizationId organization, PromotionId promotion, String query, Values values) {
        Optional<List<R>> known =
                known().filter(rows -> rows.isOf(organization, promotion)).map(this::rows);
        return known.isPresent()
                ? Read.answered(sql, known.get())
                : sql.read(query, values, reader, rows -> {
                    if (PromotionRows.isHeld(sql, organization, promotion)) {
                        sql.hold(type, new Known(organization, promotion, rows));
                    }
                    return rows;
                });
    }

    /** What is known of them changes as the database does. */
    void change(UnaryOperator<List<R>> how) {
        known().ifPresent(now -> sql.hold(type, new Known(now.organization(), now.promotion(), how.apply(rows(now)))));
    }

    /** They are to be asked for again. */
    void forget() {
        sql.release(type);
    }

    private Optional<Known> known() {
        return sql.held(type, Known.class);
    }

    private List<R> rows(Known known) {
        return known.rows().stream().map(type::cast).toList();
    }
}
