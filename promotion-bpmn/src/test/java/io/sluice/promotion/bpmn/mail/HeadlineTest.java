package io.sluice.promotion.bpmn.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionStatus;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadlineTest {
    @ParameterizedTest
    @CsvSource({
        "approved by Mia Chen (1 of 2), Freigegeben von Mia Chen (1 von 2), GOOD",
        "approved by Mia (Ops) (1 of 2), Freigegeben von Mia (Ops) (1 von 2), GOOD",
        "approved by Mia Chen, Freigegeben von Mia Chen, GOOD",
        "rejected by Mia Chen, Abgelehnt von Mia Chen, NO",
        "1 of 2 approvals, 1 von 2 Freigaben, NEWS",
        "1 of 2, 1 von 2 Freigaben, NEWS",
        "needs 1 approval, braucht 1 Freigabe, NEWS",
        "needs 2 approvals, braucht 2 Freigaben, NEWS",
        "COMPLETED, Abgeschlossen, GOOD",
        "ROLLED_BACK, Zurückgesetzt, BACK"
    })
    void speaksTheLanguageOfTheRecipient(String headline, String german, Tone tone) {
        assertThat(Headline.of(headline).title(Wording.GERMAN).plain()).isEqualTo(german);
        assertThat(Headline.of(headline).tone()).isEqualTo(tone);
    }

    @Test
    void showsOtherWordsAsTheyAre() {
        assertThat(Headline.of("Hand over to the night shift")
                        .title(Wording.GERMAN)
                        .plain())
                .isEqualTo("Hand over to the night shift");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "still needs your approval", "approvals are still missing", "must be repaired by hand"})
    void doesNotRepeatWhatTheKindSays(String headline) {
        assertThat(Headline.of(headline).says()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ends")
    void knowsEveryEndOfAPromotion(String end) {
        assertThat(Ending.named(end)).isPresent();
        assertThat(Headline.of(end).title(Wording.ENGLISH).plain()).isNotEqualTo(end);
    }

    static Stream<String> ends() {
        return Stream.concat(
                Arrays.stream(PromotionStatus.values())
                        .filter(PromotionStatus::isEnd)
                        .map(Enum::name),
                Arrays.stream(Outcome.values()).map(Enum::name));
    }
}
