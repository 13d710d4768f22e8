package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class ExchangeH2Test extends ExchangeContract {
    ExchangeH2Test() {
        super(TestDatabase::h2Memory);
    }

    @Override
    int exchanges(int statements) {
        return statements;
    }
}
