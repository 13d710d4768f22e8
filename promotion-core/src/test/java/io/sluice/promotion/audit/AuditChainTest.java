package io.sluice.promotion.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.audit.AuditChain.Head;
import io.sluice.promotion.audit.ChainVerdict.Broken;
import io.sluice.promotion.audit.ChainVerdict.Intact;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AuditChainTest {
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final String CHAIN = "promotion:p-1";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    @Test
    void beginsWithSixtyFourZeros() {
        AuditEvent first = AuditChain.next(
                Head.before(ACME, CHAIN),
                "promotion.requested",
                NOON,
                "a-1",
                Optional.empty(),
                Optional.empty(),
                Map.of());

        assertThat(first.seq()).isEqualTo(1);
        assertThat(first.previousHash()).isEqualTo("0".repeat(64));
        assertThat(first.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void hashesWhatAnybodyCanRecompute() throws Exception {
        Head head = new Head(ACME, CHAIN, 7, "ab".repeat(32));

        AuditEvent event = AuditChain.next(
                head, "approval.given", NOON, "a-1", Optional.of("e-6"), Optional.of("5e"), Map.of("b", 2, "a", "x"));

        String content = "{\"actor\":\"a-1\",\"at\":\"2026-03-01T12:00:00.123456Z\",\"cause\":\"e-6\","
                + "\"chain\":\"promotion:p-1\",\"dataHash\":\"" + sha256("{\"a\":\"x\",\"b\":2}")
                + "\",\"org\":\"acme\",\"seq\":8,\"subjectHash\":\"5e\",\"type\":\"approval.given\",\"v\":2}";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(2);
        bytes.write(HexFormat.of().parseHex("ab".repeat(32)));
        bytes.write(content.getBytes(StandardCharsets.UTF_8));
        assertThat(event.hash())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray())));
    }

    @Test
    void stillVerifiesOnceTheDataIsRemovedAndOnlyItsHashIsLeft() {
        List<AuditEvent> events = chain(CHAIN, 3);
        AuditEvent removed = with(events.get(1), Map.of())
                .with(new AuditEvent.Beside(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.of(AuditChain.dataHash(events.get(1).data()))));
        events.set(1, removed);

        assertThat(AuditChain.verify(events)).isEqualTo(new Intact(3));

        events.set(1, with(removed, Map.of("n", 7)).with(removed.beside()));
        assertThat(AuditChain.verify(events))
                .isInstanceOfSatisfying(Broken.class, b -> assertThat(b.seq()).isEqualTo(2));
    }

    @Test
    void keepsWordsBesideTheHashAndFindsWhenTheyWereExchanged() {
        AuditEvent written = AuditChain.nextSealed(
                Head.before(ACME, CHAIN),
                "approval.given",
                NOON,
                "a",
                Optional.empty(),
                Optional.empty(),
                Map.of("comment", "bob did well", "stage", "one"),
                "ab".repeat(32));

        assertThat(written.text("comment")).contains("bob did well");
        assertThat(written.data().toString()).doesNotContain("bob");
        assertThat(AuditChain.verify(List.of(written))).isEqualTo(new Intact(1));

        AuditEvent erased = written.with(AuditEvent.Beside.NOTHING);
        assertThat(AuditChain.verify(List.of(erased))).isEqualTo(new Intact(1));

        AuditEvent exchanged = written.with(new AuditEvent.Beside(
                Optional.of(new SealedTexts("ab".repeat(32), Map.of("comment", "bob did badly"))),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty()));
        assertThat(AuditChain.verify(List.of(exchanged)))
                .isEqualTo(new Broken(1, "A text of the event is not what was written."));
    }

    @Test
    void cutsTheTimeToWhatDatabasesKeepBeforeHashing() {
        AuditEvent fine = event(Head.before(ACME, CHAIN), Instant.parse("2026-03-01T12:00:00.123456789Z"));
        AuditEvent coarse = event(Head.before(ACME, CHAIN), NOON);

        assertThat(fine).isEqualTo(coarse);
        assertThat(fine.at()).isEqualTo(NOON);
    }

    @Test
    void refusesWhatADatabaseWouldChange() {
        Head head = Head.before(ACME, CHAIN);

        assertThatThrownBy(() -> AuditChain.next(
                        head, "t", NOON, "a", Optional.empty(), Optional.empty(), Map.of("text", "half \ud800")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> AuditChain.next(head, "t", NOON, "a", Optional.of("\0"), Optional.empty(), Map.of()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> AuditChain.next(head, " ", NOON, "a", Optional.empty(), Optional.empty(), Map.of()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> AuditChain.next(head, "t", NOON, "", Optional.empty(), Optional.empty(), Map.of()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> AuditChain.next(
                        new Head(ACME, CHAIN, 1, "no hash"),
                        "t",
                        NOON,
                        "a",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void keepsDataOutOfReach() {
        Map<String, Object> data = new HashMap<>(Map.of("count", 1));
        AuditEvent event =
                AuditChain.next(Head.before(ACME, CHAIN), "t", NOON, "a", Optional.empty(), Optional.empty(), data);

        data.put("count", 2);

        assertThat(event.data()).isEqualTo(Map.of("count", 1L));
        assertThatThrownBy(() -> event.data().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void findsNothingWrongWithWhatItWrote() {
        List<AuditEvent> events = chain(CHAIN, 5);

        assertThat(AuditChain.verify(events)).isEqualTo(new Intact(5));
        assertThat(AuditChain.verify(events, Head.at(events.get(4)))).isEqualTo(new Intact(5));
        assertThat(AuditChain.verify(List.of())).isEqualTo(new Intact(0));
        assertThat(AuditChain.verify(List.of(), Head.before(ACME, CHAIN))).isEqualTo(new Intact(0));
    }

    @Test
    void findsNothingWrongWithNumbersThatAReaderTypedDifferently() {
        AuditEvent written = AuditChain.next(
                Head.before(ACME, CHAIN),
                "t",
                NOON,
                "a",
                Optional.empty(),
                Optional.empty(),
                Map.of("n", 1L, "d", 2.0));

        AuditEvent read = with(written, Map.of("n", 1, "d", 2L));

        assertThat(AuditChain.verify(List.of(read))).isEqualTo(new Intact(1));
    }

    @TestFactory
    Stream<DynamicTest> findsAnEditOfEveryField() {
        record Edit(String field, UnaryOperator<AuditEvent> edit) {}
        return Stream.of(
                        new Edit(
                                "organization",
                                e -> copy(e, new OrganizationId("other"), e.chain(), e.seq(), e.type())),
                        new Edit("chain", e -> copy(e, e.organization(), "promotion:p-2", e.seq(), e.type())),
                        new Edit("seq", e -> copy(e, e.organization(), e.chain(), 9, e.type())),
                        new Edit("type", e -> copy(e, e.organization(), e.chain(), e.seq(), "approval.rejected")),
                        new Edit("at", e -> with(e, e.at().plusNanos(1000), e.actor(), e.cause(), e.subjectHash())),
                        new Edit("actor", e -> with(e, e.at(), "somebody", e.cause(), e.subjectHash())),
                        new Edit("cause", e -> with(e, e.at(), e.actor(), Optional.of(""), e.subjectHash())),
                        new Edit("subjectHash", e -> with(e, e.at(), e.actor(), e.cause(), Optional.of("null"))),
                        new Edit("data", e -> with(e, Map.of("n", 2, "more", 1))),
                        new Edit("data that cannot be written", e -> with(e, Map.of("n", "\ud800"))),
                        new Edit("previousHash", e -> with(e, "0".repeat(64), e.hash())),
                        new Edit("hash", e -> with(e, e.previousHash(), "0".repeat(64))),
                        new Edit(
                                "hash in capitals",
                                e -> with(e, e.previousHash(), "A" + e.hash().substring(1))))
                .map(edit -> DynamicTest.dynamicTest(edit.field(), () -> {
                    List<AuditEvent> events = chain(CHAIN, 5);
                    events.set(2, edit.edit().apply(events.get(2)));

                    assertThat(AuditChain.verify(events)).isInstanceOfSatisfying(Broken.class, broken -> {
                        assertThat(broken.seq()).isEqualTo(3);
                        assertThat(broken.reason()).endsWith(".");
                    });
                }));
    }

    @Test
    void findsAnEditedEventWhoseHashWasComputedAnew() {
        List<AuditEvent> events = chain(CHAIN, 5);
        AuditEvent forged = AuditChain.next(
                Head.at(events.get(1)), "forged", NOON, "a", Optional.empty(), Optional.empty(), Map.of());
        events.set(2, forged);

        assertThat(AuditChain.verify(events)).isEqualTo(new Broken(4, "The event does not follow the one before it."));
    }

    @Test
    void findsADeletedEvent() {
        List<AuditEvent> events = chain(CHAIN, 5);
        events.remove(2);

        assertThat(AuditChain.verify(events)).isEqualTo(new Broken(3, "Event 3 is missing; event 4 is in its place."));
    }

    @Test
    void findsADeletedFirstEvent() {
        List<AuditEvent> events = chain(CHAIN, 5);
        events.remove(0);

        assertThat(AuditChain.verify(events))
                .isInstanceOfSatisfying(Broken.class, b -> assertThat(b.seq()).isEqualTo(1));
    }

    @Test
    void findsAnInsertedEvent() {
        List<AuditEvent> events = chain(CHAIN, 5);
        events.add(2, event(Head.at(events.get(1)), NOON.plusSeconds(99)));

        assertThat(AuditChain.verify(events))
                .isInstanceOfSatisfying(Broken.class, b -> assertThat(b.seq()).isEqualTo(4));
    }

    @Test
    void findsSwappedEvents() {
        List<AuditEvent> events = chain(CHAIN, 5);
        Collections.swap(events, 1, 3);

        assertThat(AuditChain.verify(events))
                .isInstanceOfSatisfying(Broken.class, b -> assertThat(b.seq()).isEqualTo(2));
    }

    @Test
    void findsADuplicatedEvent() {
        List<AuditEvent> events = chain(CHAIN, 5);
        events.add(3, events.get(2));

        assertThat(AuditChain.verify(events))
                .isInstanceOfSatisfying(Broken.class, b -> assertThat(b.seq()).isEqualTo(4));
    }

    @Test
    void findsTheEventOfAnotherChainInItsPlace() {
        List<AuditEvent> events = chain(CHAIN, 5);
        events.set(2, chain("promotion:p-2", 5).get(2));

        assertThat(AuditChain.verify(events)).isEqualTo(new Broken(3, "The event belongs to another chain."));
    }

    @Test
    void missesACutEndOnlyWithoutTheHead() {
        List<AuditEvent> events = chain(CHAIN, 5);
        Head head = Head.at(events.get(4));
        List<AuditEvent> cut = events.subList(0, 3);

        assertThat(AuditChain.verify(cut)).isEqualTo(new Intact(3));
        assertThat(AuditChain.verify(cut, head))
                .isEqualTo(new Broken(4, "The chain ends after event 3, but event 5 was written."));
        assertThat(AuditChain.verify(List.of(), head))
                .isInstanceOfSatisfying(Broken.class, b -> assertThat(b.seq()).isEqualTo(1));
    }

    @Test
    void findsAnEventBehindTheHead() {
        List<AuditEvent> events = chain(CHAIN, 5);

        assertThat(AuditChain.verify(events, Head.at(events.get(3))))
                .isEqualTo(new Broken(5, "The chain goes on after event 4, its last."));
    }

    @Test
    void findsAWholeChainThatWasComputedAnewByItsHead() {
        Head head = Head.at(chain(CHAIN, 5).get(4));
        List<AuditEvent> forged = new ArrayList<>();
        Head at = Head.before(ACME, CHAIN);
        for (int i = 0; i < 5; i++) {
            forged.add(event(at, NOON));
            at = Head.at(forged.get(i));
        }

        assertThat(AuditChain.verify(forged)).isEqualTo(new Intact(5));
        assertThat(AuditChain.verify(forged, head))
                .isInstanceOfSatisfying(Broken.class, b -> assertThat(b.seq()).isEqualTo(5));
    }

    @Test
    void findsTheChainOfAnotherOrganizationByItsHead() {
        List<AuditEvent> events = chain(CHAIN, 2);
        Head foreign =
                new Head(new OrganizationId("other"), CHAIN, 2, events.get(1).hash());

        assertThat(AuditChain.verify(events, foreign).isIntact()).isFalse();
        assertThat(AuditChain.verify(List.of(), new Head(ACME, CHAIN, 0, "ab".repeat(32)))
                        .isIntact())
                .isFalse();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<AuditEvent> chain(String name, int length) {
        List<AuditEvent> events = new ArrayList<>();
        Head head = Head.before(ACME, name);
        for (int i = 0; i < length; i++) {
            AuditEvent event = event(head, NOON.plusSeconds(i));
            events.add(event);
            head = Head.at(event);
        }
        return events;
    }

    private static AuditEvent event(Head head, Instant at) {
        return AuditChain.next(
                head, "step.done", at, "a-1", Optional.empty(), Optional.empty(), Map.of("n", head.seq()));
    }

    private static AuditEvent copy(AuditEvent e, OrganizationId organization, String chain, long seq, String type) {
        return new AuditEvent(
                organization,
                chain,
                seq,
                type,
                e.at(),
                e.actor(),
                e.cause(),
                e.subjectHash(),
                e.data(),
                e.previousHash(),
                e.hash());
    }

    private static AuditEvent with(
            AuditEvent e, Instant at, String actor, Optional<String> cause, Optional<String> subjectHash) {
        return new AuditEvent(
                e.organization(),
                e.chain(),
                e.seq(),
                e.type(),
                at,
                actor,
                cause,
                subjectHash,
                e.data(),
                e.previousHash(),
                e.hash());
    }

    private static AuditEvent with(AuditEvent e, Map<String, Object> data) {
        return new AuditEvent(
                e.organization(),
                e.chain(),
                e.seq(),
                e.type(),
                e.at(),
                e.actor(),
                e.cause(),
                e.subjectHash(),
                data,
                e.previousHash(),
                e.hash());
    }

    private static AuditEvent with(AuditEvent e, String previousHash, String hash) {
        return new AuditEvent(
                e.organization(),
                e.chain(),
                e.seq(),
                e.type(),
                e.at(),
                e.actor(),
                e.cause(),
                e.subjectHash(),
                e.data(),
                previousHash,
                hash);
    }
}
