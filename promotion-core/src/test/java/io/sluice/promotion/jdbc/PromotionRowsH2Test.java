package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class PromotionRowsH2Test extends PromotionRowsContract {
    PromotionRowsH2Test() {
        super(TestDatabase::h2Memory);
    }
}
