package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.Monitor.Figures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The numbers that a host's monitoring asks for. */
abstract class MonitorContract extends SluiceContract {
    @Test
    void nothingIsOpenAtFirst() {
        acme().sluice().anchoring().run(1_000);

        Figures figures = figures();

        assertThat(figures.open()).isZero();
        assertThat(figures.waitingForPeople()).isZero();
        assertThat(figures.messages()).isZero();
        assertThat(figures.messageAge()).isEmpty();
        assertThat(figures.unnumberedAge()).isEmpty();
        assertThat(figures.unsignedAge()).as("nobody signs").isEmpty();
        assertThat(figures.schema()).isEqualTo(figures.knownSchema()).isPositive();
    }

    @Test
    void countsWhatWaitsForPeopleAndWhatIsLate() {
        acme().register("1.0.0");
        acme().asked("1.0.0", DEV, STAGING);

        assertThat(figures().open()).isEqualTo(1);
        assertThat(figures().waitingForPeople()).isEqualTo(1);
        assertThat(figures().overdue()).isZero();

        acme().clock().advance(Duration.ofDays(60));
        assertThat(figures().overdue()).isEqualTo(1);
    }

    @Test
    void tellsHowLongTheOldestMessageHasBeenDue() {
        acme().register("1.0.0");
        acme().asked("1.0.0", DEV, STAGING);
        acme().clock().advance(Duration.ofMinutes(7));

        assertThat(figures().messages()).isPositive();
        assertThat(figures().messageAge()).contains(Duration.ofMinutes(7));
        assertThat(figures().unnumberedAge()).isPresent();

        while (acme().sluice().outbox().dispatch() > 0) {
            assertThat(figures().deadLetters()).isZero();
        }
        assertThat(figures().messages()).isZero();
    }

    @Test
    void takesOneStatement() {
        acme().statements().reset();

        figures();

        assertThat(acme().statements().statements()).hasSize(1);
    }

    private Figures figures() {
        return acme().sluice().monitor().figures();
    }
}
