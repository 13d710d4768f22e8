package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class WebhookH2Test extends WebhookContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
