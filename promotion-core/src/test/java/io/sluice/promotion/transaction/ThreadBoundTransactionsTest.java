package io.sluice.promotion.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.promotion.problem.UnavailableException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadBoundTransactionsTest {
    private final HikariDataSource pool = pool(1);
    private final Transactions transactions = Transactions.threadBound(pool);

    @BeforeEach
    void createTable() {
        transactions.required(() -> run("CREATE TABLE fact (name VARCHAR(50))"));
    }

    @AfterEach
    void leavesNoConnectionBehind() {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(transactions.active()).isFalse();
        pool.close();
    }

    @Test
    void commitsWhatTheBodyWroteAndReturnsItsResult() {
        String result = transactions.required(() -> {
            write("a");
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(facts()).containsExactly("a");
    }

    @Test
    void rollsBackWhenTheBodyThrows() {
        RuntimeException fault = new IllegalArgumentException("no");

        assertThatThrownBy(() -> transactions.required(() -> {
                    write("a");
                    throw fault;
                }))
                .isSameAs(fault);

        assertThat(facts()).isEmpty();
    }

    @Test
    void rollsBackWhenTheBodyEndsWithAnError() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    write("a");
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(facts()).isEmpty();
    }

    @Test
    void rollsBackWhenTheBodyThrowsWhatItDoesNotDeclare() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    write("a");
                    return throwAnyway(new IOException("from a language without checked exceptions"));
                }))
                .isInstanceOf(IOException.class);

        assertThat(facts()).isEmpty();
    }

    @Test
    void joinsTheUnitThatIsOpen() {
        transactions.required(() -> {
            write("outer");
            transactions.required(() -> write("inner"));
            assertThat(factsHere()).containsExactly("inner", "outer");
            return null;
        });

        assertThat(facts()).containsExactly("inner", "outer");
    }

    @Test
    void isDoomedWhenAJoinedBodyThrewEvenIfThatWasCaught() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    write("outer");
                    assertThatThrownBy(() -> transactions.required(() -> {
                                throw new IllegalArgumentException("inner");
                            }))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThat(transactions.rollbackOnly()).isTrue();
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(facts()).isEmpty();
    }

    @Test
    void isDoomedWhenSomebodySaysSo() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    write("a");
                    assertThat(transactions.rollbackOnly()).isFalse();
                    transactions.setRollbackOnly();
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(facts()).isEmpty();
    }

    @Test
    void isDoomedByACallbackBeforeTheCommitToo() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    write("a");
                    transactions.register(new Transactions.Callback() {
                        @Override
                        public void beforeCommit() {
                            transactions.setRollbackOnly();
                        }
                    });
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(facts()).isEmpty();
    }

    @Test
    void keepsAUnitOfItsOwnApartFromTheOneThatWaits() {
        try (HikariDataSource two = pool(2)) {
            Transactions units = Transactions.threadBound(two);
            units.required(() -> run(units, "CREATE TABLE fact (name VARCHAR(50))"));

            assertThatThrownBy(() -> units.required(() -> {
                        run(units, "INSERT INTO fact VALUES ('outer')");
                        units.requiresNew(() -> run(units, "INSERT INTO fact VALUES ('own')"));
                        assertThat(units.active()).isTrue();
                        throw new IllegalArgumentException("outer");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            units.required(() -> {
                run(units, "INSERT INTO fact VALUES ('outer 2')");
                assertThatThrownBy(() -> units.requiresNew(() -> {
                            run(units, "INSERT INTO fact VALUES ('own 2')");
                            throw new IllegalArgumentException("own");
                        }))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(units.rollbackOnly()).isFalse();
                return null;
            });

            assertThat(units.required(() -> factsHere(units))).containsExactly("outer 2", "own");
            assertThat(two.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void findsTheWaitingUnitAgainWhenTheDatabaseGivesNoSecondConnection() {
        transactions.required(() -> {
            assertThatThrownBy(() -> transactions.requiresNew(() -> null)).isInstanceOf(UnavailableException.class);
            write("a");
            return null;
        });

        assertThat(facts()).containsExactly("a");
    }

    @Test
    void callsBackInOrderAroundACommit() {
        List<String> events = new ArrayList<>();

        transactions.required(() -> {
            transactions.register(recorder("1", events));
            transactions.register(recorder("2", events));
            events.add("body");
            return null;
        });

        assertThat(events)
                .containsExactly(
                        "body",
                        "1 beforeCommit inside",
                        "2 beforeCommit inside",
                        "1 afterCommit outside",
                        "2 afterCommit outside");
    }

    @Test
    void callsBackInOrderAroundARollback() {
        List<String> events = new ArrayList<>();

        assertThatThrownBy(() -> transactions.required(() -> {
                    transactions.register(recorder("1", events));
                    transactions.register(recorder("2", events));
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(events)
                .containsExactly(
                        "1 beforeRollback inside",
                        "2 beforeRollback inside",
                        "1 afterRollback outside",
                        "2 afterRollback outside");
    }

    @Test
    void rollsBackWhenACallbackRefusesTheCommit() {
        List<String> events = new ArrayList<>();

        assertThatThrownBy(() -> transactions.required(() -> {
                    write("a");
                    transactions.register(new Transactions.Callback() {
                        @Override
                        public void beforeCommit() {
                            write("b");
                            throw new IllegalArgumentException("refused");
                        }
                    });
                    transactions.register(recorder("2", events));
                    return null;
                }))
                .hasMessage("refused");

        assertThat(facts()).isEmpty();
        assertThat(events).containsExactly("2 beforeRollback inside", "2 afterRollback outside");
    }

    @Test
    void writesInACallbackBeforeTheCommit() {
        transactions.required(() -> {
            transactions.register(new Transactions.Callback() {
                @Override
                public void beforeCommit() {
                    write("late");
                }
            });
            return null;
        });

        assertThat(facts()).containsExactly("late");
    }

    @Test
    void opensANewUnitInACallbackAfterTheCommit() {
        transactions.required(() -> {
            write("first");
            transactions.register(new Transactions.Callback() {
                @Override
                public void afterCommit() {
                    transactions.required(() -> write("second"));
                }
            });
            return null;
        });

        assertThat(facts()).containsExactly("first", "second");
    }

    @Test
    void tellsAllCallbacksAfterTheCommitWhateverOneThrows() {
        List<String> events = new ArrayList<>();

        assertThatThrownBy(() -> transactions.required(() -> {
                    write("a");
                    transactions.register(new Transactions.Callback() {
                        @Override
                        public void afterCommit() {
                            throw new IllegalArgumentException("first");
                        }
                    });
                    transactions.register(recorder("2", events));
                    return null;
                }))
                .hasMessage("first");

        assertThat(events).contains("2 afterCommit outside");
        assertThat(facts()).containsExactly("a");
    }

    @Test
    void keepsTheFaultOfTheBodyWhenCallbacksFailOnTheWay() {
        List<String> events = new ArrayList<>();

        assertThatThrownBy(() -> transactions.required(() -> {
                    transactions.register(new Transactions.Callback() {
                        @Override
                        public void beforeRollback() {
                            throw new IllegalStateException("before");
                        }

                        @Override
                        public void afterRollback() {
                            throw new IllegalStateException("after");
                        }
                    });
                    transactions.register(recorder("2", events));
                    throw new IllegalArgumentException("body");
                }))
                .hasMessage("body")
                .satisfies(fault -> assertThat(fault.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("before", "after"));

        assertThat(events).containsExactly("2 beforeRollback inside", "2 afterRollback outside");
    }

    @Test
    void givesEveryParticipantTheSameConnection() {
        transactions.required(() -> {
            DataSource source = transactions.dataSource();
            try (Connection first = source.getConnection();
                    Connection second = source.getConnection()) {
                assertThat(first).isSameAs(second).isEqualTo(second).hasSameHashCodeAs(second);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return null;
        });
    }

    @Test
    @SuppressWarnings("try")
    void letsNoParticipantEndTheUnit() {
        transactions.required(() -> {
            try (Connection connection = transactions.dataSource().getConnection()) {
                assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
                assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> connection.setAutoCommit(true)).isInstanceOf(SQLException.class);
                connection.setAutoCommit(false);
                connection.close();
                assertThat(connection.isClosed()).isFalse();
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return write("a");
        });

        assertThat(facts()).containsExactly("a");
    }

    @Test
    void letsParticipantsRollBackToASavepoint() {
        transactions.required(() -> {
            try (Connection connection = transactions.dataSource().getConnection()) {
                write("kept");
                Savepoint savepoint = connection.setSavepoint();
                write("undone");
                connection.rollback(savepoint);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return null;
        });

        assertThat(facts()).containsExactly("kept");
    }

    @Test
    void givesConnectionsOfThePoolOutsideAUnit() throws SQLException {
        try (Connection connection = transactions.dataSource().getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void isADataSourceThatCanBeAKey() {
        DataSource source = transactions.dataSource();

        assertThat(source).isSameAs(transactions.dataSource()).isEqualTo(source).hasSameHashCodeAs(source);
        assertThat(source.equals(pool)).isFalse();
    }

    @Test
    void belongsToTheThreadThatOpenedIt() throws InterruptedException {
        AtomicReference<Boolean> elsewhere = new AtomicReference<>();

        transactions.required(() -> {
            Thread other = new Thread(() -> elsewhere.set(transactions.active()));
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return null;
        });

        assertThat(elsewhere).hasValue(false);
    }

    @Test
    void isNotTheUnitOfAnotherLibraryOverAnotherDatabase() {
        try (HikariDataSource other = pool(1)) {
            Transactions others = Transactions.threadBound(other);

            transactions.required(() -> {
                assertThat(others.active()).isFalse();
                return null;
            });
        }
    }

    @Test
    void refusesToBeToldAboutAUnitThatIsNotOpen() {
        assertThatThrownBy(transactions::rollbackOnly).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(transactions::setRollbackOnly).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transactions.register(new Transactions.Callback() {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void returnsItsConnectionHoweverAUnitEnds() {
        for (int i = 0; i < 20; i++) {
            transactions.required(() -> write("a"));
            assertThatThrownBy(() -> transactions.required(() -> run("NO SQL"))).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> transactions.required(() -> {
                        transactions.setRollbackOnly();
                        return null;
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(facts()).hasSize(20);
    }

    @Test
    void saysThatTheDatabaseIsUnavailableWhenItGivesNoConnection() {
        DataSource down = proxy(DataSource.class, (self, method, arguments) -> {
            throw new SQLException("down");
        });

        assertThatThrownBy(() -> Transactions.threadBound(down).required(() -> null))
                .isInstanceOfSatisfying(UnavailableException.class, fault -> {
                    assertThat(fault.code()).isEqualTo("database.unavailable");
                    assertThat(fault.retryable()).isTrue();
                });
    }

    @Test
    void closesAConnectionThatCannotBePrepared() {
        List<String> calls = new ArrayList<>();

        assertThatThrownBy(() -> over(calls, "setAutoCommit(false)").required(() -> null))
                .isInstanceOf(UnavailableException.class);

        assertThat(calls).containsExactly("setAutoCommit(false)", "close");
    }

    @Test
    void saysThatTheCommitIsUncertainWhenTheDatabaseDoesNotConfirmIt() {
        List<String> calls = new ArrayList<>();

        assertThatThrownBy(() -> over(calls, "commit").required(() -> null))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        fault -> assertThat(fault.code()).isEqualTo("database.commit"));

        assertThat(calls).containsExactly("setAutoCommit(false)", "commit", "rollback", "setAutoCommit(true)", "close");
    }

    @Test
    void neverSwitchesToAutoCommitWhenTheRollbackFailed() {
        List<String> calls = new ArrayList<>();

        assertThatThrownBy(() -> over(calls, "rollback").required(() -> {
                    throw new IllegalArgumentException("body");
                }))
                .hasMessage("body");

        assertThat(calls).containsExactly("setAutoCommit(false)", "rollback", "close");
    }

    @Test
    void givesTheConnectionBackAsItWas() {
        List<String> calls = new ArrayList<>();

        over(calls, "nothing").required(() -> null);

        assertThat(calls).containsExactly("setAutoCommit(false)", "commit", "setAutoCommit(true)", "close");
    }

    private Object write(String fact) {
        return run("INSERT INTO fact VALUES ('" + fact + "')");
    }

    private Object run(String statement) {
        return run(transactions, statement);
    }

    private static Object run(Transactions units, String sql) {
        try (Connection connection = units.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> facts() {
        return transactions.required(this::factsHere);
    }

    private List<String> factsHere() {
        return factsHere(transactions);
    }

    private static List<String> factsHere(Transactions units) {
        try (Connection connection = units.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM fact ORDER BY name")) {
            List<String> facts = new ArrayList<>();
            while (rows.next()) {
                facts.add(rows.getString(1));
            }
            return facts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Transactions.Callback recorder(String name, List<String> events) {
        return new Transactions.Callback() {
            @Override
            public void beforeCommit() {
                record("beforeCommit");
            }

            @Override
            public void afterCommit() {
                record("afterCommit");
            }

            @Override
            public void beforeRollback() {
                record("beforeRollback");
            }

            @Override
            public void afterRollback() {
                record("afterRollback");
            }

            private void record(String event) {
                events.add(name + " " + event + (transactions.active() ? " inside" : " outside"));
            }
        };
    }

    /** Over a connection that notes what is done to it and fails at one call. */
    private static Transactions over(List<String> calls, String failing) {
        Connection connection = proxy(Connection.class, (self, method, arguments) -> {
            String call = method.getName() + (arguments == null ? "" : "(" + arguments[0] + ")");
            if (method.getName().equals("getTransactionIsolation")) {
                return Connection.TRANSACTION_READ_COMMITTED;
            }
            if (method.getName().equals("isWrapperFor")) {
                return false;
            }
            if (method.getName().equals("hashCode")) {
                return System.identityHashCode(self);
            }
            calls.add(call);
            if (call.equals(failing)) {
                throw new SQLException("lost");
            }
            return null;
        });
        return Transactions.threadBound(proxy(DataSource.class, (self, method, arguments) -> connection));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> Object throwAnyway(Throwable fault) throws E {
        throw (E) fault;
    }

    private static HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(300);
        return new HikariDataSource(config);
    }
}
