package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTablesTest {
    @Test
    void spellsAPrefixInCapitals() {
        assertThat(EngineTables.inSchema("sluice").prefixed("app_").prefix()).isEqualTo("APP_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;drop table x", "a\"b", "1a", "schéma"})
    void refusesASchemaThatWouldHaveToBeQuoted(String schema) {
        assertThatThrownBy(() -> EngineTables.inSchema(schema)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"elevenchars", "a b", "a;", "1a", "a."})
    void refusesAPrefixThatNamesCouldNotCarry(String prefix) {
        assertThatThrownBy(() -> EngineTables.inDefaultSchema().prefixed(prefix))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
