package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ArchivePostgresTest extends ArchiveContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
