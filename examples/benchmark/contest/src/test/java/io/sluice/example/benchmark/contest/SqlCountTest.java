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
    void tellsStatementsAndTheirParametersWhileSomebodyListens() throws SQLException {
        HeardStatements heard = new HeardStatements();
        count.listen(Optional.of(heard));
        execute("SELECT n FROM other_a");
        for (int i = 1; i <= 2; i++) {
            try (Connection connection = watched.getConnection();
                    PreparedStatement statement =
                            connection.prepareStatement("SELECT n FROM own_a WHERE n = ? AND n < ?")) {
                statement.setInt(1, i);
                statement.setInt(2, 7);
                statement.executeQuery().close();
            }
        }
        count.listen(Optional.empty());
        execute("SELECT n + 1 FROM own_a");

        assertThat(heard.about(List.of("own_")))
                .hasSize(1)
                .hasEntrySatisfying("SELECT n FROM own_a WHERE n = ? AND n < ?", all -> {
                    assertThat(all.executions()).isEqualTo(2);
                    assertThat(all.parameters())
                            .extracting(parameter -> parameter.arguments().get(1))
                            .containsExactly(2, 7);
                });
        assertThat(heard.about(List.of("third"))).isEmpty();
    }

    @Test
    void whatWasAskedWhileIdleIsAskedAgain() throws Exception {
        Thread asks = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    execute("SELECT n FROM own_a WHERE n = 3");
                } catch (SQLException e) {
                    return;
                }
            }
        });
        asks.start();
        Answer answer;
        try {
            answer = new Poll(count, pool).measure(1, 5, List.of("own_"));
        } finally {
            asks.interrupt();
            asks.join();
        }

        assertThat(answer.number("statements")).isEqualTo(1);
        assertThat(answer.number("heard")).isPositive();
        assertThat(answer.number("median")).isBetween(answer.number("least"), answer.number("most"));
    }
}
