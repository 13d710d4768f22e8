package io.sluice.promotion.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What happens where every DDL statement commits. */
abstract class SchemaMigratorH2Contract extends SchemaMigratorContract {
    private static final SchemaScript MIXED = new SchemaScript("V002__two.sql", """
            CREATE TABLE sluice_two (org_id INT);
            INSERT INTO sluice_two VALUES (7);
            DROP INDEX sluice_one_index;
            CREATE INDEX sluice_one_index ON sluice_one (org_id);
            CREATE TABLE sluice_three (org_id INT);""");
    private static final SchemaScript INDEXED = new SchemaScript(
            "V001__one.sql",
            "CREATE TABLE sluice_one (org_id INT); CREATE INDEX sluice_one_index ON sluice_one (org_id);");
    private static final String NOBODY = "3 1000000000.5";

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

    @Test
    void scriptOfAProgramThatWasKilledBeforeItsFirstStatementIsRun() {
        killedBehind(0);

        migrator(INDEXED, MIXED).migrate();

        assertThat(database.tables()).containsExactly("sluice_one", "sluice_three", "sluice_two");
        assertThat(database.texts("SELECT org_id FROM sluice_two")).containsExactly("7");
        assertThat(migrator(INDEXED, MIXED).pendingScripts()).isEmpty();
    }

    @Test
    void statementThatTookEffectButWasNotNotedIsPassedOver() {
        killedBehind(0, "CREATE TABLE sluice_two (org_id INT)");

        migrator(INDEXED, MIXED).migrate();

        assertThat(database.tables()).containsExactly("sluice_one", "sluice_three", "sluice_two");
        assertThat(database.texts("SELECT org_id FROM sluice_two")).containsExactly("7");
    }

    @Test
    void dataThatWereWrittenAreNotWrittenAgain() {
        killedBehind(
                2,
                "CREATE TABLE sluice_two (org_id INT)",
                "INSERT INTO sluice_two VALUES (7)",
                "DROP INDEX sluice_one_index");

        migrator(INDEXED, MIXED).migrate();

        assertThat(database.texts("SELECT org_id FROM sluice_two")).containsExactly("7");
        assertThat(database.texts("SELECT index_name FROM information_schema.indexes"
                        + " WHERE LOWER(index_name) = 'sluice_one_index'"))
                .hasSize(1);
        assertThat(database.tables()).contains("sluice_three");
    }

    @Test
    void onlyTheStatementInDoubtMayHaveTakenEffectBefore() {
        killedBehind(0, "CREATE TABLE sluice_two (org_id INT)", "CREATE TABLE sluice_three (org_id INT)");

        assertThatThrownBy(() -> migrator(INDEXED, MIXED).migrate())
                .hasFieldOrPropertyWithValue("code", "schema.failed")
                .hasMessageContaining("V002__two.sql failed at statement 5 of 5");
    }

    @Test
    void scriptIsNotTakenAwayFromASessionThatIsThere() throws Exception {
        try (Connection other = database.pool(1).getConnection();
                Statement statement = other.createStatement();
                ResultSet row = statement.executeQuery("SELECT session_id || ' ' || EXTRACT(EPOCH FROM session_start)"
                        + " FROM information_schema.sessions WHERE session_id = SESSION_ID()")) {
            row.next();
            killedBehind(0);
            database.execute("UPDATE sluice_schema SET runner = '" + row.getString(1) + "' WHERE version = 2");

            assertThatThrownBy(() -> migrator(INDEXED, MIXED).migrate())
                    .hasFieldOrPropertyWithValue("code", "schema.incomplete");
        }

        assertThat(database.tables()).containsExactly("sluice_one");
    }

    @Test
    void historyOfAnEarlierVersionGetsWhatItLacks() {
        database.execute(
                SchemaHistory.CREATE.replace("runner        VARCHAR(100),", "").replace("done          INTEGER,", ""));

        migrator(FIRST, SECOND).migrate();

        assertThat(database.texts("SELECT CONCAT(version, ' ', done) FROM sluice_schema ORDER BY version"))
                .containsExactly("1 1", "2 1");
    }

    /** A program made the first script whole, and of the second this; it noted so many statements, and is no more. */
    private void killedBehind(int noted, String... ran) {
        migrator(INDEXED).migrate();
        database.execute("INSERT INTO sluice_schema (version, description, checksum, runner, done) VALUES (2, 'two', '"
                + MIXED.checksum() + "', '" + NOBODY + "', " + noted + ")");
        List.of(ran).forEach(database::execute);
    }

    private void beginOnAnotherNode() {
        migrator(FIRST).migrate();
        database.execute("INSERT INTO sluice_schema (version, description, checksum) VALUES (2, 'two', '"
                + SECOND.checksum() + "')");
    }
}
