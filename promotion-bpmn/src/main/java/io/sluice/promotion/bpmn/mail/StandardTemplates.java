package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Notification;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The mails that come with Sluice, in its words or in the host's. */
final class StandardTemplates implements MailTemplates {
    private final ZoneId zone;
    private final Map<String, Wording> languages = new HashMap<>();

    StandardTemplates(ZoneId zone, Map<Locale, Map<String, String>> own) {
        this.zone = zone;
        own.forEach((language, words) -> {
            words.forEach(StandardTemplates::requireKnown);
            languages.put(language.getLanguage(), Wording.of(language).with(language, words));
        });
    }

    @Override
    public Content write(Notification notification, MailLinks links) {
        Locale language = notification.recipient().locale();
        Wording wording = languages.getOrDefault(language.getLanguage(), Wording.of(language));
        Letter letter = new LetterDraft(notification, wording, zone).letter(links);
        return new Content(letter.subject(), PlainLetter.of(letter), HtmlLetter.of(letter));
    }

    /** What may stand in braces. */
    static Set<String> variables() {
        Set<String> names = new TreeSet<>();
        for (Fact fact : Fact.values()) {
            names.add(fact.variable());
        }
        Wording.ENGLISH.keys().forEach(key -> names.addAll(Phrase.places(Wording.ENGLISH.word(key))));
        return names;
    }

    private static void requireKnown(String key, String words) {
        Set<String> places = Phrase.places(words);
        if (!Wording.ENGLISH.has(key) || !variables().containsAll(places)) {
            String unknown = places.stream()
                    .filter(place -> !variables().contains(place))
                    .collect(Collectors.joining(", "));
            throw new InvalidInputException(
                    "mail.words", "mail.unknownWords", "There is no place for these words: " + key + " " + unknown);
        }
    }
}
