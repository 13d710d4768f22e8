package io.sluice.promotion.bpmn.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The words of one language. */
final class Wording {
    static final Wording ENGLISH = new Wording(Locale.ENGLISH, "d MMMM uuuu, HH:mm");
    static final Wording GERMAN = new Wording(Locale.GERMAN, "d. MMMM uuuu, HH:mm 'Uhr'");

    private final Locale locale;
    private final DateTimeFormatter time;
    private final Properties words;

    private Wording(Locale locale, String time) {
        this(
                locale,
                DateTimeFormatter.ofPattern("EEEE, " + time, locale),
                load("words_" + locale.getLanguage() + ".properties"));
    }

    private Wording(Locale locale, DateTimeFormatter time, Properties words) {
        this.locale = locale;
        this.time = time;
        this.words = words;
    }

    /** The language for a person: their own, or English. */
    static Wording of(Locale locale) {
        return locale.getLanguage().equals(GERMAN.language()) ? GERMAN : ENGLISH;
    }

    /** This language, or another one that has no words of ours yet, with some words replaced. */
    Wording with(Locale language, Map<String, String> replaced) {
        Properties merged = new Properties();
        merged.putAll(words);
        merged.putAll(replaced);
        return new Wording(language, time.withLocale(language), merged);
    }

    String language() {
        return locale.getLanguage();
    }

    /** Whether there are words under a key. */
    boolean has(String key) {
        return words.containsKey(key);
    }

    /** The keys that have words. */
    Set<String> keys() {
        return words.stringPropertyNames();
    }

    /** The words under a key. */
    String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalArgumentException(
                    "No words for " + key + " in " + locale.getDisplayLanguage(Locale.ENGLISH));
        }
        return word;
    }

    /** The sentence under a key, filled in. */
    Phrase say(String key, Map<String, Phrase> values) {
        return Phrase.of(word(key), values);
    }

    /** A moment as people write it, with its time zone. */
    String moment(Instant moment, ZoneId zone) {
        String name = zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        return time.format(moment.atZone(zone)) + " (" + name + ")";
    }

    private static Properties load(String file) {
        try (InputStream in = Wording.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The class path holds no " + file);
            }
            Properties words = new Properties();
            words.load(new InputStreamReader(in, UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
