package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What programs of the host are told, and how often. */
abstract class FeedContract extends SluiceContract {
    private final List<Feed.Entry> told = new ArrayList<>();

    @BeforeEach
    void theProgramIsStarted() {
        told.clear();
        acme().clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void tellsWhatHappensFromNowOnInItsOrder() {
        acme().register("1.0.0");
        acme().clock().advance(Duration.ofMinutes(1));
        assertThat(read("events")).as("what was before").isZero();

        PromotionRequest asked = acme().asked("1.0.0", DEV, STAGING);
        acme().approve(asked.id(), "bob");
        assertThat(read("events")).isPositive();

        assertThat(told)
                .extracting(entry -> entry.event().type())
                .containsSubsequence("promotion.requested", "stage.opened", "approval.given");
        assertThat(told)
                .filteredOn(entry -> entry.event().type().equals("approval.given"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.person()).contains(new PersonId("bob"));
                    assertThat(entry.promotion()).map(PromotionRequest::id).contains(asked.id());
                });
        assertThat(read("events")).isZero();
    }

    @Test
    void tellsEachReaderOnceAndAnotherAsWell() {
        read("events");
        read("metrics");
        acme().register("1.0.0");

        assertThat(read("events")).isEqualTo(1);
        assertThat(read("events")).isZero();
        assertThat(read("metrics")).isEqualTo(1);
    }

    @Test
    void tellsEverythingOfAnOrganizationThatIsYounger() {
        read("events");
        acme().clock().advance(Duration.ofHours(1));
        acme().staff(GLOBEX);
        acme().populate(GLOBEX);

        read("events");
        read("events");

        assertThat(told)
                .filteredOn(entry -> entry.event().organization().equals(GLOBEX))
                .extracting(entry -> entry.event().type())
                .startsWith("organization.created");
    }

    @Test
    void whatIsNotTakenIsToldAgainAfterAPauseAndHoldsBackWhatFollows() {
        read("events");
        acme().register("1.0.0");
        acme().register("1.1.0");
        List<String> seen = new ArrayList<>();

        acme().sluice().anchoring().run(1_000);
        int taken = acme().sluice().feed().read("events", 10, entry -> {
            seen.add(entry.event().id());
            throw new IllegalStateException("away");
        });
        assertThat(taken).isZero();
        assertThat(seen).hasSize(1);
        assertThat(read("events")).isZero();

        acme().clock().advance(Duration.ofSeconds(2));
        assertThat(read("events")).isEqualTo(2);
        assertThat(told.get(0).event().id()).isEqualTo(seen.get(0));
    }

    @Test
    void whatIsNeverTakenIsPassedOver() {
        read("events");
        acme().register("1.0.0");
        acme().sluice().anchoring().run(1_000);

        int attempts = 0;
        int taken = 0;
        while (taken == 0 && attempts < 20) {
            attempts++;
            taken = acme().sluice().feed().read("events", 10, entry -> {
                throw new IllegalStateException("never");
            });
            acme().clock().advance(Duration.ofMinutes(16));
        }

        assertThat(taken).isEqualTo(1);
        assertThat(attempts).isEqualTo(7);
        assertThat(read("events")).isZero();
    }

    @Test
    void oneNodeAtATimeTellsAReader() {
        read("events");
        acme().register("1.0.0");
        acme().sluice().anchoring().run(1_000);
        List<Integer> other = new ArrayList<>();

        acme().sluice().feed().read("events", 10, entry -> other.add(read("events")));

        assertThat(other).containsExactly(0);
    }

    @Test
    void aReaderHasAName() {
        assertRefused(InvalidInputException.class, "id.required", () -> read(""));
        assertRefused(
                InvalidInputException.class,
                "page.limit",
                () -> acme().sluice().feed().read("events", 0, told::add));
    }

    private int read(String reader) {
        acme().sluice().anchoring().run(1_000);
        return acme().sluice().feed().read(reader, 100, told::add);
    }
}
