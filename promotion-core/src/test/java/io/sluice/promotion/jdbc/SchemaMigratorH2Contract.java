package io.sluice.promotion.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What happens where every DDL statement commits. */
abstract class SchemaMigratorH2Contract extends SchemaMigratorContract {
    SchemaMigratorH2Contract(Supplier<TestDatabase> opening) {
        super(opening);
    }

    @Test
    void everyStartAfterAFailedScriptSaysWhereItStopped() {
        assertThatThrownBy(() -> migrator(FIRST, BROKEN).migrate()).hasMessageContaining("took effect");

        assertThatThrownBy(() -> migrator(FIRST, BROKEN).migrate())
                .isInstanceOf(ConflictException.class)
                .hasFieldOrPropertyWithValue("code", "schema.incomplete")
                .hasMessageContaining("V002__two.sql stopped at statement 2 of 2 (SQLState 42S01)");
    }

    @Test
    void scriptThatANodeBeganAndNeverFinishedIsReported() {
        beginOnAnotherNode();

        assertThatThrownBy(() -> migrator(FIRST, SECOND).migrate())
                .isInstanceOf(ConflictException.class)
                .hasFieldOrPropertyWithValue("code", "schema.incomplete")
                .hasMessageContaining("V002__two.sql was begun and has not finished");
    }

    @Test
    void nodeWaitsUntilTheOtherHasFinished() throws Exception {
        beginOnAnotherNode();
        CountDownLatch starting = new CountDownLatch(1);

        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            starting.countDown();
            migrator(Duration.ofMinutes(1), FIRST, SECOND).migrate();
        });
        assertThat(starting.await(1, TimeUnit.MINUTES)).isTrue();
        database.execute("UPDATE sluice_schema SET installed_at = CURRENT_TIMESTAMP WHERE version = 2");

        assertThat(waiting.get(1, TimeUnit.MINUTES)).isNull();
        assertThat(database.tables()).containsExactly("sluice_one");
    }

    private void beginOnAnotherNode() {
        migrator(FIRST).migrate();
        database.execute("INSERT INTO sluice_schema (version, description, checksum) VALUES (2, 'two', '"
                + SECOND.checksum() + "')");
    }
}
