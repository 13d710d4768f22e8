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

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.OutboxRows.Audience;
import io.sluice.promotion.jdbc.OutboxRows.Message;
import io.sluice.promotion.jdbc.OutboxRows.State;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.spi.Notification;
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
        Message expanded = message(
                "M1",
                State.DEAD,
                new Notification.Subject(
                        TEXT,
                        TEXT,
                        "1.0.0",
                        Optional.of("0.9.0"),
                        TEXT,
                        TEXT,
                        true,
                        TEXT,
                        TEXT,
                        Optional.of(NOON),
                        TEXT,
                        TEXT));
        storage.outbox().insert(expanded);

        assertThat(storage.outbox().dead(ACME, 10)).containsExactly(expanded);
        assertThatThrownBy(() -> storage.outbox().insert(expanded)).isInstanceOf(ConflictException.class);
    }

    @Test
    void leaseTakesWhatIsDueInOrderAndNothingElse() {
        ready("late", 2);
        ready("early", 1);
        ready("notYet", 3);
        storage.outbox().insert(message("sent", State.SENT, subject()));

        List<Message> leased = lease("a", NOON.plusSeconds(2), 10);

        assertThat(leased).extracting(Message::id).containsExactly("early", "late");
        assertThat(leased).extracting(Message::attempts).containsOnly(1);
        assertThat(leased).extracting(Message::nextAt).containsOnly(LATER);
        assertThat(lease("b", NOON.plusSeconds(2), 10)).isEmpty();
    }

    @Test
    void leaseTakesNoMoreThanTheLimit() {
        ready("M1", 1);
        ready("M2", 2);
        ready("M3", 3);

        assertThat(lease("a", LATER, 2)).extracting(Message::id).containsExactly("M1", "M2");
    }

    @Test
    void leasedMessageFallsDueAgainWhenItsOwnerDies() {
        ready("M1", 0);
        lease("a", NOON, 10);

        List<Message> again = lease("b", LATER, 10);

        assertThat(again).extracting(Message::attempts).containsExactly(2);
        assertThat(storage.outbox().finish(ACME, "M1", "a", State.SENT, Optional.empty()))
                .isFalse();
        assertThat(storage.outbox().retryAt(ACME, "M1", "a", LATER, "late")).isFalse();
        assertThat(storage.outbox().finish(ACME, "M1", "b", State.SENT, Optional.empty()))
                .isTrue();
    }

    /** The first owner has not committed when the second one asks, so nothing but SKIP LOCKED keeps them apart. */
    @Test
    void twoOwnersAtOnceNeverLeaseTheSameMessage() {
        for (int i = 0; i < 10; i++) {
            ready("M" + i, 0);
        }

        List<String> all = transactions.required(() -> {
            List<Message> first = storage.outbox().lease("a", NOON, LATER, 4);
            List<Message> second =
                    transactions.requiresNew(() -> storage.outbox().lease("b", NOON, LATER, 4));
            List<String> ids = new ArrayList<>(first.stream().map(Message::id).toList());
            ids.addAll(second.stream().map(Message::id).toList());
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

        assertThat(storage.outbox().finish(ACME, "M1", "a", State.SENT, Optional.empty()))
                .isTrue();

        assertThat(storage.outbox().finish(ACME, "M1", "a", State.DEAD, Optional.of("x")))
                .isFalse();
        assertThat(lease("b", LATER, 10)).isEmpty();
        assertThat(storage.outbox().oldestReady()).isEmpty();
    }

    @Test
    void retriedMessageFallsDueAtItsTime() {
        ready("M1", 0);
        lease("a", NOON, 10);

        assertThat(storage.outbox().retryAt(ACME, "M1", "a", NOON.plusSeconds(5), "450 " + TEXT))
                .isTrue();

        assertThat(lease("b", NOON.plusSeconds(4), 10)).isEmpty();
        assertThat(lease("b", NOON.plusSeconds(5), 10))
                .extracting(Message::lastError)
                .containsExactly(Optional.of("450 " + TEXT));
    }

    @Test
    void errorThatNoDatabaseCouldStoreIsStoredAsFarAsItCan() {
        ready("M1", 0);
        lease("a", NOON, 10);

        storage.outbox().finish(ACME, "M1", "a", State.DEAD, Optional.of("a\0b\uD800c" + "🚀".repeat(2000)));

        assertThat(storage.outbox().dead(ACME, 1).get(0).lastError()).contains("a\uFFFDb\uFFFDc" + "🚀".repeat(995));
    }

    @Test
    void deadMessageCanBeRevivedOnce() {
        ready("M1", 0);
        lease("a", NOON, 10);
        storage.outbox().finish(ACME, "M1", "a", State.DEAD, Optional.of("550 unknown"));

        assertThat(storage.outbox().revive(ACME, "M1", LATER)).isTrue();

        assertThat(storage.outbox().revive(ACME, "M1", LATER)).isFalse();
        assertThat(storage.outbox().dead(ACME, 10)).isEmpty();
        assertThat(storage.outbox().oldestReady()).contains(LATER);
        assertThat(lease("b", LATER, 10)).extracting(Message::attempts).containsExactly(1);
    }

    @Test
    void expansionCanBeRepeatedInTheSameUnitOfWork() {
        commit(() -> {
            assertThat(storage.outbox().insertIfAbsent(message("M1-mia", State.READY, subject())))
                    .isTrue();
            assertThat(storage.outbox().insertIfAbsent(message("M1-mia", State.READY, subject())))
                    .isFalse();
            assertThat(storage.outbox().insertIfAbsent(message("M1-noa", State.READY, subject())))
                    .isTrue();
        });

        assertThat(database.texts("SELECT id FROM sluice_outbox ORDER BY id")).containsExactly("M1-mia", "M1-noa");
    }

    @Test
    void expansionOfTwoAtOnceWritesEachMessageOnce() {
        List<Boolean> added = Race.of(
                4,
                () -> transactions.required(
                        () -> storage.outbox().insertIfAbsent(message("M1-mia", State.READY, subject()))));

        assertThat(added).containsExactlyInAnyOrder(true, false, false, false);
    }

    @Test
    void messagesOfEveryOrganizationAreLeasedTogetherAndStayApart() {
        Samples.world(storage, GLOBEX);
        Samples.promotions(storage, GLOBEX, 1);
        ready("M1", 0);
        Message other = message(GLOBEX, "M1", State.READY, subject());
        storage.outbox().insert(other);

        assertThat(lease("a", NOON, 10)).extracting(Message::organization).containsExactlyInAnyOrder(ACME, GLOBEX);
        storage.outbox().finish(GLOBEX, "M1", "a", State.DEAD, Optional.empty());

        assertThat(storage.outbox().dead(ACME, 10)).isEmpty();
        assertThat(storage.outbox().dead(GLOBEX, 10)).hasSize(1);
    }

    private List<Message> lease(String owner, Instant now, int limit) {
        return transactions.required(() -> storage.outbox().lease(owner, now, LATER, limit));
    }

    private void ready(String id, int second) {
        Message message = message(id, State.READY, subject());
        storage.outbox()
                .insert(new Message(
                        ACME,
                        id,
                        message.promotion(),
                        message.kind(),
                        message.audience(),
                        message.subject(),
                        Optional.empty(),
                        Optional.empty(),
                        State.READY,
                        0,
                        NOON.plusSeconds(second),
                        Optional.empty(),
                        NOON));
    }

    private static Message message(String id, State state, Notification.Subject subject) {
        return message(ACME, id, state, subject);
    }

    private static Message message(OrganizationId organization, String id, State state, Notification.Subject subject) {
        return new Message(
                organization,
                id,
                new PromotionId("P001"),
                Notification.Kind.ESCALATION,
                new Audience(Set.of(MIA, NOA), Set.of(APPROVER, LEGAL), PROD),
                subject,
                Optional.of(NOA),
                Optional.of("mail"),
                state,
                3,
                NOON,
                Optional.of("450 try again " + TEXT),
                NOON.minusSeconds(1));
    }

    private static Notification.Subject subject() {
        return new Notification.Subject(
                "Acme", "AGENT/a", "1", Optional.empty(), "Dev", "Prod", false, "Mia", "", Optional.empty(), "", "");
    }
}
