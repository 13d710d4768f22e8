package io.sluice.promotion.bpmn.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    private static final Instant MOMENT = Instant.parse("2025-03-07T14:00:00Z");

    @Test
    void saysTheSameInBothLanguages() throws IOException {
        assertThat(places("words_de.properties")).isEqualTo(places("words_en.properties"));
    }

    @ParameterizedTest
    @CsvSource({"de, de", "de-AT, de", "de-CH, de", "en-GB, en", "fr, en", "und, en", "tr, en"})
    void speaksGermanToGermansAndEnglishToEverybodyElse(String recipient, String language) {
        assertThat(Wording.of(Locale.forLanguageTag(recipient)).language()).isEqualTo(language);
    }

    @Test
    void writesTimesWithTheirZone() {
        assertThat(Wording.ENGLISH.moment(MOMENT, ZoneOffset.UTC)).isEqualTo("Friday, 7 March 2025, 14:00 (UTC)");
        assertThat(Wording.ENGLISH.moment(MOMENT, ZoneId.of("UTC"))).isEqualTo("Friday, 7 March 2025, 14:00 (UTC)");
        assertThat(Wording.GERMAN.moment(MOMENT, ZoneId.of("Europe/Berlin")))
                .isEqualTo("Freitag, 7. März 2025, 15:00 Uhr (Europe/Berlin)");
    }

    @Test
    void doesNotLookForPlacesInWhatWasFilledIn() {
        Phrase greeting = Wording.ENGLISH.say("greeting", Map.of("name", Phrase.filledIn("{requester} ${x}")));

        assertThat(greeting.plain()).isEqualTo("Hello {requester} ${x},");
    }

    @Test
    void refusesToLeaveAPlaceEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> Wording.ENGLISH.say("greeting", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Wording.ENGLISH.word("no such key"));
    }

    private static Map<String, Set<String>> places(String file) throws IOException {
        Properties words = new Properties();
        try (InputStream in = Wording.class.getResourceAsStream(file)) {
            words.load(new InputStreamReader(in, UTF_8));
        }
        Map<String, Set<String>> places = new TreeMap<>();
        words.stringPropertyNames().forEach(key -> places.put(key, places(words, key)));
        return places;
    }

    private static Set<String> places(Properties words, String key) {
        Set<String> names = new TreeSet<>();
        Pattern.compile("\\{\\w+}")
                .matcher(words.getProperty(key))
                .results()
                .map(MatchResult::group)
                .forEach(names::add);
        return names;
    }
}
