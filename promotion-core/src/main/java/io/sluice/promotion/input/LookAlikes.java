package io.sluice.promotion.input;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Folds names that people cannot tell apart into one text: without case, accents, spaces and punctuation, and with letters
 * and digits that look like a Latin letter turned into it. A small part of the skeleton of Unicode's UTS 39: the letters
 * of Cyrillic, Greek and Armenian that a whole Latin word can be imitated with. The result is for comparing only, never
 * for showing.
 */
public final class LookAlikes {
    private static final Map<Integer, String> LATIN = table(
            "аa вb еe ёe кk мm нh оo рp сc тt уy хx ѕs іi їi јj һh ԁd ԛq ԝw гr пn иu бb дd ьb ӏl", // Cyrillic
            "αa βb γy εe ηn ιi κk μm νv οo ρp τt υu χx ωw ζz", // Greek
            "հh ոn սu օo զq ցg յj ѵv", // Armenian, and the Cyrillic izhitsa
            "ıi ɑa ɡg ɩi ʏy ß#ss æ#ae œ#oe ø#o đ#d ł#l", // Latin that does not decompose
            "0o 1l il |l !l"); // Digits and signs; i becomes l, as I does

    private LookAlikes() {}

    /** Two names with the same fold look alike. */
    public static String fold(String name) {
        StringBuilder folded = new StringBuilder();
        String decomposed = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        decomposed.codePoints().forEach(c -> {
            String latin = LATIN.getOrDefault(c, Character.toString(c));
            latin.codePoints()
                    .mapToObj(letter -> LATIN.getOrDefault(letter, Character.toString(letter)))
                    .filter(letter -> Character.isLetterOrDigit(letter.codePointAt(0)))
                    .forEach(folded::append);
        });
        String letters = folded.toString().replace("rn", "m").replace("vv", "w");
        return letters.isEmpty() ? decomposed : letters;
    }

    /** Each entry is a letter and what it looks like; {@code #} stands before what has two letters. */
    private static Map<Integer, String> table(String... rows) {
        Map<Integer, String> table = new HashMap<>();
        for (String row : rows) {
            for (String entry : row.split(" ", -1)) {
                int letter = entry.codePointAt(0);
                table.put(letter, entry.substring(Character.charCount(letter)).replace("#", ""));
            }
        }
        return Map.copyOf(table);
    }
}
