package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static io.sluice.promotion.jdbc.Samples.AGENT;
import static io.sluice.promotion.jdbc.Samples.DEV;
import static io.sluice.promotion.jdbc.Samples.GLOBEX;
import static io.sluice.promotion.jdbc.Samples.NOON;
import static io.sluice.promotion.jdbc.Samples.PROD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.organization.Organization;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the stores write belongs to the unit of work of the thread, and to nobody else. */
abstract class UnitOfWorkContract extends StorageContract {
    UnitOfWorkContract(Supplier<TestDatabase> opening) {
        super(opening);
    }

    @Test
    void rollbackLeavesNothing() {
        assertThatThrownBy(() -> commit(() -> {
                    Samples.world(storage, ACME);
                    Samples.promotions(storage, ACME, 3);
                    storage.targets().lock(ACME, PROD, AGENT);
                    throw new IllegalArgumentException("changed my mind");
                }))
                .hasMessage("changed my mind");

        for (String table : database.tables()) {
            assertThat(database.texts("SELECT COUNT(*) FROM " + table))
                    .as(table)
                    .containsExactly("0");
        }
    }

    @Test
    void nobodySeesAnythingBeforeTheCommit() {
        commit(() -> {
            Samples.world(storage, ACME);
            assertThat(storage.workspaces().list(ACME)).hasSize(2);
            assertThat(database.texts("SELECT id FROM sluice_workspace")).isEmpty();
        });

        assertThat(database.texts("SELECT id FROM sluice_workspace")).hasSize(2);
    }

    @Test
    void unitOfWorkOfItsOwnSurvivesTheRollbackOfTheOuterOne() {
        assertThatThrownBy(() -> commit(() -> {
                    insert(ACME);
                    transactions.requiresNew(() -> {
                        insert(GLOBEX);
                        return true;
                    });
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(storage.organizations().find(ACME)).isEmpty();
        assertThat(storage.organizations().find(GLOBEX)).isPresent();
    }

    @Test
    void wholeUnitOfWorkNeedsOneConnectionAndGivesItBack() {
        try (HikariDataSource pool = database.pool(1)) {
            Transactions narrow = Transactions.threadBound(pool);
            Storage one = Storage.open(narrow, Optional.empty());

            narrow.required(() -> {
                Samples.world(one, ACME);
                Samples.promotions(one, ACME, 2);
                return one.promotions().lock(ACME, Samples.promotion("P001").id());
            });

            assertThat(one.workspaces().list(ACME)).hasSize(2);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void callOutsideOfAUnitOfWorkStandsAlone() {
        insert(ACME);

        assertThat(database.texts("SELECT org_id FROM sluice_organization")).containsExactly("acme");
    }

    @Test
    void lockOutsideOfAUnitOfWorkIsRefused() {
        assertThatThrownBy(() -> storage.workspaces().lock(ACME, DEV)).isInstanceOf(IllegalStateException.class);
    }

    /** Inserting a child shares a lock on its parent; who locks the parent afterwards must not wait for such a sharer. */
    @Test
    void lockedWorkspaceDoesNotKeepOthersFromReferringToIt() {
        Samples.world(storage, ACME);

        commit(() -> {
            storage.workspaces().lock(ACME, PROD);
            transactions.requiresNew(() -> {
                Samples.promotions(storage, ACME, 1);
                return true;
            });
        });

        assertThat(storage.promotions().inFlight(ACME, AGENT, PROD)).isPresent();
    }

    @Test
    void clockOfTheDatabaseGoesOnInsideAUnitOfWork() {
        commit(() -> {
            Instant first = storage.now();
            Instant next = storage.now();
            for (int i = 0; i < 10_000 && next.equals(first); i++) {
                next = storage.now();
            }
            assertThat(next).isAfter(first);
            assertThat(next).isEqualTo(next.truncatedTo(ChronoUnit.MICROS));
        });
    }

    @Test
    void lockThatOthersHoldIsReportedAsBusyAndRetryable() {
        Samples.world(storage, ACME);
        try (HikariDataSource hasty = database.pool(1)) {
            Transactions others = Transactions.threadBound(hasty);
            Storage theirs = Storage.open(others, Optional.empty());

            commit(() -> {
                storage.workspaces().lock(ACME, PROD);
                assertThatThrownBy(() -> others.required(() -> {
                            hurry(others);
                            return theirs.workspaces().lock(ACME, PROD);
                        }))
                        .isInstanceOf(UnavailableException.class)
                        .hasFieldOrPropertyWithValue("code", "database.busy")
                        .hasMessageNotContaining("sluice_");
            });
        }
    }

    @Test
    void poolWithoutAFreeConnectionIsReportedAsUnavailable() {
        try (HikariDataSource pool = database.pool(1, Duration.ofMillis(250))) {
            Transactions narrow = Transactions.threadBound(pool);
            Storage one = Storage.open(narrow, Optional.empty());

            narrow.required(() -> {
                assertThatThrownBy(() -> Race.of(1, () -> one.organizations().find(ACME)))
                        .hasCauseInstanceOf(UnavailableException.class);
                return true;
            });
        }
    }

    @Test
    void databaseThatIsGoneIsReportedAsUnavailableAndRetryable() {
        HikariDataSource pool = database.pool(1);
        Storage gone = Storage.open(Transactions.threadBound(pool), Optional.empty());
        pool.close();

        assertThatThrownBy(() -> gone.organizations().find(ACME))
                .isInstanceOfSatisfying(UnavailableException.class, e -> {
                    assertThat(e.code()).isEqualTo("database.unavailable");
                    assertThat(e.retryable()).isTrue();
                });
    }

    @Test
    void refusalNamesNeitherStatementNorValues() {
        Samples.world(storage, ACME);

        assertThatThrownBy(() -> storage.promotions().insert(Samples.promotion(GLOBEX, "P1", AGENT), ChainHead.EMPTY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("sluice_")
                .hasMessageNotContaining("INSERT")
                .hasMessageNotContaining("globex");
        assertThatThrownBy(() -> insert(ACME))
                .isInstanceOf(ConflictException.class)
                .hasMessageNotContaining("sluice_");
    }

    private void hurry(Transactions impatient) {
        try (Connection connection = impatient.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(database.isPostgres() ? "SET LOCAL lock_timeout = 50" : "SET LOCK_TIMEOUT 50");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void insert(OrganizationId organization) {
        storage.organizations().insert(new Organization(organization, "An organization", NOON));
    }
}
