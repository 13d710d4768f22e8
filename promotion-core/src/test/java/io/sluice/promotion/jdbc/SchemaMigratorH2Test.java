package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class SchemaMigratorH2Test extends SchemaMigratorH2Contract {
    SchemaMigratorH2Test() {
        super(TestDatabase::h2Memory);
    }
}
