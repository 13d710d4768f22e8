package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class WebhookPostgresTest extends WebhookContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
