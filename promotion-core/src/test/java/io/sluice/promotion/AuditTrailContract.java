package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.AuditKey;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.audit.export.AuditVerifier;
import io.sluice.promotion.audit.export.Checkpoints;
import io.sluice.promotion.audit.export.EventProof;
import io.sluice.promotion.audit.export.Verification;
import io.sluice.promotion.audit.export.Verification.Sound;
import io.sluice.promotion.audit.export.Verification.Tampered;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.CheckpointSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What an auditor gets, and what somebody with the database cannot do unnoticed. */
abstract class AuditTrailContract extends SluiceContract {
    private static final AuditKey KEY =
            new AuditKey("k1", "a secret of at least 32 bytes....".getBytes(StandardCharsets.UTF_8));

    private TestSigner signer;
    private Shelf shelf;
    private Actor audrey;
    private Actor petra;

    @BeforeEach
    void anchor() {
        signer = new TestSigner();
        shelf = new Shelf();
        acme().use(acme().wire(Sluice.builder())
                .audit(AuditOptions.standard()
                        .keyedBy(organization -> Optional.of(KEY))
                        .signedBy(signer)
                        .keptBy(shelf))
                .flow(acme().flow()::of)
                .build());
        directory().member(ACME, "petra", "privacy-officer");
        audrey = acme().human("audrey");
        petra = acme().human("petra");
    }

    @Test
    void aTrailIsReadPageByPage() {
        PromotionRequest request = acme().inStaging("1.0.0");
        List<AuditEvent> all = sluice().audit().ofPromotion(audrey, ACME, request.id());

        List<AuditEvent> read = new ArrayList<>();
        Optional<Long> after = Optional.empty();
        List<AuditEvent> page;
        do {
            page = sluice().audit().events(audrey, ACME, request.id(), after, 3);
            read.addAll(page);
            after = page.isEmpty()
                    ? after
                    : Optional.of(page.get(page.size() - 1).seq());
        } while (page.size() == 3);

        assertThat(read).hasSizeGreaterThan(5).isEqualTo(all);
        assertRefused(
                InvalidInputException.class,
                "page.limit",
                () -> sluice().audit().events(audrey, ACME, request.id(), Optional.empty(), 1_001));
    }

    @Test
    void noPersonAndNoWordIsInWhatIsHashed() {
        PromotionRequest request = acme().inStaging("1.0.0");

        List<AuditEvent> trail = sluice().audit().ofPromotion(audrey, ACME, request.id());
        AuditEvent approval = ofType(trail, "approval.given");

        assertThat(trail.toString().replaceAll("texts=\\{[^}]*}", "")).doesNotContain("bob", "rita", "because", "fine");
        assertThat(approval.text("comment")).contains("fine");
        assertThat(approval.actor()).matches("HUMAN:[0-9a-f]{32}");
        String ref = approval.actor().substring("HUMAN:".length());
        assertThat(sluice().audit().persons(audrey, ACME, List.of(ref))).isEqualTo(Map.of(ref, new PersonId("bob")));
        assertThat(ofType(trail, "gate.opened").data()).containsEntry("approvers", List.of(ref));
    }

    @Test
    void whatSluiceDoesByItselfNamesTheEventThatLedToIt() {
        PromotionRequest request = acme().inStaging("1.0.0");

        List<AuditEvent> trail = sluice().audit().ofPromotion(audrey, ACME, request.id());

        assertThat(trail).allSatisfy(event -> {
            boolean itself = event.actor().startsWith("SYSTEM:");
            assertThat(event.cause().isPresent()).isEqualTo(itself);
            event.cause()
                    .ifPresent(cause -> assertThat(trail.subList(0, (int) event.seq() - 1))
                            .extracting(AuditEvent::id)
                            .contains(cause));
        });
    }

    @Test
    void anExportIsVerifiedWithoutTheDatabase() throws IOException {
        acme().inProd("1.0.0");
        sluice().anchoring().run(1_000);

        Verification verification = verify();

        assertThat(verification)
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> assertThat(sound.notes())
                                .anyMatch(note -> note.contains("checkpoints agree with the events")));
        assertThat(sluice().anchoring().health(audrey, ACME)).satisfies(health -> {
            assertThat(health.anchored()).isEqualTo(health.events()).isPositive();
            assertThat(health.oldestUnanchored()).isEmpty();
        });
    }

    @Test
    void aPartOfTheTrailIsProvenEventByEvent() throws IOException {
        PromotionRequest request = acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        sluice().audit().export(audrey, ACME, ExportRange.of(PROD), out);
        sluice().anchoring().run(1_000);

        assertThat(verifier().verify(new ByteArrayInputStream(out.toByteArray())))
                .isInstanceOfSatisfying(
                        Sound.class, sound -> assertThat(sound.notes().get(0)).contains("workspace prod"));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(request.id().value(), "\"chain\":\"workspace:prod\"")
                .doesNotContain("\"chain\":\"workspace:staging\"");
        String forged = out.toString(StandardCharsets.UTF_8).replaceFirst("\"proof\":\\[\"..", "\"proof\":[\"00");
        assertThat(verifier().verify(new ByteArrayInputStream(forged.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Tampered.class);
    }

    @Test
    void oneEventIsProven() {
        PromotionRequest request = acme().inStaging("1.0.0");
        assertRefused(
                ConflictException.class,
                "audit.notAnchored",
                () -> sluice().audit().proof(audrey, ACME, request.id(), 3));
        sluice().anchoring().run(1_000);

        EventProof proof = sluice().audit().proof(audrey, ACME, request.id(), 3);

        assertThat(proof.holds()).isTrue();
        assertThat(proof.checkpoint()).isPresent();
    }

    @Test
    void somebodyWithTheDatabaseIsFound() throws IOException {
        PromotionRequest request = acme().inStaging("1.0.0");
        sluice().anchoring().run(1_000);
        String chain = "promotion:" + request.id();
        String event = " WHERE chain = '" + chain + "' AND seq = 6";
        Map<String, String> manipulations = Map.of(
                "UPDATE sluice_audit_event SET type = 'approval.refused'" + event, chain + ":6",
                "UPDATE sluice_audit_event SET actor = 'SYSTEM:x'" + event, chain + ":6",
                "UPDATE sluice_audit_event SET texts = '{\"comment\":\"no\"}'" + event, chain + ":6",
                "UPDATE sluice_audit_event SET texts = NULL, salt = NULL" + event, chain + ":6",
                "UPDATE sluice_audit_event SET mac = '" + "0".repeat(64) + "'" + event, chain + ":6",
                "UPDATE sluice_audit_event SET mac = NULL, mac_key = NULL" + event, chain + ":6",
                "DELETE FROM sluice_audit_event" + event, chain + ":7",
                "DELETE FROM sluice_audit_event WHERE chain = '" + chain + "' AND seq > 12", chain + ":13",
                "UPDATE sluice_promotion SET chain_hash = '" + "0".repeat(64) + "' WHERE id = '" + request.id() + "'",
                        chain + ":14",
                "UPDATE sluice_promotion SET chain_seq = 13 WHERE id = '" + request.id() + "'", chain + ":13");
        for (var manipulation : manipulations.entrySet()) {
            List<String> rows = save();
            database().execute(manipulation.getKey());

            assertThat(verify())
                    .as(manipulation.getKey())
                    .isInstanceOfSatisfying(
                            Tampered.class,
                            tampered -> assertThat(tampered.event()).contains(manipulation.getValue()));

            restore(rows);
            assertThat(verify()).isInstanceOf(Sound.class);
        }
    }

    @Test
    void somebodyWhoAddsMovesOrCopiesEventsIsFound() throws IOException {
        acme().staff(GLOBEX);
        acme().populate(GLOBEX);
        PromotionRequest request = acme().inStaging("1.0.0");
        sluice().anchoring().run(1_000);
        String chain = "promotion:" + request.id();
        String of = " WHERE org_id = 'acme' AND chain = '" + chain + "' AND seq ";
        Map<String, List<String>> manipulations = Map.of(
                "insert " + chain + ":7",
                List.of(
                        "UPDATE sluice_audit_event SET seq = seq + 1000" + of + "> 6",
                        "UPDATE sluice_audit_event SET leaf = leaf + 1000 WHERE org_id = 'acme' AND leaf >"
                                + " (SELECT a.leaf FROM sluice_audit_event a" + of + "= 6)",
                        copy(chain, 7, "leaf + 1", of + "= 6"),
                        "UPDATE sluice_audit_event SET seq = seq - 999" + of + "> 1000",
                        "UPDATE sluice_audit_event SET leaf = leaf - 999 WHERE org_id = 'acme' AND leaf > 1000"),
                "append " + chain + ":15",
                List.of(copy(chain, 15, "NULL", of + "= 14")),
                "duplicate " + chain + ":15",
                List.of(copy(chain, 15, "NULL", of + "= 6")),
                "swap " + chain + ":7",
                List.of(
                        "UPDATE sluice_audit_event SET seq = 1000" + of + "= 6",
                        "UPDATE sluice_audit_event SET seq = 6" + of + "= 7",
                        "UPDATE sluice_audit_event SET seq = 7" + of + "= 1000"),
                "replay of another organization " + chain + ":6",
                List.of(
                        "DELETE FROM sluice_audit_event" + of + "= 6",
                        copy(
                                chain,
                                6,
                                "(SELECT a.leaf + 1 FROM sluice_audit_event a" + of + "= 5)",
                                " WHERE org_id = 'globex' AND chain = 'workspace:dev' AND seq = 1")));
        for (var manipulation : manipulations.entrySet()) {
            List<String> rows = save();
            manipulation.getValue().forEach(database()::execute);

            assertThat(verify())
                    .as(manipulation.getKey())
                    .isInstanceOfSatisfying(
                            Tampered.class,
                            tampered -> assertThat(manipulation.getKey())
                                    .endsWith(" " + tampered.event().orElseThrow()));

            restore(rows);
            assertThat(verify()).isInstanceOf(Sound.class);
        }
    }

    /** Writes a copy of an event, as somebody would who has the database and no key. */
    private static String copy(String chain, int seq, String leaf, String where) {
        return "INSERT INTO sluice_audit_event (org_id, chain, seq, type, at, actor, cause, subject_hash, data,"
                + " previous_hash, hash, texts, salt, mac, mac_key, data_hash, leaf) SELECT 'acme', '" + chain
                + "', " + seq + ", type, at, actor, cause, subject_hash, data, previous_hash, hash, texts, salt, mac,"
                + " mac_key, data_hash, " + leaf + " FROM sluice_audit_event" + where;
    }

    @Test
    void somebodyWhoExchangesAPersonOrShrinksTheLogIsFound() throws IOException {
        acme().inStaging("1.0.0");
        sluice().anchoring().run(1_000);
        for (String manipulation : List.of(
                "UPDATE sluice_person SET person = 'carol' WHERE person = 'bob'",
                "DELETE FROM sluice_person WHERE person = 'bob'",
                "UPDATE sluice_audit_tree SET tree_size = 2, subtrees = '" + "0".repeat(64) + "'",
                "UPDATE sluice_checkpoint SET note = REPLACE(note, 'time', 'tame')")) {
            List<String> rows = save();
            database().execute(manipulation);

            assertThat(verify()).as(manipulation).isInstanceOf(Tampered.class);

            restore(rows);
            assertThat(verify()).isInstanceOf(Sound.class);
        }
    }

    @Test
    void aSinkThatFailsGetsEveryCheckpointOnceItRecovers() {
        shelf.broken = true;
        acme().inStaging("1.0.0");
        sluice().anchoring().run(1_000);
        assertThat(sluice().anchoring().health(audrey, ACME).sinks())
                .singleElement()
                .satisfies(sink -> {
                    assertThat(sink.failures()).isEqualTo(1);
                    assertThat(sink.lastError()).contains("IllegalStateException: the shelf is broken");
                });
        acme().register("1.1.0");
        clock().advance(Duration.ofMinutes(6));
        sluice().anchoring().run(1_000);
        shelf.broken = false;
        clock().advance(Duration.ofMinutes(6));

        while (sluice().anchoring().run(1_000) > 0) {
            // Goes on until nothing is left to do.
        }

        assertThat(shelf.notes).hasSize(2);
        assertThat(sluice().anchoring().health(audrey, ACME).sinks())
                .singleElement()
                .satisfies(sink -> assertThat(sink.failures()).isZero());
    }

    @Test
    void aNodeThatDiesWhileItHandsCheckpointsOverLeavesThemInOrder() throws IOException {
        shelf.broken = true;
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0")) {
            acme().register(version);
            sluice().anchoring().run(1_000);
            clock().advance(Duration.ofMinutes(6));
        }
        shelf.broken = false;
        shelf.room = 2;
        assertThatThrownBy(() -> sluice().anchoring().run(1_000)).isInstanceOf(PowerCut.class);
        shelf.room = Integer.MAX_VALUE;
        clock().advance(Duration.ofSeconds(61));

        while (sluice().anchoring().run(1_000) > 0) {
            // Goes on until nothing is left to do.
        }

        assertThat(shelf.notes).hasSizeBetween(3, 4).last().isNotEqualTo(shelf.notes.get(1));
        assertThat(verify()).isInstanceOf(Sound.class);
    }

    @Test
    void twoCheckpointsAreAtLeastTheIntervalApart() {
        acme().register("1.0.0");
        sluice().anchoring().run(1_000);
        acme().register("1.1.0");
        clock().advance(Duration.ofSeconds(4));
        sluice().anchoring().run(1_000);
        assertThat(shelf.notes).hasSize(1);
        assertThat(sluice().anchoring().health(audrey, ACME).oldestUnanchored()).contains(Duration.ofSeconds(4));

        clock().advance(Duration.ofSeconds(1));
        sluice().anchoring().run(1_000);

        assertThat(shelf.notes).hasSize(2);
    }

    @RepeatedTest(10)
    void everyEventGetsOneNumberWhileOthersAreWritten() throws Exception {
        acme().inStaging("0.1.0");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                int writer = i;
                running.add(threads.submit(() -> {
                    for (int n = 0; n < 10; n++) {
                        acme().register(ArtifactRef.agent("a" + writer), "1." + n + ".0");
                    }
                }));
                running.add(threads.submit(() -> {
                    for (int n = 0; n < 20; n++) {
                        sluice().anchoring().run(3);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(verify()).isInstanceOf(Sound.class);
        List<String> leaves = database().texts("SELECT leaf FROM sluice_audit_event ORDER BY leaf");
        assertThat(leaves).doesNotContain("null").doesNotHaveDuplicates();
        assertThat(leaves.get(leaves.size() - 1)).isEqualTo(Integer.toString(leaves.size() - 1));
    }

    @Test
    void aPersonIsForgottenAndTheTrailStillVerifies() throws IOException {
        PromotionRequest request = acme().inStaging("1.0.0");
        PersonId bob = new PersonId("bob");
        assertRefused(ConflictException.class, "erasure.active", () -> erase(bob));
        directory().deactivate(ACME, "bob");
        assertRefused(ConflictException.class, "erasure.retention", () -> erase(bob));
        pastRetention();
        String hold = sluice().retention()
                .hold(petra, ACME, new Retention.Scope.OfPromotion(request.id()), "case 7", key())
                .id();
        assertRefused(ConflictException.class, "erasure.held", () -> erase(bob));
        sluice().retention().lift(petra, ACME, hold, "over", key());
        assertRefused(
                ForbiddenException.class,
                "forbidden",
                () -> sluice().audit().erasePerson(audrey, ACME, bob, "asked to", key()));

        String ref = erase(bob);

        assertThat(verify())
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> assertThat(sound.notes())
                                .anyMatch(note -> note.startsWith("Person " + ref + ": erased at")));
        assertThat(sluice().audit().persons(audrey, ACME, List.of(ref))).isEmpty();
        assertThat(allTexts()).doesNotContainPattern("\\bbob\\b");
        assertThat(sluice().audit().ofSecurity(audrey, ACME))
                .extracting(AuditEvent::type)
                .contains("hold.set", "hold.lifted", "person.erased");
    }

    @Test
    void whoHasAPartInSomethingOpenIsNotForgotten() {
        acme().inStaging("1.0.0");
        PromotionRequest open = acme().asked("1.0.0", STAGING, PROD);
        acme().approve(open.id(), "bob");
        directory().deactivate(ACME, "bob");

        assertRefused(ConflictException.class, "erasure.open", () -> erase(new PersonId("bob")));
        assertRefused(NotFoundException.class, "notFound", () -> erase(new PersonId("nobody")));
    }

    @Test
    void bodiesAreRemovedAfterTheirTimeAndTheTrailStillVerifies() throws IOException {
        PromotionRequest request = acme().inStaging("1.0.0");
        sluice().anchoring().run(1_000);
        clock().advance(Duration.ofDays(29));
        assertThat(sluice().retention().run(10)).isZero();

        pastRetention();

        List<AuditEvent> trail = sluice().audit().ofPromotion(audrey, ACME, request.id());
        assertThat(trail).hasSize(15);
        assertThat(trail.subList(0, 14)).allMatch(AuditEvent::isRemoved);
        assertThat(trail.get(14).type()).isEqualTo("retention.removed");
        assertThat(sluice().audit().verify(audrey, ACME, request.id())).isEqualTo(new ChainVerdict.Intact(15));
        assertThat(acme().get(request.id()).reason()).isEmpty();
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> assertThat(sound.notes())
                                .anyMatch(note -> note.contains("past their retention period")));
        assertThat(sluice().retention().run(10)).isZero();
    }

    @Test
    void aLegalHoldKeepsEverything() {
        PromotionRequest request = acme().inStaging("1.0.0");
        sluice().anchoring().run(1_000);
        for (Retention.Scope scope : List.of(
                new Retention.Scope.Everything(),
                new Retention.Scope.OfWorkspace(STAGING),
                new Retention.Scope.OfPromotion(request.id()))) {
            Retention.Hold hold = sluice().retention().hold(petra, ACME, scope, "case 7", key());
            clock().advance(Duration.ofDays(4_000));

            assertThat(sluice().retention().run(10)).as(scope.toString()).isZero();

            Retention.Hold lifted = sluice().retention().lift(petra, ACME, hold.id(), "over", key());
            assertThat(lifted.scope()).isEqualTo(scope);
            assertThat(lifted.liftedBy()).contains(new PersonId("petra"));
        }

        assertThat(sluice().retention().run(10)).isEqualTo(1);
        assertThat(sluice().retention().holds(audrey, ACME)).hasSize(3);
    }

    @Test
    void shorteningTheRetentionOfAWorkspaceDoesNotReachBack() {
        acme().inStaging("1.0.0");
        sluice().anchoring().run(1_000);
        database().execute("UPDATE sluice_workspace SET retention_days = 30");
        clock().advance(Duration.ofDays(31));

        assertThat(sluice().retention().run(10)).isZero();
    }

    @Test
    void howeverOftenSomebodyTriesOneEventAMinuteIsWritten() {
        acme().register("1.0.0");
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> sluice().outbox().deadLetters(acme().human("vic"), ACME, 10))
                    .isInstanceOf(ForbiddenException.class);
        }
        sluice().anchoring().run(1_000);
        assertThat(sluice().audit().ofSecurity(audrey, ACME)).isEmpty();

        clock().advance(Duration.ofMinutes(1));
        sluice().anchoring().run(1_000);

        assertThat(sluice().audit().ofSecurity(audrey, ACME)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("access.denied");
            assertThat(event.data()).containsEntry("count", 50L).containsEntry("operation", "VIEW_DEAD_LETTER");
        });
    }

    @Test
    void anEvidencePackAnswersWhoDidWhat() {
        acme().inProd("1.0.0");
        PromotionRequest request = acme().inProd("1.1.0");
        sluice().anchoring().run(1_000);

        EvidencePack pack = sluice().audit().evidence(audrey, ACME, request.id());

        assertThat(pack.verdict().isIntact()).isTrue();
        assertThat(pack.checkpoint()).isPresent();
        assertThat(pack.rollbackPlan()).isNotEmpty();
        assertThat(pack.toText())
                .contains(
                        "by rita",
                        "bob APPROVED as approver",
                        "carol APPROVED",
                        "put back AGENT/support-assistant 1.0.0",
                        "DEPLOY 1 of AGENT/support-assistant: DONE");
        assertThat(pack.toJson()).contains("\"requestedBy\":\"rita\"", "\"status\":\"COMPLETED\"");
    }

    @Test
    void aTableHasNoFormulas() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);
        acme().reject(request.id(), "bob", "=HYPERLINK(\"evil\")");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        sluice().audit().exportTable(audrey, ACME, ExportRange.of(request.id()), out);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.contains("\"bob\"") && line.contains("approval.refused"))
                .noneMatch(line -> line.contains(",\"="));
    }

    @Test
    void aRangeThatCannotHoldAnythingIsRefused() {
        Instant now = clock().instant();

        assertRefused(InvalidInputException.class, "export.range", () -> ExportRange.between(now, now));
        assertRefused(
                InvalidInputException.class,
                "anchoring.limit",
                () -> sluice().anchoring().run(0));
        assertRefused(
                InvalidInputException.class,
                "page.limit",
                () -> sluice().retention().run(0));
        assertRefused(
                InvalidInputException.class,
                "anchoring.interval",
                () -> AuditOptions.standard().every(Duration.ofHours(2)));
        assertRefused(
                InvalidInputException.class,
                "retention.range",
                () -> AuditOptions.standard().retainingAtLeast(0));
    }

    private String erase(PersonId person) {
        return sluice().audit()
                .erasePerson(petra, ACME, person, "asked to be forgotten", key())
                .value();
    }

    private void pastRetention() {
        sluice().anchoring().run(1_000);
        clock().advance(Duration.ofDays(4_000));
        while (sluice().retention().run(10) > 0) {
            // Goes on until nothing is left to remove.
        }
    }

    private static AuditEvent ofType(List<AuditEvent> trail, String type) {
        return trail.stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private AuditVerifier verifier() {
        Checkpoints checkpoints = new Checkpoints();
        checkpoints.add("acme.checkpoints", String.join("\n", shelf.notes));
        return new AuditVerifier(checkpoints, List.of(signer.key()), List.of(KEY));
    }

    private Verification verify() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            sluice().audit().export(audrey, ACME, ExportRange.everything(), out);
        } catch (InvalidInputException e) {
            return new Tampered(Optional.empty(), e.getMessage()); // The tables cannot even be read.
        }
        return verifier().verify(new ByteArrayInputStream(out.toByteArray()));
    }

    /** The rows that the manipulations touch, as tables beside them. */
    private List<String> save() {
        List<String> tables = List.of(
                "sluice_audit_event", "sluice_promotion", "sluice_person", "sluice_audit_tree", "sluice_checkpoint");
        tables.forEach(table -> database().execute("CREATE TABLE saved_" + table + " AS SELECT * FROM " + table));
        return tables;
    }

    private void restore(List<String> tables) {
        if (!database().isPostgres()) {
            database().execute("SET REFERENTIAL_INTEGRITY FALSE");
        }
        for (String table : tables) {
            if (table.equals("sluice_promotion")) {
                database()
                        .execute(
                                "UPDATE sluice_promotion SET chain_seq = (SELECT s.chain_seq FROM saved_sluice_promotion"
                                        + " s WHERE s.id = sluice_promotion.id), chain_hash = (SELECT s.chain_hash FROM"
                                        + " saved_sluice_promotion s WHERE s.id = sluice_promotion.id)");
            } else {
                database().execute("DELETE FROM " + table);
                database().execute("INSERT INTO " + table + " SELECT * FROM saved_" + table);
            }
            database().execute("DROP TABLE saved_" + table);
        }
        if (!database().isPostgres()) {
            database().execute("SET REFERENTIAL_INTEGRITY TRUE");
        }
    }

    /** Every text in every row of every table. */
    private String allTexts() {
        StringBuilder all = new StringBuilder();
        for (String table : database().tables()) {
            for (String column : database()
                    .texts("SELECT column_name FROM information_schema.columns WHERE LOWER(table_name)" + " = '" + table
                            + "' AND LOWER(data_type) = 'character varying'")) {
                database()
                        .texts("SELECT " + column + " FROM " + table)
                        .forEach(text -> all.append(text).append('\n'));
            }
        }
        return all.toString();
    }

    private static final class Shelf implements CheckpointSink {
        private final List<String> notes = new ArrayList<>();
        private boolean broken;
        private int room = Integer.MAX_VALUE;

        @Override
        public String name() {
            return "shelf";
        }

        @Override
        public synchronized void keep(OrganizationId organization, String note) {
            if (broken) {
                throw new IllegalStateException("the shelf is broken");
            }
            notes.add(note);
            if (notes.size() >= room) {
                throw new PowerCut();
            }
        }
    }

    /** Nothing that comes after it runs, as when the machine goes off. */
    private static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }
}
