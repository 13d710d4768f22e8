package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class ExchangePostgresTest extends ExchangeContract {
    ExchangePostgresTest() {
        super(TestDatabase::postgres);
    }

    @Override
    int exchanges(int statements) {
        return 1;
    }
}
