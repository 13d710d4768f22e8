package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/** Stores on one database for each class, empty before and after every test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StorageContract {
    final TestDatabase database;
    final Transactions transactions;
    final Storage storage;

    StorageContract(Supplier<TestDatabase> opening) {
        database = opening.get();
        new SchemaMigrator(database.dataSource(), Optional.empty()).migrate();
        transactions = Transactions.threadBound(database.dataSource());
        storage = Storage.open(transactions, Optional.empty());
    }

    @AfterEach
    void leaveNothing() {
        database.clear();
    }

    @AfterAll
    void drop() {
        database.close();
    }

    /** Runs in a unit of work that commits. */
    void commit(Runnable work) {
        transactions.required(() -> {
            work.run();
            return true;
        });
    }
}
