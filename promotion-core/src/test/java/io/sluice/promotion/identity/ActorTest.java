package io.sluice.promotion.identity;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final ActorFactory realm = new ActorFactory("realm", CLOCK);

    @Test
    void keepsWhoItIsToTheLetter() {
        Actor actor = realm.human("Alice ");

        assertThat(actor.issuer()).isEqualTo("realm");
        assertThat(actor.subject()).isEqualTo("Alice ");
        assertThat(actor.kind()).isEqualTo(Actor.Kind.HUMAN);
        assertThat(actor.onBehalfOf()).isEmpty();
        assertThat(actor.authenticatedAt()).isEqualTo(NOON);
    }

    @Test
    void isAnotherOneWhenAnythingDiffers() {
        List<Actor> actors = List.of(
                realm.human("alice"),
                realm.human("Alice"),
                realm.human("alice "),
                realm.human("\u0430lice"),
                realm.service("alice"),
                realm.serviceFor("alice", "bob"),
                realm.serviceFor("alice", "Bob"),
                realm.system("alice"),
                new ActorFactory("other", CLOCK).human("alice"));

        assertThat(actors).doesNotHaveDuplicates();
    }

    @Test
    void isTheSameOneWhenItLoggedInAgain() {
        Clock later = Clock.offset(CLOCK, Duration.ofHours(1));

        assertThat(new ActorFactory("realm", later).human("alice"))
                .isEqualTo(realm.human("alice"))
                .hasSameHashCodeAs(realm.human("alice"));
    }

    @Test
    void saysForWhomAServiceActs() {
        assertThat(realm.service("bot").onBehalfOf()).isEmpty();
        assertThat(realm.serviceFor("bot", "alice").onBehalfOf()).contains("alice");
        assertThat(realm.system("event-7").onBehalfOf()).contains("event-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void refusesBlankNames(String blank) {
        assertRefused("actor.subject", () -> realm.human(blank));
        assertRefused("actor.subject", () -> realm.service(blank));
        assertRefused("actor.onBehalfOf", () -> realm.serviceFor("bot", blank));
        assertRefused("actor.onBehalfOf", () -> realm.system(blank));
        assertRefused("actor.issuer", () -> new ActorFactory(blank, CLOCK));
    }

    @Test
    void refusesToForgetForWhomAServiceActs() {
        assertRefused("actor.onBehalfOf", () -> realm.serviceFor("bot", nobody()));
    }

    @Test
    void refusesControlCharacters() {
        assertRefused("text.control", () -> realm.human("alice\r\nX-Role: admin"));
        assertRefused("text.nul", () -> realm.human("alice\0"));
        assertRefused("text.tooLong", () -> realm.human("a".repeat(201)));
    }

    /** What a host without null checks may hand in. */
    @SuppressWarnings("NullAway")
    private static String nobody() {
        return null;
    }
}
