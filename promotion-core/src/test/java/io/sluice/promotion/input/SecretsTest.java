package io.sluice.promotion.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "use ghp_abcdefghijklmnopqrstuvwxyz0123456789 now|use *** now",
                "AKIAIOSFODNN7EXAMPLE|***",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl|***",
                "password=hunter2, please|password=***, please",
                "Api-Key: abc123|Api-Key: ***",
                "Authorization: Bearer abcdefghijkl.mnop|Authorization: Bearer ***",
                "https://me:secret@example.org/x|https://me:***@example.org/x",
            })
    void areTakenOutOfWhatPeopleWrite(String written, String kept) {
        assertThat(Secrets.mask(written)).isEqualTo(kept);
        assertThat(Secrets.areIn(written)).isTrue();
        assertThat(Secrets.mask(kept)).isEqualTo(kept);
        assertThat(Secrets.areIn(kept)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The password of the test account was changed.",
                "https://example.org/a?b=c",
                "ghp_short",
                "Bearer of bad news",
                "3:00 to 4:00"
            })
    void leavesOrdinaryWordsAlone(String written) {
        assertThat(Secrets.mask(written)).isEqualTo(written);
    }

    @Test
    void reasonsAndForeignWordsAreMaskedToo() {
        assertThat(Text.requireReason("reason", "pwd: abc")).isEqualTo("pwd: ***");
        assertThat(Text.optional("comment", "pwd: abc")).isEqualTo("pwd: ***");
        assertThat(Text.foreign("pwd: abc")).isEqualTo("pwd: ***");
    }
}
