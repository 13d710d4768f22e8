package io.sluice.promotion.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SchemaMigratorPostgresTest extends SchemaMigratorContract {
    SchemaMigratorPostgresTest() {
        super(TestDatabase::postgres);
    }

    @Test
    void failedScriptLeavesNothingAndCanBeRepeatedWhenItIsRight() {
        assertThatThrownBy(() -> migrator(FIRST, BROKEN).migrate()).hasMessageContaining("Nothing was changed");
        assertThat(database.tables()).isEmpty();

        migrator(FIRST, SECOND).migrate();

        assertThat(database.tables()).containsExactly("sluice_one", "sluice_two");
    }

    @Test
    void nodeWaitsUntilTheOtherHasFinished() throws Exception {
        Transactions other = Transactions.threadBound(database.dataSource());
        CompletableFuture<Void> waiting = other.required(() -> {
            try (var connection = other.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(PostgresSchemaSession.lockStatement(0));
                CompletableFuture<Void> second =
                        CompletableFuture.runAsync(() -> migrator(FIRST, SECOND).migrate());
                while (database.texts("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                        .isEmpty()) {
                    Thread.onSpinWait();
                }
                assertThat(database.tables()).isEmpty();
                return second;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(waiting.get(1, TimeUnit.MINUTES)).isNull();
        assertThat(database.tables()).containsExactly("sluice_one", "sluice_two");
    }

    @Test
    void tableInUseIsNotWaitedForLong() {
        SchemaScript changes = new SchemaScript("V002__wider.sql", "ALTER TABLE sluice_one ADD COLUMN wide INT;");
        migrator(FIRST).migrate();
        Transactions application = Transactions.threadBound(database.dataSource());

        application.required(() -> {
            try (var connection = application.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("SELECT * FROM sluice_one");
                assertThatThrownBy(() -> CompletableFuture.runAsync(
                                        () -> migrator(FIRST, changes).migrate())
                                .get())
                        .hasCauseInstanceOf(UnavailableException.class);
                return true;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(migrator(FIRST, changes).pendingScripts()).containsExactly("V002__wider.sql");
    }
}
