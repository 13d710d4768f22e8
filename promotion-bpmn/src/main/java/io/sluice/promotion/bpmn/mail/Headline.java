package io.sluice.promotion.bpmn.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happened, in the recipient's language. Core writes headlines in a few fixed English forms; those are recognised
 * and worded anew. Anything else, such as a process designer's own words, is shown as it is.
 *
 * @param tone what it feels like
 * @param key under which the words begin
 * @param values what is filled in
 * @param says whether it says more than the kind of the message says already
 */
record Headline(Tone tone, String key, Map<String, Phrase> values, boolean says) {
    private static final Set<String> SAYS_WHAT_THE_KIND_SAYS =
            Set.of("", "still needs your approval", "approvals are still missing", "must be repaired by hand");
    private static final List<Form> FORMS = List.of(
            new Form(
                    "approved by (?<who>.+) \\((?<given>\\d{1,4}) of (?<needed>\\d{1,4})\\)",
                    Tone.GOOD,
                    "decision.approved.count",
                    List.of("who", "given", "needed")),
            new Form("approved by (?<who>.+)", Tone.GOOD, "decision.approved", List.of("who")),
            new Form("rejected by (?<who>.+)", Tone.NO, "decision.rejected", List.of("who")),
            new Form(
                    "(?<given>\\d{1,4}) of (?<needed>\\d{1,4})(?: approvals)?",
                    Tone.NEWS,
                    "decision.count",
                    List.of("given", "needed")),
            new Form("needs 1 approval", Tone.NEWS, "decision.needs.one", List.of()),
            new Form("needs (?<needed>\\d{1,4}) approvals", Tone.NEWS, "decision.needs", List.of("needed")));

    static Headline of(String headline) {
        return Ending.named(headline)
                .map(ending -> new Headline(ending.tone(), ending.key(), Map.of(), true))
                .or(() -> FORMS.stream()
                        .flatMap(form -> form.read(headline).stream())
                        .findFirst())
                .orElseGet(() -> new Headline(
                        Tone.NEWS,
                        "decision.other",
                        Map.of("headline", Phrase.filledIn(headline)),
                        !SAYS_WHAT_THE_KIND_SAYS.contains(headline)));
    }

    /** As a title or as the value of a line. */
    Phrase title(Wording wording) {
        return wording.say(key + ".title", values);
    }

    /** A fixed form of core's headlines. */
    private record Form(Pattern pattern, Tone tone, String key, List<String> groups) {
        Form(String pattern, Tone tone, String key, List<String> groups) {
            this(Pattern.compile(pattern), tone, key, groups);
        }

        Optional<Headline> read(String headline) {
            Matcher form = pattern.matcher(headline);
            if (!form.matches()) {
                return Optional.empty();
            }
            Map<String, Phrase> values = new TreeMap<>();
            groups.forEach(group -> values.put(group, Phrase.filledIn(form.group(group))));
            return Optional.of(new Headline(tone, key, values, true));
        }
    }
}
