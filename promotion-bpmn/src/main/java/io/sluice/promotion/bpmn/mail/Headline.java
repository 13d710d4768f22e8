package io.sluice.promotion.bpmn.mail;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happened, in the recipient's language. Core writes headlines in a few fixed English forms; those are recognised
 * and worded anew. Anything else, such as a process designer's own words, is shown as it is.
 */
record Headline(Tone tone, String key, Map<String, Phrase> values) {
    private static final Pattern APPROVED =
            Pattern.compile("approved by (?<who>.+) \\((?<given>\\d{1,4}) of (?<needed>\\d{1,4})\\)");
    private static final Pattern APPROVED_PLAIN = Pattern.compile("approved by (?<who>.+)");
    private static final Pattern REJECTED = Pattern.compile("rejected by (?<who>.+)");
    private static final Pattern COUNT = Pattern.compile("(?<given>\\d{1,4}) of (?<needed>\\d{1,4})(?: approvals)?");

    static Headline of(String headline) {
        return Ending.named(headline)
                .map(ending -> new Headline(ending.tone(), ending.key(), Map.of()))
                .orElseGet(() -> decision(headline));
    }

    private static Headline decision(String headline) {
        Matcher approved = APPROVED.matcher(headline);
        if (approved.matches()) {
            return form(Tone.GOOD, "decision.approved.count", approved, "who", "given", "needed");
        }
        Matcher plain = APPROVED_PLAIN.matcher(headline);
        if (plain.matches()) {
            return form(Tone.GOOD, "decision.approved", plain, "who");
        }
        Matcher rejected = REJECTED.matcher(headline);
        if (rejected.matches()) {
            return form(Tone.NO, "decision.rejected", rejected, "who");
        }
        Matcher count = COUNT.matcher(headline);
        if (count.matches()) {
            return form(Tone.NEWS, "decision.count", count, "given", "needed");
        }
        return new Headline(Tone.NEWS, "decision.other", Map.of("headline", Phrase.filledIn(headline)));
    }

    private static Headline form(Tone tone, String key, Matcher form, String... groups) {
        Map<String, Phrase> values = new TreeMap<>();
        for (String group : groups) {
            values.put(group, Phrase.filledIn(form.group(group)));
        }
        return new Headline(tone, key, values);
    }

    /** As a title or as the value of a line. */
    Phrase title(Wording wording) {
        return wording.say(key + ".title", values);
    }
}
