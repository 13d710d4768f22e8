package io.sluice.promotion.identity;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "a*",
                "camunda-admin",
                "camunda-",
                "a,b",
                "a b",
                "Admin",
                "1st",
                "-a",
                "a/b",
                "a\n",
                "a\0",
                "${x}",
                "r\u00f4le",
                "\u0430dmin",
                "a\u200b"
            })
    void refusesWildcardsListsAndReservedNames(String role) {
        assertRefused("role.format", () -> new RoleId(role));
    }

    @ParameterizedTest
    @ValueSource(strings = {"approver", "a", "tech_lead", "approver:security", "team.ops-2", "camunda", "camundaadmin"})
    void takesNamesOfRoles(String role) {
        assertThat(new RoleId(role)).hasToString(role);
    }

    @Test
    void takesUpToSixtyFourCharacters() {
        assertThat(new RoleId("r".repeat(64)).value()).hasSize(64);
        assertRefused("role.format", () -> new RoleId("r".repeat(65)));
    }
}
