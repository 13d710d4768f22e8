package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every test begins with a database in which there is nothing. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
abstract class SchemaMigratorContract {
    static final SchemaScript FIRST =
            new SchemaScript("V001__one.sql", "CREATE TABLE sluice_one (org_id INT); -- one;");
    static final SchemaScript SECOND = new SchemaScript("V002__two.sql", "CREATE TABLE sluice_two (org_id INT);");
    static final SchemaScript BROKEN = new SchemaScript(
            "V002__two.sql", "CREATE TABLE sluice_two (org_id INT);\nCREATE TABLE sluice_one (org_id INT);");

    final TestDatabase database;

    SchemaMigratorContract(Supplier<TestDatabase> opening) {
        database = opening.get();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void emptyDatabaseGetsEveryTable() {
        SchemaMigrator migrator = new SchemaMigrator(database.dataSource(), Optional.empty());
        assertThat(migrator.pendingScripts())
                .isEqualTo(SchemaScript.all().stream().map(SchemaScript::name).toList())
                .startsWith("V001__first.sql");

        migrator.migrate();

        assertThat(migrator.pendingScripts()).isEmpty();
        assertThat(migrator.script()).isEmpty();
        assertThat(database.tables()).contains("sluice_organization", "sluice_promotion", "sluice_idempotency");
        assertThat(database.texts("SELECT description FROM sluice_schema WHERE installed_at IS NOT NULL"))
                .containsExactlyInAnyOrderElementsOf(SchemaScript.all().stream()
                        .map(SchemaScript::description)
                        .toList());
    }

    @Test
    void secondRunChangesNothing() {
        migrator(FIRST, SECOND).migrate();
        List<String> before = history();

        migrator(FIRST, SECOND).migrate();

        assertThat(history()).isEqualTo(before);
    }

    @Test
    void onlyMissingScriptsRun() {
        migrator(FIRST).migrate();
        assertThat(migrator(FIRST, SECOND).pendingScripts()).containsExactly("V002__two.sql");

        migrator(FIRST, SECOND).migrate();

        assertThat(database.tables()).containsExactly("sluice_one", "sluice_two");
    }

    @Test
    void fourNodesThatStartAtOnceMigrateOnce() {
        Race.of(4, () -> {
            try (HikariDataSource own = database.pool(1)) {
                new SchemaMigrator(own, Optional.empty()).migrate();
                return true;
            }
        });

        assertThat(history()).hasSize(SchemaScript.all().size());
        assertThat(new SchemaMigrator(database.dataSource(), Optional.empty()).pendingScripts())
                .isEmpty();
    }

    @Test
    void fourNodesThatStartAtOnceInASchemaOfItsOwnMigrateOnce() {
        Race.of(4, () -> {
            try (HikariDataSource own = database.pool(1)) {
                new SchemaMigrator(own, Optional.of("promotions")).migrate();
                return true;
            }
        });

        assertThat(database.texts("SELECT version FROM promotions.sluice_schema"))
                .hasSize(SchemaScript.all().size());
    }

    @Test
    void schemaOfItsOwnIsCreatedAndUsedByTheStores() {
        Optional<String> schema = Optional.of("Promotions_1");

        new SchemaMigrator(database.dataSource(), schema).migrate();
        new SchemaMigrator(database.dataSource(), schema).migrate();

        Transactions transactions = Transactions.threadBound(database.dataSource());
        Storage storage = Storage.open(transactions, schema);
        transactions.required(() -> {
            Samples.world(storage, ACME);
            Samples.promotions(storage, ACME, 1);
            return storage.promotions().lock(ACME, Samples.promotion("P001").id());
        });
        assertThat(storage.workspaces().list(ACME)).hasSize(2);
        assertThat(database.tables()).isEmpty();
        assertThat(database.texts("SELECT id FROM promotions_1.sluice_workspace"))
                .hasSize(2);
    }

    @Test
    void connectionComesBackAsItWas() {
        try (HikariDataSource pool = database.pool(1)) {
            String before = schemaOf(pool);

            new SchemaMigrator(pool, Optional.of("promotions")).migrate();

            assertThat(schemaOf(pool)).isEqualTo(before);
        }
    }

    @Test
    void changedScriptIsRefused() {
        migrator(FIRST).migrate();
        SchemaScript changed = new SchemaScript(FIRST.name(), FIRST.text() + " ");

        assertThatThrownBy(() -> migrator(changed).migrate())
                .isInstanceOf(ConflictException.class)
                .hasFieldOrPropertyWithValue("code", "schema.checksum")
                .hasMessageContaining("V001__one.sql");
    }

    @Test
    void newerDatabaseIsRefused() {
        migrator(FIRST, SECOND).migrate();

        assertThatThrownBy(() -> migrator(FIRST).migrate())
                .isInstanceOf(ConflictException.class)
                .hasFieldOrPropertyWithValue("code", "schema.tooNew")
                .hasMessage("The database is at 2, this version knows 1.");
    }

    @Test
    void failedScriptSaysWhereItStopped() {
        assertThatThrownBy(() -> migrator(FIRST, BROKEN).migrate())
                .isInstanceOf(ConflictException.class)
                .hasFieldOrPropertyWithValue("code", "schema.failed")
                .hasMessageContaining("V002__two.sql failed at statement 2 of 2");
    }

    @Test
    void administratorCanRunThePrintedScriptInstead() throws SQLException {
        assertThat(migrator(FIRST).script()).contains("CREATE TABLE sluice_one");
        migrator(FIRST).migrate();
        SchemaMigrator rest = migrator(FIRST, SECOND);

        run(rest.script());

        assertThat(rest.script()).isEmpty();
        assertThatCode(rest::migrate).doesNotThrowAnyException();
        assertThat(database.tables()).containsExactly("sluice_one", "sluice_two");
    }

    @Test
    void administratorCanRunThePrintedScriptInASchemaOfItsOwn() throws SQLException {
        SchemaMigrator migrator = new SchemaMigrator(database.dataSource(), Optional.of("promotions"));

        run(migrator.script());

        assertThat(migrator.pendingScripts()).isEmpty();
        assertThat(database.texts("SELECT id FROM promotions.sluice_promotion")).isEmpty();
    }

    final SchemaMigrator migrator(SchemaScript... scripts) {
        return migrator(Duration.ZERO, scripts);
    }

    final SchemaMigrator migrator(Duration patience, SchemaScript... scripts) {
        return new SchemaMigrator(database.dataSource(), Optional.empty(), List.of(scripts), patience);
    }

    private List<String> history() {
        return database.texts("SELECT CONCAT(version, checksum, installed_at) FROM sluice_schema ORDER BY version");
    }

    private void run(String script) throws SQLException {
        try (Connection connection = database.pool(1).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : new SchemaScript("V999__by_hand.sql", script).statements()) {
                statement.execute(sql);
            }
        }
    }

    private static String schemaOf(DataSource pool) {
        try (Connection connection = pool.getConnection()) {
            return connection.getSchema();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
