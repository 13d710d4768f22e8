package io.sluice.promotion.bpmn.mail;

import java.util.Arrays;
import java.util.Optional;

/** How a request ended, by the names of {@code PromotionStatus} and {@code Outcome}; the words stand under the name. */
enum Ending {
    COMPLETED(Tone.GOOD),
    PROMOTED(Tone.GOOD),
    REJECTED(Tone.NO),
    EXPIRED(Tone.HURRY),
    CANCELLED(Tone.CALM),
    FAILED(Tone.ALARM),
    CHECKS_FAILED(Tone.NO),
    NOT_ALLOWED(Tone.NO),
    ROLLED_BACK(Tone.BACK),
    ROLLBACK_FAILED(Tone.ALARM),
    SUPERSEDED(Tone.CALM);

    private final Tone tone;

    Ending(Tone tone) {
        this.tone = tone;
    }

    static Optional<Ending> named(String headline) {
        return Arrays.stream(values())
                .filter(ending -> ending.name().equals(headline))
                .findFirst();
    }

    Tone tone() {
        return tone;
    }

    String key() {
        return "outcome." + name();
    }
}
