package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;

/** One row of a result, read by column name into the words of the domain. */
final class Row {
    /** How a row becomes an object. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    OrganizationId organization() throws SQLException {
        return get("org_id", OrganizationId::new);
    }

    ArtifactRef artifact() throws SQLException {
        return new ArtifactRef(get("artifact_kind", ArtifactKind::new), text("artifact_id"));
    }

    String text(String column) throws SQLException {
        return result.getString(column);
    }

    <T> T get(String column, Function<String, T> type) throws SQLException {
        return type.apply(text(column));
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    <T> Optional<T> optional(String column, Function<String, T> type) throws SQLException {
        return optionalText(column).map(type);
    }

    int integer(String column) throws SQLException {
        return result.getInt(column);
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    Instant instant(String column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }

    Optional<Instant> optionalInstant(String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
