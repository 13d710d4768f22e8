package io.sluice.promotion.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.Optional;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTemplateTest {
    private static final String QUERY =
            "SELECT t.id FROM sluice_task t JOIN sluice_promotion p ON p.id = t.id FOR UPDATE";

    @Test
    void putsTheSchemaBeforeEveryTable() {
        assertThat(render(Dialect.H2, Optional.of("promo")))
                .isEqualTo(
                        "SELECT t.id FROM promo.sluice_task t JOIN promo.sluice_promotion p ON p.id = t.id FOR UPDATE");
    }

    @Test
    void leavesTablesAloneWithoutASchema() {
        assertThat(render(Dialect.H2, Optional.empty())).isEqualTo(QUERY);
    }

    @Test
    void locksRowsOnPostgresqlSoThatForeignKeysNeedNotWait() {
        assertThat(render(Dialect.POSTGRESQL, Optional.empty())).endsWith(" FOR NO KEY UPDATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a b", "a;drop", "1a", "\"a\"", "ä"})
    void schemaNameThatWouldNeedQuotesIsRefused(String name) {
        assertThatThrownBy(() -> new SchemaName(name))
                .isInstanceOf(InvalidInputException.class)
                .hasFieldOrPropertyWithValue("code", "schema.name");
    }

    private static String render(Dialect dialect, Optional<String> schema) {
        return new SqlTemplate(dialect, SchemaName.of(schema))
                .parse(QUERY, new ConfigRegistry())
                .orElseThrow()
                .apply(null);
    }
}
