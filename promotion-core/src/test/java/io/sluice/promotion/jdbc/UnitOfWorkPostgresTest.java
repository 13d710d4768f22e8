package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class UnitOfWorkPostgresTest extends UnitOfWorkContract {
    UnitOfWorkPostgresTest() {
        super(TestDatabase::postgres);
    }

    @Test
    void connectionThatTheServerCutIsReportedAsUnavailableAndTheNextOneWorks() {
        commit(() -> Samples.world(storage, ACME));

        assertThatThrownBy(() -> commit(() -> {
                    assertThat(storage.workspaces().list(ACME)).hasSize(2);
                    database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND state = 'idle in transaction'");
                    storage.workspaces().list(ACME);
                }))
                .isInstanceOf(UnavailableException.class)
                .hasFieldOrPropertyWithValue("code", "database.unavailable");

        assertThat(storage.workspaces().list(ACME)).hasSize(2);
    }
}
