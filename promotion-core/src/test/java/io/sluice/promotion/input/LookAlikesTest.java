package io.sluice.promotion.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikesTest {
    @ParameterizedTest
    @CsvSource({
        "Production, production",
        "Production, Prоductiоn",
        "Production, Pr0duction",
        "Prod EU, Prod-EU",
        "Prod, рrоd",
        "Staging 1, Staging l",
        "Staging 1, Staging I",
        "Modern, Modem",
        "Live, Lıve",
        "Café, Cafe",
        "Straße, Strasse",
        "ΤΑΧ, TAX"
    })
    void foldsNamesTogetherThatNobodyCanTellApart(String one, String other) {
        assertThat(LookAlikes.fold(one)).isEqualTo(LookAlikes.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"Production, Staging", "Lane 1, Lane 2", "Prod EU, Prod US", "Test, Text", "本番, 検証", "Прод, Тест"})
    void keepsOtherNamesApart(String one, String other) {
        assertThat(LookAlikes.fold(one)).isNotEqualTo(LookAlikes.fold(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"🚀", "***", "本番"})
    void leavesSomethingToCompareOfEveryName(String name) {
        assertThat(LookAlikes.fold(name)).isNotEmpty();
    }

    @Test
    void tellsSymbolsApart() {
        assertThat(LookAlikes.fold("🚀")).isNotEqualTo(LookAlikes.fold("🔥"));
    }
}
