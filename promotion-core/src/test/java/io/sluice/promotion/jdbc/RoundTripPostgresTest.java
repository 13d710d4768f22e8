package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class RoundTripPostgresTest extends RoundTripContract {
    RoundTripPostgresTest() {
        super(TestDatabase::postgres);
    }
}
