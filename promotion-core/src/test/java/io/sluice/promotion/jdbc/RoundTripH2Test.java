package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class RoundTripH2Test extends RoundTripContract {
    RoundTripH2Test() {
        super(TestDatabase::h2Memory);
    }
}
