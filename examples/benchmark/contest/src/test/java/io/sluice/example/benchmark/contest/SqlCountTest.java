package io.sluice.example.benchmark.contest;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlCountTest {
    private final SqlCount count = new SqlCount("own_");
    private HikariDataSource pool;
    private DataSource watched;

    @BeforeEach
    void open() throws SQLException {
        pool = new Database("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "").pool();
        watched = count.watching(pool);
        execute("CREATE TABLE own_a (n INT)");
        execute("CREATE TABLE other_a (n INT)");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = watched.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void tellsTransactionsThatWriteFromThoseThatRead() throws SQLException {
        Counts before = count.counts();

        execute("SELECT * FROM own_a");
        try (Connection connection = watched.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT * FROM own_a");
                statement.execute("INSERT INTO own_a VALUES (1)");
            }
            connection.commit();
            connection.commit();
        }

        assertThat(count.counts().since(before)).isEqualTo(new Counts(3, 2, 1, 1, 0));
    }

    @Test
    void aBatchIsOneStatementAndAsManyRowsAsItHas() throws SQLException {
        Counts before = count.counts();

        for (String table : List.of("own_a", "other_a")) {
            try (Connection connection = watched.getConnection();
                    PreparedStatement statement = connection.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
                for (int i = 0; i < 3; i++) {
                    statement.setInt(1, i);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }

        assertThat(count.counts().since(before)).isEqualTo(new Counts(2, 2, 2, 3, 0));
    }

    @Test
    void countsChangesOfTheSchema() {
        assertThat(count.counts().definitions()).isEqualTo(2);
    }

    @Test
    void tellsWhenSomebodyCommitted() throws SQLException {
        AtomicInteger commits = new AtomicInteger();
        count.afterCommit(commits::incrementAndGet);

        try (Connection connection = watched.getConnection()) {
            connection.setAutoCommit(false);
            connection.commit();
        }

        assertThat(commits).hasValue(1);
    }

    @Test
    void timesStatementsWhileSomebodyListens() throws SQLException {
        StatementTimes times = new StatementTimes();
        count.time(Optional.of(times));
        execute("SELECT n FROM other_a");
        execute("SELECT n FROM own_a");
        count.time(Optional.empty());
        execute("SELECT n FROM own_a");

        assertThat(times.slowest(List.of("own_"))).hasValueSatisfying(shape -> {
            assertThat(shape.sql()).isEqualTo("SELECT n FROM own_a");
            assertThat(shape.executions()).isEqualTo(1);
        });
        assertThat(times.slowest(List.of("third"))).isEmpty();
    }
}
