package io.sluice.example.benchmark.contest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The timers of promotions that {@link Clones} made: has many of them be due at this moment, and counts those that are. */
final class Timers {
    /** What the elements are called at which promotions end that nobody decided in time. */
    private static final String DEADLINE = "overdue";

    /** The eight characters that tell one copy of an identifier from another. */
    private static final String NUMBER = "SUBSTRING(%s FROM 25 FOR 8) BETWEEN ? AND ?";

    private final DataSource source;
    private final Contestant contestant;

    Timers(DataSource source, Contestant contestant) {
        this.source = source;
        this.contestant = contestant;
    }

    /**
     * Has all timers of an element be due now.
     *
     * @param element a part of its identifier
     * @param from number of the first promotion
     * @param to number of the last
     * @return how many timers that are
     */
    long due(String element, int from, int to) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            long due = 0;
            for (String table : contestant.timers()) {
                due += update(
                        connection,
                        "UPDATE " + table + " SET DUEDATE_ = LOCALTIMESTAMP WHERE HANDLER_CFG_ LIKE '%" + element
                                + "%' AND " + NUMBER.formatted("ID_"),
                        from,
                        to);
            }
            for (Contestant.Deadline deadline : element.equals(DEADLINE) ? contestant.deadlines() : noDeadlines()) {
                update(
                        connection,
                        "UPDATE " + deadline.table() + " SET due = CURRENT_TIMESTAMP WHERE "
                                + NUMBER.formatted(deadline.task()),
                        from,
                        to);
            }
            connection.commit();
            connection.setAutoCommit(true);
            return due;
        } catch (SQLException e) {
            throw new IllegalStateException("The timers could not be made due.", e);
        }
    }

    private static List<Contestant.Deadline> noDeadlines() {
        return List.of();
    }

    private static int update(Connection connection, String sql, int from, int to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Clones.number(from));
            statement.setString(2, Clones.number(to));
            return statement.executeUpdate();
        }
    }

    /** How many timers are due and not done yet. */
    long left() {
        long left = 0;
        try (Connection connection = source.getConnection()) {
            for (String table : contestant.timers()) {
                try (PreparedStatement statement = connection.prepareStatement(
                                "SELECT COUNT(*) FROM " + table + " WHERE DUEDATE_ <= LOCALTIMESTAMP");
                        ResultSet row = statement.executeQuery()) {
                    left += row.next() ? row.getLong(1) : 0;
                }
            }
            return left;
        } catch (SQLException e) {
            throw new IllegalStateException("Nobody knows what is due.", e);
        }
    }
}
