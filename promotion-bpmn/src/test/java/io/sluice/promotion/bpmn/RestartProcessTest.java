package io.sluice.promotion.bpmn;

import io.sluice.promotion.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** What waits when its node goes away goes on where another one comes up. */
class RestartProcessTest {
    @Test
    void onH2() {
        goesOn(TestDatabase.h2Memory());
    }

    @Test
    void onPostgres() {
        goesOn(TestDatabase.postgres());
    }

    private static void goesOn(TestDatabase database) {
        ProcessFixture before = ProcessFixture.on(database);
        new EveryWaitState(before).begin();
        before.sluice().close();

        try (ProcessFixture after = ProcessFixture.on(database)) {
            new EveryWaitState(after).finish();
        }
    }
}
