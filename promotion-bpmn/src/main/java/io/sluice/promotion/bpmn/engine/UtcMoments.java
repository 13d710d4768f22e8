package io.sluice.promotion.bpmn.engine;

import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the engine's moments in UTC. Its columns know no time zone, so the engine itself takes them for the time
 * of the machine: a node in another zone would let deadlines pass hours early and take work from nodes that are still at
 * it, and where clocks are set back an hour comes twice. Internal: public because the engine's mapping makes it by name.
 */
public final class UtcMoments extends BaseTypeHandler<Date> {
    private static final String BEFORE_MAPPERS = "<mappers>";

    /** The engine's mapping, with this in place of its own for moments. */
    static byte[] into(byte[] mapping) {
        String text = new String(mapping, StandardCharsets.UTF_8);
        if (!text.contains(BEFORE_MAPPERS)) {
            throw new IllegalStateException("The engine's mapping is not what it was.");
        }
        String name = UtcMoments.class.getName();
        String handlers = """
                <typeHandlers>
                  <typeHandler handler="%1$s" javaType="java.util.Date" />
                  <typeHandler handler="%1$s" javaType="java.util.Date" jdbcType="TIMESTAMP" />
                  <typeHandler handler="%1$s" javaType="java.sql.Timestamp" />
                  <typeHandler handler="%1$s" javaType="java.sql.Timestamp" jdbcType="TIMESTAMP" />
                </typeHandlers>
                """.formatted(name);
        return text.replace(BEFORE_MAPPERS, handlers + BEFORE_MAPPERS).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, Date moment, JdbcType type)
            throws SQLException {
        statement.setTimestamp(index, Timestamp.from(moment.toInstant()), utc());
    }

    @Override
    public @Nullable Date getNullableResult(ResultSet row, String column) throws SQLException {
        return moment(row.getTimestamp(column, utc()));
    }

    @Override
    public @Nullable Date getNullableResult(ResultSet row, int column) throws SQLException {
        return moment(row.getTimestamp(column, utc()));
    }

    @Override
    public @Nullable Date getNullableResult(CallableStatement call, int column) throws SQLException {
        return moment(call.getTimestamp(column, utc()));
    }

    private static @Nullable Date moment(@Nullable Timestamp found) {
        return found == null ? null : Date.from(found.toInstant());
    }

    /** A new one each time: drivers may change it. */
    private static Calendar utc() {
        return new Calendar.Builder()
                .setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC))
                .build();
    }
}
