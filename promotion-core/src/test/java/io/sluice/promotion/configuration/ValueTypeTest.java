package io.sluice.promotion.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypeTest {
    @ParameterizedTest
    @CsvSource({
        "TEXT, eu-central-1, eu-central-1",
        "INTEGER, -42, -42",
        "INTEGER, 9223372036854775807, 9223372036854775807",
        "BOOLEAN, true, true",
        "DURATION, PT90S, PT1M30S",
        "DURATION, PT0S, PT0S",
        "URL, https://host/path?q=1, https://host/path?q=1",
        "URL, jdbc:postgresql://db:5432/app, jdbc:postgresql://db:5432/app",
        "SECRET, secret:vault/prod/db, secret:vault/prod/db"
    })
    void takesWhatFitsAndBringsItIntoOneForm(ValueType type, String value, String canonical) {
        assertThat(type.canonical("configuration.key", value)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, secret:vault/prod/db, configuration.value",
        "INTEGER, 042, configuration.value",
        "INTEGER, 1.0, configuration.value",
        "INTEGER, +1, configuration.value",
        "INTEGER, 9223372036854775808, configuration.value",
        "BOOLEAN, TRUE, configuration.value",
        "BOOLEAN, yes, configuration.value",
        "DURATION, 1h, duration.format",
        "DURATION, P1M, duration.noMonths",
        "URL, /path, url.format",
        "URL, not an address, url.format",
        "URL, 'https:', url.format",
        "SECRET, hunter2, configuration.secretReference",
        "SECRET, secret:vault, configuration.secretReference",
        "SECRET, secret:vault/../prod, configuration.secretReference",
        "SECRET, 'secret:vault/prod/db ', configuration.secretReference",
        "TEXT, password=hunter2, configuration.secretValue",
        "URL, https://app:geheim@db/prod, configuration.secretValue"
    })
    void refusesEverythingElse(ValueType type, String value, String code) {
        assertThatThrownBy(() -> type.canonical("configuration.key", value))
                .isInstanceOfSatisfying(InvalidInputException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.field()).contains("configuration.key");
                });
    }

    @Test
    void refusesAnAddressThatIsTooLong() {
        assertThatThrownBy(() -> ValueType.URL.canonical("u", "https://host/" + "a".repeat(2048)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("url.tooLong"));
    }
}
