package io.sluice.promotion.input;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are those of the catalogue of bad input. */
class TextTest {
    private static final String EMOJI = "\ud83d\ude00";

    static Stream<Arguments> refusedNames() {
        return Stream.of(
                bad("null", null, "name.required"),
                bad("empty", "", "name.required"),
                bad("only spaces", "   ", "name.required"),
                bad("7 NUL", "a\0b", "text.nul"),
                bad("22 a Cyrillic letter in a Latin word", "Production te\u0430m", "name.confusable"),
                bad("22 a Latin letter in a Cyrillic word", "\u041c\u043e\u0441\u043av\u0430", "name.confusable"),
                bad("22 a Greek letter in a Latin word", "pr\u03bfd", "name.confusable"),
                bad("22 a Cyrillic letter behind a digit", "v2\u0430", "name.confusable"),
                bad("22 an Armenian letter in a Latin word", "\u0585ffice", "name.confusable"),
                bad("23 zero width space", "a\u200bb", "text.invisible"),
                bad("23 zero width space at the end", "admin\u200b", "text.invisible"),
                bad("23 zero width joiner", "a\u200db", "text.invisible"),
                bad("23 byte order mark", "\ufeffa", "text.invisible"),
                bad("23 soft hyphen", "a\u00adb", "text.invisible"),
                bad("23 variation selector", "prod\ufe0f", "text.invisible"),
                bad("23 combining grapheme joiner", "prod\u034f", "text.invisible"),
                bad("23 Hangul filler", "prod\u1160", "text.invisible"),
                bad("23 Braille blank", "prod\u2800", "text.invisible"),
                bad("23 tag character", "prod\udb40\udc41", "text.invisible"),
                bad("23 private use", "a\ue000", "text.invisible"),
                bad("23 unassigned", "a\u0378", "text.invisible"),
                bad("24 full-width letters", "\uff30\uff32\uff2f\uff24", "name.notNormalized"),
                bad("24 ligature", "\ufb01ne", "name.notNormalized"),
                bad("24 space that does not break", "a\u00a0b", "name.notNormalized"),
                bad("26 first half of a character", "a\ud800", "text.unpairedSurrogate"),
                bad("26 second half of a character", "\udc00a", "text.unpairedSurrogate"),
                bad("26 halves in the wrong order", "\udc00\ud800", "text.unpairedSurrogate"),
                bad("27 right-to-left override", "a\u202eb", "text.bidi"),
                bad("27 isolate", "a\u2066b\u2069", "text.bidi"),
                bad("27 left-to-right mark", "a\u200eb", "text.bidi"),
                bad("27 Arabic letter mark", "a\u061cb", "text.bidi"),
                bad("29 101 emoji", EMOJI.repeat(101), "name.tooLong"),
                bad("29 101 letters", "a".repeat(101), "name.tooLong"),
                bad("74 10 MB", "a".repeat(10_000_000), "name.tooLong"),
                bad("35 line break", "a\r\nb", "text.control"),
                bad("35 tab", "a\tb", "text.control"),
                bad("35 line separator", "a\u2028b", "text.control"),
                bad("35 next line", "a\u0085b", "text.control"),
                bad("79 escape sequence", "\u001b[31mred", "text.control"),
                bad("64 expression", "${x}", "text.expression"),
                bad("64 deferred expression", "a #{x} b", "text.expression"),
                bad("80 look-up", "${jndi:ldap://x}", "text.expression"),
                bad("space first", " a", "name.spaces"),
                bad("space last", "a ", "name.spaces"));
    }

    @ParameterizedTest(name = "{0} is refused with {2}")
    @MethodSource("refusedNames")
    void refusesNames(String what, @Nullable String name, String code) {
        assertRefused(code, () -> Text.requireName("workspace.name", name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Production",
                "Z\u00fcrich \u2013 B\u00fcro 2",
                "\u041c\u043e\u0441\u043a\u0432\u0430",
                "Team \u041c\u043e\u0441\u043a\u0432\u0430",
                "\u0391\u03b8\u03ae\u03bd\u03b1",
                "\u6771\u4eac\u30c6\u30b9\u30c8\u3067\u3059AB",
                "\uc11c\uc6b8\u6771",
                "\u0627\u0644\u0625\u0646\u062a\u0627\u062c",
                "\u0939\u093f\u0928\u094d\u0926\u0940",
                "O'Neill & <b>Sons</b>",
                "=HYPERLINK()",
                "cost $5 {net} #1"
            })
    void returnsNamesAsTheyAre(String name) {
        assertThat(Text.requireName("workspace.name", name)).isEqualTo(name);
    }

    @Test
    void composesADecomposedName() {
        assertThat(Text.requireName("name", "Zu\u0308rich")).isEqualTo("Z\u00fcrich");
        assertThat(Text.requireName("name", "e\u0301".repeat(100))).isEqualTo("\u00e9".repeat(100));
    }

    @Test
    void countsCodePointsNotHalvesOfThem() {
        assertThat(Text.requireName("name", EMOJI.repeat(40))).isEqualTo(EMOJI.repeat(40));
        assertThat(Text.requireName("name", EMOJI.repeat(100))).isEqualTo(EMOJI.repeat(100));
        assertThat(Text.optional("comment", EMOJI.repeat(4_000))).isEqualTo(EMOJI.repeat(4_000));
    }

    @Test
    void neverChangesCaseWhateverTheLanguageOfTheMachineIs() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            for (String name : new String[] {"\u0130stanbul", "Isparta", "\u0131l\u0131k", "ADMIN"}) {
                assertThat(Text.requireName("name", name)).isEqualTo(name);
                assertThat(Text.requireOpaque("person", name, 200)).isEqualTo(name);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    static Stream<Arguments> refusedReasons() {
        return Stream.of(
                bad("75 null", null, "reason.required"),
                bad("75 empty", "", "reason.required"),
                bad("75 white space", " \t\r\n ", "reason.required"),
                bad("75 spaces that do not break", "\u00a0\u00a0\u3000", "reason.required"),
                bad("75 Braille blanks", "\u2800\u2800", "reason.required"),
                bad("75 Hangul fillers", "\u3164\u115f", "reason.required"),
                bad("75 variation selectors", "\ufe0f\ufe0f", "reason.required"),
                bad("75 zero width spaces", "\u200b\u200b", "text.invisible"));
    }

    @ParameterizedTest(name = "{0} is refused with {2}")
    @MethodSource("refusedReasons")
    void refusesReasonsThatSayNothing(String what, @Nullable String reason, String code) {
        assertRefused(code, () -> Text.requireReason("reason", reason));
    }

    static Stream<Arguments> refusedTexts() {
        return Stream.of(
                bad("7 NUL", "a\0b", "text.nul"),
                bad("23 zero width space", "a\u200bb", "text.invisible"),
                bad("26 half a character", "a\ud800b", "text.unpairedSurrogate"),
                bad("27 right-to-left override", "a\u202eb", "text.bidi"),
                bad("74 4,001 characters", "a".repeat(4_001), "text.tooLong"),
                bad("74 4,001 emoji", EMOJI.repeat(4_001), "text.tooLong"),
                bad("74 10 MB", "a".repeat(10_000_000), "text.tooLong"),
                bad("79 escape sequence", "\u001b[31mred", "text.control"),
                bad("79 bell", "a\u0007", "text.control"));
    }

    @ParameterizedTest(name = "{0} is refused with {2}")
    @MethodSource("refusedTexts")
    void refusesTexts(String what, @Nullable String text, String code) {
        assertRefused(code, () -> Text.optional("comment", text));
        assertRefused(code, () -> Text.requireReason("comment", text));
    }

    @Test
    void keepsTextsOfSeveralLinesAndWhateverTheyQuote() {
        String text = "first\r\n\tsecond <script>alert(1)</script> ${x} =HYPERLINK() \u2764\ufe0f te\u0430m";

        assertThat(Text.optional("comment", text)).isEqualTo(text);
        assertThat(Text.requireReason("comment", text)).isEqualTo(text);
    }

    @Test
    void takesAMissingOptionalTextForAnEmptyOne() {
        assertThat(Text.optional("comment", null)).isEmpty();
        assertThat(Text.optional("comment", "")).isEmpty();
    }

    static Stream<Arguments> refusedOpaque() {
        return Stream.of(
                bad("20 null", null, "actor.subject"),
                bad("20 empty", "", "actor.subject"),
                bad("20 blank", " \t ", "actor.subject"),
                bad("7 NUL", "a\0b", "text.nul"),
                bad("26 half a character", "a\udbff", "text.unpairedSurrogate"),
                bad("35 line break", "a\nb", "text.control"),
                bad("201 characters", "a".repeat(201), "text.tooLong"));
    }

    @ParameterizedTest(name = "{0} is refused with {2}")
    @MethodSource("refusedOpaque")
    void refusesOpaqueText(String what, @Nullable String text, String code) {
        assertRefused(code, () -> Text.requireOpaque("actor.subject", text, 200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "Alice",
                "alice ",
                "\u0430lice",
                "a\u200blice",
                "Zu\u0308rich",
                "Z\u00fcrich",
                "\uff41lice",
                "cn=Alice,ou=Ops"
            })
    void keepsOpaqueTextToTheLetter(String text) {
        assertThat(Text.requireOpaque("actor.subject", text, 200)).isEqualTo(text);
    }

    private static Arguments bad(String what, @Nullable String text, String code) {
        return Arguments.of(what, text, code);
    }
}
