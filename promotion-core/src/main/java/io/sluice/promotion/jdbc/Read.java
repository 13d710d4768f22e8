package io.sluice.promotion.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question to the database: asked alone when its value is first wanted, or before that in one round trip with others
 * through {@link Storage#ask}. Belongs to one unit of work and one thread. Internal: used by the entry package.
 */
public final class Read<T> {
    private interface Gathering<T> {
        T gather(ResultSet rows) throws SQLException;
    }

    private final Sql sql;
    private final String query;
    private final Values values;
    private final Gathering<T> gathering;
    private @Nullable T answer;

    private Read(Sql sql, String query, Values values, Gathering<T> gathering) {
        this.sql = sql;
        this.query = query;
        this.values = values;
        this.gathering = gathering;
    }

    static <R, T> Read<T> of(Sql sql, String query, Values values, Row.Reader<R> reader, Function<List<R>, T> gather) {
        return new Read<>(sql, query, values, rows -> gather.apply(all(rows, reader)));
    }

    /** A question that needs no asking. */
    static <T> Read<T> answered(Sql sql, T answer) {
        Read<T> known = new Read<>(sql, "", Values.none(), rows -> answer);
        known.answer = answer;
        return known;
    }

    /** What the database said, or says now. */
    public T value() {
        if (answer == null) {
            sql.ask(List.of(this));
        }
        if (answer == null) {
            throw new IllegalStateException("The database was asked and did not answer.");
        }
        return answer;
    }

    boolean isAnswered() {
        return answer != null;
    }

    Exchange.Part part() {
        return new Exchange.Part(query, values, executed -> answer = gathering.gather(Exchange.rows(executed)));
    }

    private static <R> List<R> all(ResultSet rows, Row.Reader<R> reader) throws SQLException {
        List<R> all = new ArrayList<>();
        while (rows.next()) {
            all.add(reader.read(new Row(rows)));
        }
        return all;
    }
}
