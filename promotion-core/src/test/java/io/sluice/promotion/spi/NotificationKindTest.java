package io.sluice.promotion.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.promotion.identity.PersonId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationKindTest {
    @ParameterizedTest
    @EnumSource
    void fitsIntoItsColumnAndTellsEachFactOnce(NotificationKind kind) {
        assertThat(kind.name()).hasSizeLessThanOrEqualTo(24);
        assertThat(kind.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(kind.required()).noneMatch(kind.optional()::contains);
        assertThat(kind.topics()).isNotEmpty();
    }

    @Test
    void refusesWhatItDoesNotTellAndWhatIsMissing() {
        NotificationKind kind = NotificationKind.STOP_THE_LINE;
        Facts facts = Facts.of(Fact.WHO, new PersonId("tom")).and(Fact.REASON, "Wrong prices.");
        kind.require(Topic.Type.WORKSPACE, facts);

        assertThatIllegalArgumentException().isThrownBy(() -> kind.require(Topic.Type.PROMOTION, facts));
        assertThatIllegalArgumentException().isThrownBy(() -> kind.require(Topic.Type.WORKSPACE, Facts.none()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kind.require(Topic.Type.WORKSPACE, facts.and(Fact.GIVEN, 1)));
    }

    @Test
    void factsKeepTheirType() {
        assertThatIllegalArgumentException().isThrownBy(() -> Facts.of(Fact.WHO, "tom"));
        assertThatIllegalArgumentException().isThrownBy(() -> Facts.of(Fact.GIVEN, 1L));
        assertThatIllegalArgumentException().isThrownBy(() -> Facts.of(Fact.DEADLINE, "soon"));
        assertThat(Facts.of(Fact.WHO, new PersonId("tom")).text(Fact.WHO)).isEmpty();
    }

    @Test
    void factsLeaveOutWhatSaysNothing() {
        assertThat(Facts.of(Fact.COMMENT, "").and(Fact.WHO, Optional.empty())).isEqualTo(Facts.none());
        assertThat(Facts.of(Fact.DEADLINE, Instant.parse("2026-03-02T10:00:00.123456789Z"))
                        .moment(Fact.DEADLINE))
                .contains(Instant.parse("2026-03-02T10:00:00.123456Z"));
    }

    @Test
    void factsHaveNamesForTemplates() {
        assertThat(Fact.PREVIOUS_DEADLINE.variable()).isEqualTo("previousDeadline");
        assertThat(Fact.WHO.variable()).isEqualTo("who");
    }
}
