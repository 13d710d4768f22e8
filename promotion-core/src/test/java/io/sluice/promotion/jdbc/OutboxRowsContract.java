package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static io.sluice.promotion.jdbc.Samples.APPROVER;
import static io.sluice.promotion.jdbc.Samples.GLOBEX;
import static io.sluice.promotion.jdbc.Samples.LEGAL;
import static io.sluice.promotion.jdbc.Samples.MIA;
import static io.sluice.promotion.jdbc.Samples.NOA;
import static io.sluice.promotion.jdbc.Samples.NOON;
import static io.sluice.promotion.jdbc.Samples.PROD;
import static io.sluice.promotion.jdbc.Samples.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.OutboxMessage.About;
import io.sluice.promotion.jdbc.OutboxMessage.Audience;
import io.sluice.promotion.jdbc.OutboxMessage.Outcome;
import io.sluice.promotion.jdbc.OutboxMessage.Receiver;
import io.sluice.promotion.jdbc.OutboxMessage.State;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class OutboxRowsContract extends StorageContract {
    private static final Instant LATER = NOON.plusSeconds(60);

    OutboxRowsContract(Supplier<TestDatabase> opening) {
        super(opening);
    }

    @BeforeEach
    void settle() {
        Samples.world(storage, ACME);
        Samples.promotions(storage, ACME, 1);
    }

    @Test
    void messageComesBackAsItWas() {
        Facts everything = Facts.none();
        for (Fact fact : Fact.values()) {
            everything = everything.and(fact, sample(fact));
        }
        OutboxMessage expanded = message("M1", State.DEAD, everything);
        storage.outbox().insert(expanded);

        assertThat(storage.outbox().dead(ACME, 10)).containsExactly(expanded);
        assertThatThrownBy(() -> storage.outbox().insert(expanded)).isInstanceOf(ConflictException.class);
    }

    @Test
    void leaseTakesWhatIsDueInOrderAndNothingElse() {
        ready("late", 2);
        ready("early", 1);
        ready("notYet", 3);
        storage.outbox().insert(message("sent", State.SENT, facts()));

        List<OutboxMessage> leased = lease("a", NOON.plusSeconds(2), 10);

        assertThat(leased).extracting(OutboxMessage::id).containsExactly("early", "late");
        assertThat(leased).extracting(OutboxMessage::attempts).containsOnly(1);
        assertThat(leased).extracting(OutboxMessage::nextAt).containsOnly(LATER);
        assertThat(lease("b", NOON.plusSeconds(2), 10)).isEmpty();
    }

    @Test
    void leaseTakesNoMoreThanTheLimit() {
        ready("M1", 1);
        ready("M2", 2);
        ready("M3", 3);

        assertThat(lease("a", LATER, 2)).extracting(OutboxMessage::id).containsExactly("M1", "M2");
    }

    @Test
    void leasedMessageFallsDueAgainWhenItsOwnerDies() {
        ready("M1", 0);
        lease("a", NOON, 10);

        List<OutboxMessage> again = lease("b", LATER, 10);

        assertThat(again).extracting(OutboxMessage::attempts).containsExactly(2);
        assertThat(ended(ACME, "a", State.SENT, Optional.empty())).isFalse();
        assertThat(again("a", LATER, "late")).isFalse();
        assertThat(ended(ACME, "b", State.SENT, Optional.empty())).isTrue();
    }

    /** The first owner has not committed when the second one asks, so nothing but SKIP LOCKED keeps them apart. */
    @Test
    void twoOwnersAtOnceNeverLeaseTheSameMessage() {
        for (int i = 0; i < 10; i++) {
            ready("M" + i, 0);
        }

        List<String> all = transactions.required(() -> {
            List<OutboxMessage> first = storage.outbox().lease("a", NOON, LATER, 4);
            List<OutboxMessage> second =
                    transactions.requiresNew(() -> storage.outbox().lease("b", NOON, LATER, 4));
            List<String> ids =
                    new ArrayList<>(first.stream().map(OutboxMessage::id).toList());
            ids.addAll(second.stream().map(OutboxMessage::id).toList());
            return ids;
        });

        assertThat(all).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
    }

    @Test
    void manyOwnersShareTheMessagesAmongThem() {
        for (int i = 0; i < 40; i++) {
            ready("M" + i, 0);
        }

        List<List<String>> leased = Race.of(4, () -> {
            String owner = Thread.currentThread().getName();
            List<String> mine = new ArrayList<>();
            while (!storage.outbox().oldestReady().orElse(LATER).equals(LATER)) {
                lease(owner, NOON, 3).forEach(message -> mine.add(message.id()));
            }
            return mine;
        });

        assertThat(leased.stream().flatMap(List::stream)).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void leaseOutsideOfAUnitOfWorkIsRefused() {
        assertThatThrownBy(() -> storage.outbox().lease("a", NOON, LATER, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void finishedMessageIsNeitherLeasedNorFinishedAgain() {
        ready("M1", 0);
        lease("a", NOON, 10);

        assertThat(ended(ACME, "a", State.SENT, Optional.empty())).isTrue();

        assertThat(ended(ACME, "a", State.DEAD, Optional.of("x"))).isFalse();
        assertThat(lease("b", LATER, 10)).isEmpty();
        assertThat(storage.outbox().oldestReady()).isEmpty();
    }

    @Test
    void retriedMessageFallsDueAtItsTime() {
        ready("M1", 0);
        lease("a", NOON, 10);

        assertThat(again("a", NOON.plusSeconds(5), "450 " + TEXT)).isTrue();

        assertThat(lease("b", NOON.plusSeconds(4), 10)).isEmpty();
        assertThat(lease("b", NOON.plusSeconds(5), 10))
                .extracting(OutboxMessage::lastError)
                .containsExactly(Optional.of("450 " + TEXT));
    }

    @Test
    void errorThatNoDatabaseCouldStoreIsStoredAsFarAsItCan() {
        ready("M1", 0);
        lease("a", NOON, 10);

        ended(ACME, "a", State.DEAD, Optional.of("a\0b\uD800c" + "🚀".repeat(2000)));

        assertThat(storage.outbox().dead(ACME, 1).get(0).lastError()).contains("a\uFFFDb\uFFFDc" + "🚀".repeat(995));
    }

    @Test
    void deadMessageCanBeRevivedOnce() {
        ready("M1", 0);
        lease("a", NOON, 10);
        ended(ACME, "a", State.DEAD, Optional.of("550 unknown"));

        assertThat(storage.outbox().revive(ACME, "M1", LATER)).isTrue();

        assertThat(storage.outbox().revive(ACME, "M1", LATER)).isFalse();
        assertThat(storage.outbox().dead(ACME, 10)).isEmpty();
        assertThat(storage.outbox().oldestReady()).contains(LATER);
        assertThat(lease("b", LATER, 10)).extracting(OutboxMessage::attempts).containsExactly(1);
    }

    @Test
    void messagesCanBeAddedAndLeasedAtOnce() {
        List<OutboxMessage> leased = transactions.required(() -> {
            storage.outbox().insertAll(List.of(message("M2", State.READY, facts())));
            return storage.outbox().insertLeased("a", LATER, List.of(message("M1", State.READY, facts())));
        });

        int before = message("M1", State.READY, facts()).attempts();
        assertThat(leased).extracting(OutboxMessage::attempts).containsExactly(before + 1);
        assertThat(leased).extracting(OutboxMessage::nextAt).containsExactly(LATER);
        assertThat(lease("b", LATER.minusMillis(1), 10))
                .extracting(OutboxMessage::id)
                .containsExactly("M2");
        assertThat(ended(ACME, "a", State.SENT, Optional.empty())).isTrue();
    }

    @Test
    void severalOutcomesAreWrittenTogetherAndThoseOfALostLeaseAreNot() {
        ready("M1", 0);
        ready("M2", 0);
        ready("M3", 0);
        List<OutboxMessage> leased = lease("a", NOON, 10);
        lease("b", LATER, 1);

        List<Outcome> written = storage.outbox()
                .settle(
                        "a",
                        List.of(
                                leased.get(0).ended(State.SENT, Optional.empty()),
                                leased.get(1).again(LATER, "450"),
                                leased.get(2).ended(State.DEAD, Optional.of("550"))));

        assertThat(written).extracting(outcome -> outcome.message().id()).containsExactly("M2", "M3");
        assertThat(database.texts("SELECT id || ' ' || state FROM sluice_outbox ORDER BY id"))
                .containsExactly("M1 READY", "M2 READY", "M3 DEAD");
    }

    @Test
    void messagesOfEveryOrganizationAreLeasedTogetherAndStayApart() {
        Samples.world(storage, GLOBEX);
        Samples.promotions(storage, GLOBEX, 1);
        ready("M1", 0);
        OutboxMessage other = message(GLOBEX, "M1", State.READY, facts());
        storage.outbox().insert(other);

        assertThat(lease("a", NOON, 10))
                .extracting(OutboxMessage::organization)
                .containsExactlyInAnyOrder(ACME, GLOBEX);
        ended(GLOBEX, "a", State.DEAD, Optional.empty());

        assertThat(storage.outbox().dead(ACME, 10)).isEmpty();
        assertThat(storage.outbox().dead(GLOBEX, 10)).hasSize(1);
    }

    private boolean ended(OrganizationId organization, String owner, State as, Optional<String> error) {
        Outcome outcome = message(organization, "M1", State.READY, facts()).ended(as, error);
        return storage.outbox().settle(owner, List.of(outcome)).equals(List.of(outcome));
    }

    private boolean again(String owner, Instant at, String error) {
        Outcome outcome = message("M1", State.READY, facts()).again(at, error);
        return storage.outbox().settle(owner, List.of(outcome)).equals(List.of(outcome));
    }

    private List<OutboxMessage> lease(String owner, Instant now, int limit) {
        return transactions.required(() -> storage.outbox().lease(owner, now, LATER, limit));
    }

    private void ready(String id, int second) {
        OutboxMessage message = message(id, State.READY, facts());
        storage.outbox()
                .insert(OutboxMessage.ready(
                        ACME,
                        id,
                        message.about(),
                        message.kind(),
                        message.audience(),
                        message.facts(),
                        NOON.plusSeconds(second)));
    }

    @Test
    void aboutComesBackWhateverItIs() {
        List<About> abouts = List.of(
                About.promotion(new PromotionId("P001")),
                About.workspace(PROD),
                About.version(Samples.AGENT, new VersionLabel("1.0.0")),
                About.organization());
        for (About about : abouts) {
            OutboxMessage message = OutboxMessage.ready(
                    ACME,
                    "M" + about.type(),
                    about,
                    NotificationKind.NOTE,
                    Audience.roles(Set.of(LEGAL)),
                    facts(),
                    NOON);
            storage.outbox().insert(message);
        }

        assertThat(lease("a", NOON, 10)).extracting(OutboxMessage::about).containsExactlyInAnyOrderElementsOf(abouts);
    }

    private static OutboxMessage message(String id, State state, Facts facts) {
        return message(ACME, id, state, facts);
    }

    private static OutboxMessage message(OrganizationId organization, String id, State state, Facts facts) {
        return new OutboxMessage(
                organization,
                id,
                About.promotion(new PromotionId("P001")),
                NotificationKind.ESCALATION,
                Audience.roles(Set.of(APPROVER, LEGAL), PROD).and(Set.of(MIA, NOA)),
                facts,
                Optional.of(new Receiver("mail", Optional.of(NOA), Optional.empty())),
                state,
                3,
                NOON,
                Optional.of("450 try again " + TEXT),
                NOON.minusSeconds(1));
    }

    private static Facts facts() {
        return Facts.of(Fact.DEADLINE, NOON);
    }

    private static Object sample(Fact fact) {
        return switch (fact.type()) {
            case PERSON -> MIA;
            case COUNT -> 7;
            case MOMENT -> NOON;
            case CODE -> State.SENT;
            case NAME, TEXT -> TEXT;
        };
    }
}
