package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.StoppedRace.DONE;
import static io.sluice.promotion.testing.StoppedRace.Point.BEFORE_COMMIT;
import static io.sluice.promotion.testing.StoppedRace.Point.BEFORE_FLUSH;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.testing.StoppedRace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A legal hold that is set at the moment at which something is to be removed or forgotten, on two connections. */
abstract class HoldRaceContract extends SluiceContract {
    private StoppedRace race;
    private PromotionId promotion;

    @Override
    DataSource pool() {
        if (race == null) {
            race = new StoppedRace(database());
        }
        return race.watching(database().dataSource());
    }

    @AfterAll
    void stopThreads() {
        race.close();
    }

    @BeforeEach
    void somethingIsPastItsRetention() {
        directory().member(ACME, "petra", "privacy-officer");
        promotion = acme().inStaging("1.0.0").id();
        sluice().anchoring().run(1_000);
        clock().advance(Duration.ofDays(4_000));
        String earlier = hold(new Retention.Scope.Everything()).id();
        sluice().retention().lift(acme().human("petra"), ACME, earlier, "over", key());
    }

    static Stream<Retention.Scope> scopes() {
        return Stream.of(new Retention.Scope.Everything(), new Retention.Scope.OfWorkspace(STAGING));
    }

    private Retention.Hold hold(Retention.Scope scope) {
        return sluice().retention().hold(acme().human("petra"), ACME, scope, "case 7", key());
    }

    private String reason() {
        return acme().get(promotion).reason();
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void aRemovalWaitsForAHoldThatIsBeingSetAndThenRemovesNothing(Retention.Scope scope) throws Exception {
        List<Integer> removed = new ArrayList<>();

        List<String> outcomes = race.run(
                BEFORE_COMMIT,
                1,
                () -> hold(scope),
                () -> removed.add(sluice().retention().run(10)));

        assertThat(outcomes).containsExactly(DONE, DONE);
        assertThat(removed).containsExactly(0);
        assertThat(reason()).isEqualTo("because");
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void aHoldIsAcknowledgedOnlyAfterARemovalThatHasBegun(Retention.Scope scope) throws Exception {
        List<String> seen = new ArrayList<>();

        List<String> outcomes =
                race.run(BEFORE_FLUSH, 1, () -> sluice().retention().run(10), () -> {
                    hold(scope);
                    return seen.add(reason());
                });

        assertThat(outcomes).containsExactly(DONE, DONE);
        assertThat(seen).containsExactly("");
        assertThat(sluice().retention().run(10)).isZero();
    }

    @Test
    void anErasureWaitsForAHoldThatIsBeingSetAndIsRefused() throws Exception {
        sluice().retention().run(10);
        directory().deactivate(ACME, "bob");

        List<String> outcomes = race.run(
                BEFORE_COMMIT,
                1,
                () -> hold(new Retention.Scope.Everything()),
                () -> sluice().audit()
                        .erasePerson(acme().human("petra"), ACME, new PersonId("bob"), "asked to", key()));

        assertThat(outcomes).containsExactly(DONE, "erasure.held");
    }
}
