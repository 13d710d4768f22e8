package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.TestDatabases;
import org.junit.jupiter.api.Test;

class H2EngineSchemaTest extends EngineSchemaContract {
    H2EngineSchemaTest() {
        super(TestDatabases.h2(6));
    }

    @Test
    void completesWhatAnEarlierStartLeftHalfDone() {
        EngineSchema schema = new EngineSchema(database.dataSource(), EngineTables.inDefaultSchema());
        schema.script().subList(0, 40).forEach(database::execute);

        assertThat(schema.create()).isTrue();
        assertThat(schema.validate()).isEmpty();
        assertThat(database.number("select count(*) from act_ge_schema_log")).isEqualTo(1);
    }

    @Test
    void takesOverFromAProgramThatHangs() {
        leased(
                -1,
                "session_id() || ' ' || (select extract(epoch from session_start)"
                        + " from information_schema.sessions where session_id = session_id())");

        createsEverything();
    }

    @Test
    void takesOverFromAProgramThatDiedAMomentAgo() {
        leased(120, "'3 1000000000.5'");

        createsEverything();
    }

    private void leased(int seconds, String holder) {
        database.execute("create table sluice_engine_lease as select dateadd('SECOND', " + seconds
                + ", current_timestamp) as until_, " + holder + " as holder_ from dual");
    }

    private void createsEverything() {
        assertThat(new EngineSchema(database.dataSource(), EngineTables.inDefaultSchema()).create())
                .isTrue();
        assertThat(database.number(
                        "select count(*) from information_schema.tables where table_name = 'SLUICE_ENGINE_LEASE'"))
                .isZero();
    }
}
