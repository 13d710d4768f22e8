package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class SchemaMigratorH2FileTest extends SchemaMigratorH2Contract {
    SchemaMigratorH2FileTest() {
        super(TestDatabase::h2File);
    }
}
