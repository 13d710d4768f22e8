package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class PromotionRowsPostgresTest extends PromotionRowsContract {
    PromotionRowsPostgresTest() {
        super(TestDatabase::postgres);
    }
}
