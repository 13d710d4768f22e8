package io.sluice.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.testing.FakeDeployer;
import io.sluice.promotion.testing.FixedDirectory;
import io.sluice.promotion.testing.ManualFlow;
import io.sluice.promotion.testing.MutableClock;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What every behaviour contract of the doors begins with: acme on an empty database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SluiceContract {
    private TestDatabase database;
    private SluiceFixture acme;

    /** A database of its own. */
    abstract TestDatabase open();

    @BeforeAll
    void openDatabase() {
        database = open();
    }

    @BeforeEach
    void buildAcme() {
        if (acme != null) {
            database.clear();
        }
        acme = SluiceFixture.on(pool());
    }

    /** What the doors use; it can be watched. */
    DataSource pool() {
        return database.dataSource();
    }

    @AfterAll
    void closeDatabase() {
        database.close();
    }

    /** Nothing but this refusal is right. */
    static void assertRefused(Class<? extends SluiceException> as, String code, ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        as, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /** How many rows each table has. */
    List<String> everything() {
        return database.tables().stream()
                .map(table -> table + " " + database.texts("SELECT COUNT(*) FROM " + table))
                .toList();
    }

    TestDatabase database() {
        return database;
    }

    SluiceFixture acme() {
        return acme;
    }

    Sluice sluice() {
        return acme.sluice();
    }

    Promotions promotions() {
        return acme.sluice().promotions();
    }

    ManualFlow flow() {
        return acme.flow();
    }

    FixedDirectory directory() {
        return acme.directory();
    }

    FakeDeployer deployer() {
        return acme.deployer();
    }

    MutableClock clock() {
        return acme.clock();
    }
}
