package io.sluice.promotion.identity;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonIdTest {
    @Test
    void neverTakesTwoPersonsForOne() {
        List<PersonId> persons = Stream.of(
                        "alice",
                        "Alice",
                        "ALICE",
                        "alice ",
                        " alice",
                        "\u0430lice",
                        "alice\u200b",
                        "\uff41lice",
                        "al\u0131ce",
                        "alice@example.com",
                        "Zu\u0308rich",
                        "Z\u00fcrich")
                .map(PersonId::new)
                .toList();

        assertThat(persons).doesNotHaveDuplicates();
        assertThat(persons).allSatisfy(person -> assertThat(person).isEqualTo(new PersonId(person.value())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void refusesBlankOnes(String person) {
        assertRefused("person", () -> new PersonId(person));
    }

    @Test
    void refusesWhatADatabaseWouldChange() {
        assertRefused("text.nul", () -> new PersonId("a\0"));
        assertRefused("text.unpairedSurrogate", () -> new PersonId("a\ud83d"));
        assertRefused("text.control", () -> new PersonId("a\r\nb"));
        assertRefused("text.tooLong", () -> new PersonId("a".repeat(201)));
    }
}
