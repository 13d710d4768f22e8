package io.sluice.promotion.input;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are those of the catalogue of bad input. */
class IdentifierTest {
    static Stream<Arguments> refused() {
        return Stream.of(
                bad("1 null", null, "id.required"),
                bad("2 empty", "", "id.required"),
                bad("3 spaces", "   ", "id.format"),
                bad("4 300 characters", "a".repeat(300), "id.tooLong"),
                bad("4 one character too many", "a".repeat(65), "id.tooLong"),
                bad("4 10 MB", "a".repeat(10_000_000), "id.tooLong"),
                bad("5 a path upwards", "../../etc/passwd", "id.format"),
                bad("5 two dots", "..", "id.format"),
                bad("5 two dots inside", "a..b", "id.format"),
                bad("6 a slash", "a/b", "id.format"),
                bad("6 an escaped slash", "a%2fb", "id.format"),
                bad("6 a path parameter", "a;b=c", "id.format"),
                bad("6 a backslash", "a\\b", "id.format"),
                bad("7 NUL", "a\0b", "text.nul"),
                bad("23 zero width", "a\u200bb", "id.format"),
                bad("26 half a character", "a\ud800", "id.format"),
                bad("27 right to left", "a\u202eb", "id.format"),
                bad("28 dotted capital I", "\u0130d", "id.format"),
                bad("60 a Cyrillic letter", "pr\u043ed", "id.format"),
                bad("64 an expression", "${x}", "id.format"),
                bad("white space at the end", "a ", "id.format"),
                bad("a line break at the end", "a\n", "id.format"),
                bad("a dot first", ".a", "id.format"),
                bad("a hyphen first", "-a", "id.format"),
                bad("an underscore first", "_a", "id.format"),
                bad("a comma", "a,b", "id.format"),
                bad("a wildcard", "*", "id.format"));
    }

    @ParameterizedTest(name = "{0} is refused with {2}")
    @MethodSource("refused")
    void refuses(String what, @Nullable String id, String code) {
        assertRefused(code, () -> Identifier.require("promotion", id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "7", "1.4.0", "support-assistant", "A_b.c-D", "01J9ZQ4Y7M8N9P0Q1R2S3T4V5W"})
    void returnsAnIdentifierAsItIs(String id) {
        assertThat(Identifier.require("promotion", id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64})
    void takesUpToSixtyFourCharacters(int length) {
        String id = "a".repeat(length);

        assertThat(Identifier.require("promotion", id)).isEqualTo(id);
    }

    private static Arguments bad(String what, @Nullable String id, String code) {
        return Arguments.of(what, id, code);
    }
}
