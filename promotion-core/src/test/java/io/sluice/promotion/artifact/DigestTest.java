package io.sluice.promotion.artifact;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers are those of the catalogue of bad input. */
class DigestTest {
    private static final String HEX = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    static Stream<Arguments> refused() {
        return Stream.of(
                bad("13 null", null, "version.digestRequired"),
                bad("13 empty", "", "version.digestRequired"),
                bad("13 blank", "  ", "version.digestRequired"),
                bad("14 no digits", "sha256:xyz", "digest.format"),
                bad("14 upper case", "sha256:" + HEX.toUpperCase(Locale.ROOT), "digest.format"),
                bad("14 upper-case name", "SHA256:" + HEX, "digest.format"),
                bad("14 one digit short", "sha256:" + HEX.substring(1), "digest.format"),
                bad("14 one digit long", "sha256:" + HEX + "0", "digest.format"),
                bad("14 another algorithm", "md5:d41d8cd98f00b204e9800998ecf8427e", "digest.format"),
                bad("14 no algorithm", HEX, "digest.format"),
                bad("14 a line break", "sha256:" + HEX + "\n", "digest.format"),
                bad("14 a space", " sha256:" + HEX, "digest.format"),
                bad("14 other digits", "sha256:" + "\u0661".repeat(64), "digest.format"));
    }

    @ParameterizedTest(name = "{0} is refused with {2}")
    @MethodSource("refused")
    void refuses(String what, @Nullable String digest, String code) {
        assertRefused(code, () -> digest(digest));
    }

    @Test
    void isTheSha256OfTheContent() {
        assertThat(Digest.of("abc".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Digest("sha256:" + HEX))
                .hasToString("sha256:" + HEX);
    }

    /** What a host without null checks may hand in. */
    @SuppressWarnings("NullAway")
    private static Digest digest(@Nullable String value) {
        return new Digest(value);
    }

    private static Arguments bad(String what, @Nullable String digest, String code) {
        return Arguments.of(what, digest, code);
    }
}
