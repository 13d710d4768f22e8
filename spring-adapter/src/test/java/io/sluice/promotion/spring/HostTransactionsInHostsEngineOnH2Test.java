package io.sluice.promotion.spring;

import io.sluice.promotion.testing.TestDatabase;

/** The same when promotions run on the engine of the application. */
class HostTransactionsInHostsEngineOnH2Test extends HostTransactionsContract {
    @Override
    TestDatabase database() {
        return TestDatabase.h2Memory();
    }

    @Override
    Class<?> application() {
        return HostsEngine.class;
    }

    @Override
    String engine() {
        return "host";
    }
}
