package io.sluice.promotion.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaScriptTest {
    @Test
    void splitsAtSemicolonsThatEndStatements() {
        SchemaScript script = new SchemaScript("V007__add_things.sql", """
                -- A comment; with a semicolon.
                CREATE TABLE a (x VARCHAR(9) DEFAULT 'it''s; fine', "odd;name" INT); -- and one behind; it
                /* several
                   lines; */
                INSERT INTO a VALUES ('-- no comment; $1 \\');

                ;
                DROP TABLE a
                """);

        assertThat(script.statements())
                .containsExactly(
                        "CREATE TABLE a (x VARCHAR(9) DEFAULT 'it''s; fine', \"odd;name\" INT)",
                        "INSERT INTO a VALUES ('-- no comment; $1 \\')",
                        "DROP TABLE a");
    }

    @Test
    void nameSaysVersionAndPurpose() {
        SchemaScript script = new SchemaScript("V007__add_things.sql", "");

        assertThat(script.version()).isEqualTo(7);
        assertThat(script.description()).isEqualTo("add things");
        assertThat(script.statements()).isEmpty();
        assertThatThrownBy(() -> new SchemaScript("first.sql", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void checksumIgnoresHowACheckoutEndsItsLines() {
        assertThat(new SchemaScript("V001__a.sql", "x;\r\ny;").checksum())
                .isEqualTo(new SchemaScript("V001__a.sql", "x;\ny;").checksum())
                .isNotEqualTo(new SchemaScript("V001__a.sql", "x;\nz;").checksum());
    }

    @Test
    void scriptsOfTheLibraryAreInOrder() {
        List<Integer> versions =
                SchemaScript.all().stream().map(SchemaScript::version).toList();

        assertThat(versions).startsWith(1).isSorted().doesNotHaveDuplicates();
    }
}
