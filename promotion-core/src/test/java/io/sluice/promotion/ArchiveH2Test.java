package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ArchiveH2Test extends ArchiveContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
