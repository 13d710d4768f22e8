package io.sluice.promotion.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class SpringTransactionsTest {
    private final DataSource database = database();
    private final DataSourceTransactionManager manager = new DataSourceTransactionManager(database);
    private final TransactionTemplate host = new TransactionTemplate(manager);
    private final SpringTransactions transactions = new SpringTransactions(manager, database);
    private final JdbcTemplate elsewhere =
            new JdbcTemplate(new DriverManagerDataSource(((DriverManagerDataSource) database).getUrl(), "sa", ""));

    private static DataSource database() {
        return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    @BeforeEach
    void table() {
        elsewhere.execute("CREATE TABLE note (text VARCHAR(20))");
    }

    @Test
    void commitsWhenTheBodyReturns() {
        String result = transactions.required(() -> write("one"));

        assertThat(result).isEqualTo("one");
        assertThat(notes()).containsExactly("one");
        assertThat(transactions.active()).isFalse();
    }

    @Test
    void rollsBackWhenTheBodyThrows() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    write("one");
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(notes()).isEmpty();
    }

    @Test
    void joinsTheTransactionOfTheHost() {
        host.executeWithoutResult(status -> {
            new JdbcTemplate(database).update("INSERT INTO note VALUES ('host')");
            transactions.required(() -> write("ours"));
            assertThat(transactions.active()).isTrue();
            assertThat(notes()).isEmpty();
            status.setRollbackOnly();
        });
        assertThat(notes()).isEmpty();

        host.executeWithoutResult(status -> {
            new JdbcTemplate(database).update("INSERT INTO note VALUES ('host')");
            transactions.required(() -> write("ours"));
        });
        assertThat(notes()).containsExactlyInAnyOrder("host", "ours");
    }

    @Test
    void aUnitOfItsOwnStaysWhenTheHostRollsBack() {
        host.executeWithoutResult(status -> {
            transactions.required(() -> write("gone"));
            transactions.requiresNew(() -> write("stays"));
            status.setRollbackOnly();
        });

        assertThat(notes()).containsExactly("stays");
    }

    @Test
    void aDoomedUnitCannotCommit() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    write("one");
                    try {
                        transactions.required(() -> {
                            throw new IllegalArgumentException("no");
                        });
                    } catch (IllegalArgumentException e) {
                        assertThat(transactions.rollbackOnly()).isTrue();
                    }
                    return "one";
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("marked for rollback");

        assertThat(notes()).isEmpty();
    }

    @Test
    void tellsHowAUnitEnded() {
        List<String> told = new ArrayList<>();

        transactions.required(() -> {
            transactions.register(new Told(told));
            return write("one");
        });
        assertThat(told).containsExactly("beforeCommit", "afterCommit");

        told.clear();
        host.executeWithoutResult(status -> {
            transactions.register(new Told(told));
            status.setRollbackOnly();
        });
        assertThat(told).containsExactly("beforeRollback", "afterRollback");
    }

    @Test
    void whoeverIsToldAfterTheCommitMayOpenAUnitOfItsOwn() {
        transactions.required(() -> {
            transactions.register(new Transactions.Callback() {
                @Override
                public void afterCommit() {
                    transactions.requiresNew(() -> write("later"));
                }
            });
            return write("one");
        });

        assertThat(notes()).containsExactly("one", "later");
    }

    @Test
    void aTransactionOnAnotherDatabaseIsNone() {
        TransactionTemplate other = new TransactionTemplate(new DataSourceTransactionManager(database()));
        List<String> told = new ArrayList<>();

        other.executeWithoutResult(status -> {
            assertThat(transactions.active()).isFalse();
            assertThatThrownBy(() -> transactions.register(new Told(told))).isInstanceOf(IllegalStateException.class);
            transactions.required(() -> {
                transactions.register(new Told(told));
                return write("one");
            });
            assertThat(notes()).containsExactly("one");
            assertThat(told).containsExactly("beforeCommit", "afterCommit");
            status.setRollbackOnly();
        });

        assertThat(notes()).containsExactly("one");
    }

    @Test
    void isReadCommitted() {
        int isolation = transactions.required(() -> {
            try (Connection connection = transactions.dataSource().getConnection()) {
                return connection.getTransactionIsolation();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(isolation).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }

    @Test
    void aDatabaseThatIsGoneIsUnavailable() {
        DataSource gone = new DriverManagerDataSource("jdbc:h2:tcp://127.0.0.1:1/gone", "sa", "");
        SpringTransactions unreachable = new SpringTransactions(new DataSourceTransactionManager(gone), gone);

        assertThatThrownBy(() -> unreachable.required(() -> "never"))
                .isInstanceOfSatisfying(
                        UnavailableException.class, e -> assertThat(e.code()).isEqualTo("database.unavailable"));
    }

    private String write(String text) {
        try (Connection connection = transactions.dataSource().getConnection();
                var statement = connection.prepareStatement("INSERT INTO note VALUES (?)")) {
            statement.setString(1, text);
            statement.executeUpdate();
            return text;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> notes() {
        return elsewhere.queryForList("SELECT text FROM note", String.class);
    }

    private record Told(List<String> told) implements Transactions.Callback {
        @Override
        public void beforeCommit() {
            told.add("beforeCommit");
        }

        @Override
        public void afterCommit() {
            told.add("afterCommit");
        }

        @Override
        public void beforeRollback() {
            told.add("beforeRollback");
        }

        @Override
        public void afterRollback() {
            told.add("afterRollback");
        }
    }
}
