package io.sluice.promotion.audit.export;

import static io.sluice.promotion.audit.export.ExportedTrail.ACME;
import static io.sluice.promotion.audit.export.ExportedTrail.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.AuditKey;
import io.sluice.promotion.audit.SealedTexts;
import io.sluice.promotion.audit.export.Verification.Incomplete;
import io.sluice.promotion.audit.export.Verification.Sound;
import io.sluice.promotion.audit.export.Verification.Tampered;
import io.sluice.promotion.audit.tree.Checkpoint;
import io.sluice.promotion.audit.tree.CompactRange;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AuditVerifierTest {
    private static final String SECOND_OF_TWO = "promotion:p-2:3";

    private final ExportedTrail trail = ExportedTrail.ofThree();

    @Test
    void findsNothingWrongWithWhatWasWritten() throws IOException {
        Verification verification = verify(trail.lines());

        assertThat(verification)
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> assertThat(sound.notes())
                                .contains(
                                        "21 events in 3 chains of organization acme, complete, exported at 2057-11-07T13:46:40Z.",
                                        "3 checkpoints agree with the events, the last one at 21 events.",
                                        "Every checkpoint is signed by the key that was given."));
    }

    @Test
    void saysHowManyEventsAreNewerThanTheLastCheckpoint() throws IOException {
        trail.promotion("p-4");

        assertThat(verify(trail.lines()))
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> assertThat(sound.notes()).contains("7 events are newer than the last checkpoint."));
    }

    @Test
    void cannotSayWithoutAnyCheckpoint() throws IOException {
        Verification verification = new AuditVerifier(new Checkpoints(), List.of(), List.of())
                .verify(new ByteArrayInputStream(trail.export()));

        assertThat(verification)
                .isInstanceOfSatisfying(
                        Incomplete.class,
                        incomplete -> assertThat(incomplete.reason()).contains("no checkpoint of this organization"));
    }

    @Test
    void cannotSayOfAnExportThatBreaksOff() throws IOException {
        String export = new String(trail.export(), StandardCharsets.UTF_8);
        String broken = export.substring(0, export.lastIndexOf("{\"bodyHash\""));

        assertThat(trail.verifier().verify(new ByteArrayInputStream(broken.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new Incomplete("The export has no manifest: it breaks off."));
    }

    @Test
    void cannotSayOfAnExportThatIsOlderThanTheNewestCheckpoint() throws IOException {
        List<ExportLine> before = trail.lines();
        byte[] export = trail.export(before);
        trail.promotion("p-4");
        trail.notes.add(trail.note(new Checkpoint(
                "audit.example.com/acme", 28, TreeHash.OF_NOTHING, ExportedTrail.NOON.plusSeconds(2_000_000_000))));

        assertThat(trail.verifier().verify(new ByteArrayInputStream(export)))
                .isInstanceOfSatisfying(
                        Incomplete.class,
                        incomplete -> assertThat(incomplete.reason()).contains("Export again"));
    }

    @TestFactory
    Stream<DynamicTest> namesTheFirstBadEventOfEachManipulation() {
        record Manipulation(String name, String event, Consumer<List<ExportLine>> act) {}
        return Stream.of(
                        new Manipulation(
                                "an event is changed",
                                SECOND_OF_TWO,
                                lines -> replace(
                                        lines, SECOND_OF_TWO, event -> with(event, "approval.refused", event.actor()))),
                        new Manipulation(
                                "its actor is changed",
                                SECOND_OF_TWO,
                                lines -> replace(
                                        lines,
                                        SECOND_OF_TWO,
                                        event -> with(event, event.type(), trail.actor("carol")))),
                        new Manipulation(
                                "an event is deleted",
                                "promotion:p-2:4",
                                lines -> lines.removeIf(line -> is(line, SECOND_OF_TWO))),
                        new Manipulation(
                                "an event is inserted",
                                "promotion:p-2:4",
                                lines -> lines.add(index(lines, SECOND_OF_TWO) + 1, forged(at(lines, SECOND_OF_TWO)))),
                        new Manipulation(
                                "two events are swapped",
                                "promotion:p-2:4",
                                lines -> Collections.swap(
                                        lines, index(lines, SECOND_OF_TWO), index(lines, "promotion:p-2:4"))),
                        new Manipulation(
                                "an event is duplicated",
                                SECOND_OF_TWO,
                                lines ->
                                        lines.add(index(lines, SECOND_OF_TWO), lines.get(index(lines, SECOND_OF_TWO)))),
                        new Manipulation(
                                "the newest events are cut off",
                                "promotion:p-3:6",
                                lines -> lines.removeIf(
                                        line -> is(line, "promotion:p-3:6") || is(line, "promotion:p-3:7"))),
                        new Manipulation(
                                "the head is changed",
                                "promotion:p-2:7",
                                lines -> lines.replaceAll(line -> line instanceof ExportLine.Head head
                                                && head.chain().equals("promotion:p-2")
                                        ? new ExportLine.Head(head.chain(), 7, "ab".repeat(32), head.after())
                                        : line)),
                        new Manipulation(
                                "the head is put back",
                                "promotion:p-2:6",
                                lines -> lines.replaceAll(line -> line instanceof ExportLine.Head head
                                                && head.chain().equals("promotion:p-2")
                                        ? new ExportLine.Head(
                                                head.chain(),
                                                5,
                                                at(lines, "promotion:p-2:5").hash(),
                                                head.after())
                                        : line)),
                        new Manipulation("another organization's event is replayed", SECOND_OF_TWO, lines -> {
                            ExportedTrail other = new ExportedTrail(new OrganizationId("globex"));
                            other.promotion("p-2");
                            lines.set(
                                    index(lines, SECOND_OF_TWO),
                                    new ExportLine.Event(other.events.get(2), Optional.empty()));
                        }),
                        new Manipulation(
                                "a code is made with another key",
                                SECOND_OF_TWO,
                                lines -> replace(
                                        lines,
                                        SECOND_OF_TWO,
                                        event -> beside(
                                                event,
                                                event.beside().texts(),
                                                new AuditKey(
                                                                "k1",
                                                                "another key of 32 bytes or more.."
                                                                        .getBytes(StandardCharsets.UTF_8))
                                                        .mac(event.hash())))),
                        new Manipulation(
                                "a code is removed",
                                SECOND_OF_TWO,
                                lines -> replace(
                                        lines,
                                        SECOND_OF_TWO,
                                        event -> event.with(new AuditEvent.Beside(
                                                event.beside().texts(),
                                                Optional.empty(),
                                                event.beside().leaf(),
                                                Optional.empty())))),
                        new Manipulation(
                                "a comment is exchanged",
                                SECOND_OF_TWO,
                                lines -> replace(
                                        lines,
                                        SECOND_OF_TWO,
                                        event -> beside(
                                                event,
                                                Optional.of(
                                                        new SealedTexts("5a".repeat(32), Map.of("comment", "never"))),
                                                event.beside().mac().orElseThrow()))),
                        new Manipulation(
                                "a comment is removed",
                                SECOND_OF_TWO,
                                lines -> replace(
                                        lines,
                                        SECOND_OF_TWO,
                                        event -> beside(
                                                event,
                                                Optional.empty(),
                                                event.beside().mac().orElseThrow()))),
                        new Manipulation(
                                "a person is exchanged",
                                "promotion:p-1:3",
                                lines -> lines.replaceAll(line -> line instanceof ExportLine.Person person
                                                && person.person().equals(Optional.of("bob"))
                                        ? new ExportLine.Person(
                                                person.ref(), person.salt(), Optional.of("carol"), Optional.empty())
                                        : line)),
                        new Manipulation(
                                "a person is removed",
                                "promotion:p-1:3",
                                lines -> lines.removeIf(line -> line instanceof ExportLine.Person person
                                        && person.person().equals(Optional.of("bob")))),
                        new Manipulation(
                                "a body is removed",
                                "promotion:p-2:2",
                                lines -> replace(
                                        lines,
                                        "promotion:p-2:2",
                                        event -> removed(event)
                                                .with(new AuditEvent.Beside(
                                                        Optional.empty(),
                                                        event.beside().mac(),
                                                        event.beside().leaf(),
                                                        Optional.of(AuditChain.dataHash(event.data())))))))
                .map(manipulation -> DynamicTest.dynamicTest(manipulation.name(), () -> {
                    List<ExportLine> lines = trail.lines();
                    manipulation.act().accept(lines);

                    assertThat(verify(lines)).isInstanceOfSatisfying(Tampered.class, tampered -> {
                        assertThat(tampered.event()).contains(manipulation.event());
                        assertThat(tampered.reason()).endsWith(".");
                    });
                }));
    }

    @Test
    void findsAWholeDatabaseThatWasComputedAnew() throws IOException {
        ExportedTrail forged = new ExportedTrail(ACME);
        forged.promotion("p-1");
        forged.promotion("p-2");
        forged.add("promotion:p-2", "note.sent", "SYSTEM:note", Map.of());
        forged.promotion("p-3");

        Verification verification = new AuditVerifier(trail.checkpoints(), List.of(trail.noteKey), List.of(KEY))
                .verify(new ByteArrayInputStream(forged.export()));

        assertThat(verification).isInstanceOfSatisfying(Tampered.class, tampered -> {
            assertThat(tampered.event()).contains("promotion:p-2:8");
            assertThat(tampered.reason()).contains("are not those of the checkpoint");
        });
    }

    @Test
    void findsADatabaseThatWasPutBack() throws IOException {
        ExportedTrail restored = new ExportedTrail(ACME);
        restored.promotion("p-1");
        restored.promotion("p-2");

        Verification verification = new AuditVerifier(trail.checkpoints(), List.of(trail.noteKey), List.of(KEY))
                .verify(new ByteArrayInputStream(restored.export()));

        assertThat(verification)
                .isInstanceOfSatisfying(
                        Tampered.class,
                        tampered -> assertThat(tampered.reason())
                                .contains("Events were cut off from number 14 on", "counts 21"));
    }

    @Test
    void findsCheckpointsThatContradictEachOther() throws IOException {
        trail.notes.add(
                trail.note(new Checkpoint("audit.example.com/acme", 21, TreeHash.OF_NOTHING, ExportedTrail.NOON)));

        assertThat(verify(trail.lines()))
                .isEqualTo(new Tampered(Optional.empty(), "Two checkpoints of 21 events contradict each other."));
    }

    @Test
    void findsALogThatShrank() throws IOException {
        trail.notes.add(trail.notes.get(0));

        assertThat(verify(trail.lines()))
                .isInstanceOfSatisfying(
                        Tampered.class,
                        tampered ->
                                assertThat(tampered.reason()).contains("The log shrank", "7 events follows one of 21"));
    }

    @Test
    void findsACheckpointThatWasCut() throws IOException {
        trail.notes.set(2, trail.notes.get(2).substring(0, 60));

        assertThat(verify(trail.lines()))
                .isEqualTo(new Tampered(Optional.empty(), "The checkpoints in acme.checkpoints cannot be read."));
    }

    @Test
    void findsACheckpointThatAnotherKeySigned() throws IOException {
        ExportedTrail other = ExportedTrail.ofThree();

        Verification verification = new AuditVerifier(trail.checkpoints(), List.of(other.noteKey), List.of())
                .verify(new ByteArrayInputStream(trail.export()));

        assertThat(verification)
                .isInstanceOfSatisfying(
                        Tampered.class,
                        tampered -> assertThat(tampered.reason()).contains("is not signed by the key that was given"));
    }

    @Test
    void findsAManifestThatDoesNotFit() throws IOException {
        String export = new String(trail.export(), StandardCharsets.UTF_8);
        String forged = export.replaceFirst("\"treeSize\":21", "\"treeSize\":22");
        String other = export.replaceFirst("\"bodyHash\":\"..", "\"bodyHash\":\"zz");

        for (String edited : List.of(forged, other)) {
            assertThat(trail.verifier().verify(new ByteArrayInputStream(edited.getBytes(StandardCharsets.UTF_8))))
                    .isInstanceOf(Tampered.class);
        }
    }

    @Test
    void acceptsWhatWasErasedOrRemovedOnRecord() throws IOException {
        trail.add(
                "security:acme",
                "person.erased",
                trail.actor("pia"),
                Map.of("ref", trail.ref("bob").value()));
        trail.add("promotion:p-1", "retention.removed", "SYSTEM:retention", Map.of("through", 7));
        List<ExportLine> lines = trail.lines();
        lines.replaceAll(line ->
                line instanceof ExportLine.Person person && person.person().equals(Optional.of("bob"))
                        ? new ExportLine.Person(
                                person.ref(), Optional.empty(), Optional.empty(), Optional.of(ExportedTrail.NOON))
                        : line);
        replace(
                lines,
                SECOND_OF_TWO,
                event -> beside(event, Optional.empty(), event.beside().mac().orElseThrow()));
        for (int seq = 1; seq <= 7; seq++) {
            replace(
                    lines,
                    "promotion:p-1:" + seq,
                    event -> removed(event)
                            .with(new AuditEvent.Beside(
                                    Optional.empty(),
                                    event.beside().mac(),
                                    event.beside().leaf(),
                                    Optional.of(AuditChain.dataHash(event.data())))));
        }

        assertThat(verify(lines))
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> assertThat(sound.notes())
                                .anyMatch(note -> note.contains("erased at") && note.contains(trail.actor("pia")))
                                .contains(
                                        "7 events are past their retention period; their content was removed, on record."));
    }

    @TestFactory
    Stream<DynamicTest> findsAStoryThatSluiceDoesNotAllow() {
        record Story(String name, String event, Consumer<ExportedTrail> tell) {}
        String chain = "promotion:x";
        return Stream.of(
                        new Story("deployed without a gate", "promotion:x:2", told -> {
                            told.add(chain, "promotion.requested", told.actor("rita"), Map.of());
                            told.add(chain, "attempt.started", "SYSTEM:x", Map.of("fence", 1));
                        }),
                        new Story("ended twice", "promotion:x:3", told -> {
                            told.add(chain, "promotion.requested", told.actor("rita"), Map.of());
                            told.add(chain, "promotion.ended", "SYSTEM:x", Map.of("status", "CANCELLED"));
                            told.add(chain, "promotion.ended", "SYSTEM:x", Map.of("status", "EXPIRED"));
                        }),
                        new Story("approved by the requester", "promotion:x:2", told -> {
                            told.add(chain, "promotion.requested", told.actor("rita"), Map.of());
                            told.add(chain, "approval.given", told.actor("rita"), Map.of());
                        }),
                        new Story("approved twice by one person", "promotion:x:3", told -> {
                            told.add(chain, "promotion.requested", told.actor("rita"), Map.of());
                            told.add(chain, "approval.given", told.actor("bob"), Map.of());
                            told.add(chain, "approval.given", told.actor("bob"), Map.of());
                        }),
                        new Story("approved by a program", "promotion:x:2", told -> {
                            told.add(chain, "promotion.requested", told.actor("rita"), Map.of());
                            told.add(chain, "approval.given", "SERVICE:ci", Map.of());
                        }),
                        new Story("opened after a rejection", "promotion:x:3", told -> {
                            told.add(chain, "promotion.requested", told.actor("rita"), Map.of());
                            told.add(chain, "approval.refused", told.actor("bob"), Map.of());
                            told.add(chain, "gate.opened", "SYSTEM:x", Map.of());
                        }),
                        new Story("counted somebody who never approved", "promotion:x:2", told -> {
                            told.add(chain, "promotion.requested", told.actor("rita"), Map.of());
                            told.add(chain, "gate.opened", "SYSTEM:x", Map.of("approvers", List.of("carol")));
                        }),
                        new Story("an old fence", "promotion:x:4", told -> {
                            told.add(chain, "promotion.requested", told.actor("rita"), Map.of());
                            told.add(chain, "gate.opened", "SYSTEM:x", Map.of());
                            told.add(chain, "attempt.started", "SYSTEM:x", Map.of("fence", 2));
                            told.add(chain, "attempt.started", "SYSTEM:x", Map.of("fence", 2));
                        }),
                        new Story("an old fence of one item of a unit", "promotion:x:5", told -> {
                            told.add(chain, "promotion.requested", told.actor("rita"), Map.of());
                            told.add(chain, "gate.opened", "SYSTEM:x", Map.of());
                            told.add(chain, "attempt.started", "SYSTEM:x", Map.of("artifact", "AGENT/a", "fence", 2));
                            told.add(chain, "attempt.started", "SYSTEM:x", Map.of("artifact", "AGENT/b", "fence", 1));
                            told.add(chain, "attempt.started", "SYSTEM:x", Map.of("artifact", "AGENT/a", "fence", 2));
                        }),
                        new Story("completed without a deployment", "promotion:x:2", told -> {
                            told.add(chain, "promotion.requested", told.actor("rita"), Map.of());
                            told.add(chain, "promotion.ended", "SYSTEM:x", Map.of("status", "COMPLETED"));
                        }),
                        new Story(
                                "begins in the middle",
                                "promotion:x:1",
                                told -> told.add(chain, "gate.opened", "SYSTEM:x", Map.of())))
                .map(story -> DynamicTest.dynamicTest(story.name(), () -> {
                    ExportedTrail told = new ExportedTrail(ACME);
                    story.tell().accept(told);
                    told.checkpoint();

                    assertThat(told.verifier().verify(new ByteArrayInputStream(told.export())))
                            .isInstanceOfSatisfying(
                                    Tampered.class,
                                    tampered -> assertThat(tampered.event()).contains(story.event()));
                }));
    }

    @Test
    void garbageIsTamperedOrIncompleteAndNothingElse() throws IOException {
        byte[] export = trail.export();
        Random random = new Random(11);
        for (int i = 0; i < 600; i++) {
            byte[] garbled = export.clone();
            for (int edits = random.nextInt(3); edits >= 0; edits--) {
                garbled[random.nextInt(garbled.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(garbled.length) : garbled.length;

            Verification verification = trail.verifier().verify(new ByteArrayInputStream(garbled, 0, length));

            assertThat(verification)
                    .as("seed 11, round " + i)
                    .satisfiesAnyOf(
                            found -> assertThat(found).isInstanceOf(Tampered.class),
                            found -> assertThat(found).isInstanceOf(Incomplete.class),
                            found -> assertThat(garbled).isEqualTo(export));
        }
    }

    @Test
    void aLineThatNobodyWroteIsRefused() {
        for (String line : List.of(
                "",
                "[]",
                "{}",
                "{\"kind\":\"head\"}",
                "{\"kind\":\"head\",\"chain\":\"c\",\"seq\":1e999,\"hash\":\"h\",\"after\":true}",
                "{\"kind\":\"head\",\"chain\":\"c\",\"seq\":1,\"hash\":\"h\",\"after\":true,\"more\":1}",
                "{\"kind\":\"head\",\"kind\":\"head\"}",
                "{\"kind\":\"tree\",\"size\":1,\"root\":\"xyz\"}",
                "{\"kind\":\"person\",\"ref\":\"r\",\"erasedAt\":\"yesterday\"}",
                "{\"kind\":\"event\"}",
                "[".repeat(100_000))) {
            InvalidInputException refusal = org.assertj.core.api.Assertions.catchThrowableOfType(
                    InvalidInputException.class, () -> ExportForm.read(line));
            assertThat(refusal.code()).as(line).isEqualTo("export.format");
        }
    }

    @Test
    void findsNothingWrongWithAnExportOfManyCleanEvents() throws IOException {
        ExportedTrail many = new ExportedTrail(ACME);
        for (int i = 0; i < 600; i++) {
            many.promotion("p-" + i);
            if (i % 100 == 0) {
                many.checkpoint();
            }
        }

        assertThat(many.verifier().verify(new ByteArrayInputStream(many.export())))
                .isInstanceOf(Sound.class);
    }

    /** A million with {@code -Dsluice.audit.events=1000000}; it takes twenty seconds of CPU without the optimizing compiler. */
    @Test
    void findsNothingWrongWithAnyNumberOfCleanEvents() {
        int count = Integer.getInteger("sluice.audit.events", 100_000);
        AuditChain.Head head = AuditChain.Head.before(ACME, "promotion:long");
        CompactRange written = new CompactRange();
        CompactRange read = new CompactRange();
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            AuditEvent event = AuditChain.next(
                    head,
                    "step.done",
                    ExportedTrail.NOON.plusSeconds(i),
                    "SYSTEM:x",
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
            written.append(TreeHash.ofEvent(event.hash()));
            wrong += AuditChain.wrong(head, event).isPresent() ? 1 : 0;
            read.append(TreeHash.ofEvent(event.hash()));
            head = AuditChain.Head.at(event);
        }

        assertThat(wrong).isZero();
        assertThat(read.size()).isEqualTo(count);
        assertThat(read.root()).isEqualTo(written.root());
    }

    private Verification verify(List<ExportLine> lines) throws IOException {
        return trail.verifier().verify(new ByteArrayInputStream(trail.export(new ArrayList<>(lines))));
    }

    private interface Edit {
        AuditEvent of(AuditEvent event);
    }

    private static void replace(List<ExportLine> lines, String id, Edit edit) {
        lines.set(index(lines, id), new ExportLine.Event(edit.of(at(lines, id)), Optional.empty()));
    }

    private static AuditEvent at(List<ExportLine> lines, String id) {
        return ((ExportLine.Event) lines.get(index(lines, id))).event();
    }

    private static int index(List<ExportLine> lines, String id) {
        for (int i = 0; i < lines.size(); i++) {
            if (is(lines.get(i), id)) {
                return i;
            }
        }
        throw new IllegalArgumentException(id);
    }

    private static boolean is(ExportLine line, String id) {
        return line instanceof ExportLine.Event event && event.event().id().equals(id);
    }

    /** What somebody with the database would write behind an event, who does not have the key. */
    private static ExportLine.Event forged(AuditEvent before) {
        AuditEvent forged = AuditChain.next(
                AuditChain.Head.at(before),
                "check.recorded",
                before.at(),
                "SYSTEM:checks",
                Optional.empty(),
                before.subjectHash(),
                Map.of());
        return new ExportLine.Event(
                forged.with(new AuditEvent.Beside(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.of(before.beside().leaf().getAsLong() + 1),
                        Optional.empty())),
                Optional.empty());
    }

    private static AuditEvent removed(AuditEvent e) {
        return copy(e, e.type(), e.actor(), Map.of());
    }

    private static AuditEvent with(AuditEvent e, String type, String actor) {
        return copy(e, type, actor, e.data()).with(e.beside());
    }

    private static AuditEvent beside(
            AuditEvent e, Optional<SealedTexts> texts, io.sluice.promotion.audit.AuditMac mac) {
        return e.with(new AuditEvent.Beside(texts, Optional.of(mac), e.beside().leaf(), Optional.empty()));
    }

    private static AuditEvent copy(AuditEvent e, String type, String actor, Map<String, Object> data) {
        return new AuditEvent(
                e.organization(),
                e.chain(),
                e.seq(),
                type,
                e.at(),
                actor,
                e.cause(),
                e.subjectHash(),
                data,
                e.previousHash(),
                e.hash());
    }
}
