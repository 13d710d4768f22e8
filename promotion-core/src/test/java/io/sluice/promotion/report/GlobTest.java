package io.sluice.promotion.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest(name = "{0} means {1}: {2}")
    @CsvSource({
        "'', '', true",
        "'', a, false",
        "a, a, true",
        "a, ab, false",
        "ab, a, false",
        "?, a, true",
        "?, '', false",
        "a?c, abc, true",
        "*, '', true",
        "*, anything, true",
        "a*, abc, true",
        "*c, abc, true",
        "a*c, abc, true",
        "a*c, ac, true",
        "a*c, abd, false",
        "*b*, abc, true",
        "a**c, abc, true",
        "*.parse, io.acme.parse, true",
        "*.parse, io.acme.parser, false",
        "a.c, abc, false",
        "[a], a, false",
        "(a+)+$, aaaa, false"
    })
    void meansWhatItSays(String pattern, String text, boolean matches) {
        assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
    }

    @Test
    void endsWhenAnExpressionWouldBacktrackForever() {
        assertThat(Glob.matches("*a".repeat(30) + "b", "a".repeat(10_000))).isFalse();
    }
}
