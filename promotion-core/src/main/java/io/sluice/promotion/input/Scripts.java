package io.sluice.promotion.input;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds words whose letters come from several scripts, such as {@code prod} with a Cyrillic {@code o}. Allowed together
 * are those of Chinese, Japanese and Korean with each other and with Latin, as in the level "highly restrictive" of
 * Unicode's UTS 39; there it is the whole text that is judged, here each word, so that a name can be in two languages.
 */
final class Scripts {
    private static final List<Set<UnicodeScript>> TOGETHER = List.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    private Scripts() {}

    static boolean areMixedInAWord(String text) {
        Set<UnicodeScript> word = EnumSet.noneOf(UnicodeScript.class);
        for (int c : text.codePoints().toArray()) {
            UnicodeScript script = UnicodeScript.of(c);
            if (!isInsideAWord(c)) {
                word.clear();
            } else if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
                word.add(script);
            }
            if (word.size() > 1 && TOGETHER.stream().noneMatch(allowed -> allowed.containsAll(word))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInsideAWord(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> Character.isLetterOrDigit(c);
        };
    }
}
