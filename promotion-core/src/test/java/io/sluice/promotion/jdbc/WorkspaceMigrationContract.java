package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static io.sluice.promotion.jdbc.Samples.PROD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database of the first schema keeps what its workspaces were configured with. */
abstract class WorkspaceMigrationContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestDatabase database;

    abstract TestDatabase open();

    @BeforeEach
    void create() {
        database = open();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private void migrate(int scripts) {
        List<SchemaScript> some = SchemaScript.all().subList(0, scripts);
        new SchemaMigrator(database.dataSource(), Optional.empty(), some, PATIENCE).migrate();
    }

    private void insert(String id, String configuration) {
        database.execute("INSERT INTO sluice_workspace VALUES ('acme', '" + id + "', '" + id
                + "', 'PRODUCTION', '', NULL," + " 1, 1, NULL, TRUE, FALSE, FALSE, 30, '" + configuration
                + "', 1, 1, CURRENT_TIMESTAMP, NULL)");
        database.execute("INSERT INTO sluice_policy_revision VALUES ('acme', '" + id
                + "', 1, '{}', 'created', 'mia', CURRENT_TIMESTAMP)");
    }

    @Test
    void settingsBecomeTheFirstRevision() {
        migrate(1);
        database.execute("INSERT INTO sluice_organization VALUES ('acme', 'Acme', CURRENT_TIMESTAMP)");
        insert("prod", "{\"db\":\"secret:vault/a\",\"region\":\"eu\"}");
        insert("empty", "{}");

        migrate(SchemaScript.all().size());

        Storage storage = Storage.open(Transactions.threadBound(database.dataSource()), Optional.empty());
        SettingsRevision settings = storage.configurations().settings(ACME, PROD);
        assertThat(settings.revision()).isEqualTo(1);
        assertThat(settings.values()).containsExactly(entry("db", "secret:vault/a"), entry("region", "eu"));
        assertThat(settings.change().orElseThrow().by()).isEqualTo(new PersonId("mia"));
        assertThat(storage.configurations().history(ACME, new WorkspaceId("empty")))
                .isEmpty();
        assertThat(storage.workspaces().find(ACME, PROD)).isPresent();
    }
}
