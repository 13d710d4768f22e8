package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.Archive.Archived;
import io.sluice.promotion.archive.ArchiveFolder;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.export.AuditVerifier;
import io.sluice.promotion.audit.export.Checkpoints;
import io.sluice.promotion.audit.export.Verification;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.ArchiveSink;
import io.sluice.promotion.spi.CheckpointSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ended promotions leave the database for the archive, and nothing is removed that the archive does not have. */
abstract class ArchiveContract extends SluiceContract {
    private final TestSigner signer = new TestSigner();
    private Shelf shelf;
    private Vault vault;
    private Actor petra;
    private Actor audrey;
    private PromotionId ended;

    @BeforeEach
    void aPromotionEnded() {
        vault = new Vault();
        shelf = new Shelf();
        acme().use(acme().wire(Sluice.builder())
                .archive(vault)
                .audit(AuditOptions.standard().signedBy(signer).keptBy(shelf))
                .flow(acme().flow()::of)
                .build());
        directory().member(ACME, "petra", "privacy-officer");
        petra = acme().human("petra");
        audrey = acme().human("audrey");
        ended = acme().inStaging("1.0.0").id();
        acme().dispatch();
        sluice().anchoring().run(1_000);
    }

    @Test
    void nothingIsArchivedUnlessTheOrganizationAsksForIt() {
        clock().advance(Duration.ofDays(4_000));

        assertThat(sluice().archive().run(10)).isZero();
        assertThat(vault.files).isEmpty();
    }

    @Test
    void whatEndedLongEnoughAgoIsArchivedAndStillFound() throws IOException {
        archiveAfter(Optional.empty(), 90);
        clock().advance(Duration.ofDays(89));
        assertThat(sluice().archive().run(10)).isZero();

        clock().advance(Duration.ofDays(2));
        assertThat(sluice().archive().run(10)).isEqualTo(1);

        Archived archived =
                sluice().archive().find(acme().human("vic"), ACME, ended).orElseThrow();
        byte[] file = vault.files.get(archived.file());
        assertThat(archived.sink()).isEqualTo("vault");
        assertThat(archived.sha256()).isEqualTo(Digest.of(file).value().substring(7));
        assertThat(archived.bytes()).isEqualTo(file.length);
        assertThat(archived.promotion().status()).isEqualTo(acme().get(ended).status());
        Map<String, String> entries = unzip(file);
        assertThat(entries.keySet()).containsExactly("evidence.json", "evidence.md", "audit.jsonl");
        assertThat(entries.get("evidence.json")).contains("bob", "because");
        assertThat(verify(entries.get("audit.jsonl"))).isInstanceOf(Verification.Sound.class);
        assertThat(sluice().archive().run(10)).as("once").isZero();
    }

    @Test
    void whatIsArchivedIsGoneFromTheDatabaseButForWhatProvesIt() throws IOException {
        archiveAfter(Optional.empty(), 30);
        clock().advance(Duration.ofDays(31));
        sluice().archive().run(10);

        for (String table : List.of("approval", "attempt", "outbox", "comment", "promotion_trace")) {
            assertThat(database().texts("SELECT promotion_id FROM sluice_" + table))
                    .as(table)
                    .isEmpty();
        }
        assertThat(database().texts("SELECT promotion_id FROM sluice_gate_record"))
                .hasSize(1);
        assertThat(sluice().releases()
                        .history(
                                acme().human("vic"),
                                ACME,
                                STAGING,
                                acme().get(ended).artifact(),
                                10))
                .hasSize(1);
        List<AuditEvent> trail = sluice().audit().ofPromotion(audrey, ACME, ended);
        assertThat(trail.subList(0, trail.size() - 2)).isNotEmpty().allMatch(AuditEvent::isRemoved);
        assertThat(trail.subList(trail.size() - 2, trail.size()))
                .extracting(AuditEvent::type)
                .containsExactly("promotion.archived", "retention.removed");
        assertThat(sluice().audit().verify(audrey, ACME, ended).isIntact()).isTrue();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sluice().audit().export(audrey, ACME, ExportRange.everything(), out);
        assertThat(verify(out.toString(StandardCharsets.UTF_8))).isInstanceOf(Verification.Sound.class);
        assertRefused(
                ConflictException.class,
                "promotion.archived",
                () -> sluice().audit().evidence(audrey, ACME, ended));
    }

    @Test
    void nothingIsRemovedThatTheArchiveDidNotTake() {
        archiveAfter(Optional.empty(), 30);
        clock().advance(Duration.ofDays(31));
        vault.full = true;

        assertThat(sluice().archive().run(10)).isEqualTo(1);

        assertThat(sluice().archive().find(audrey, ACME, ended)).isEmpty();
        assertThat(sluice().audit().evidence(audrey, ACME, ended).approvals()).isNotEmpty();
        assertThat(sluice().monitor().figures().failingArchives()).isEqualTo(1);
        vault.full = false;
        assertThat(sluice().archive().run(10)).as("not at once").isZero();
        clock().advance(Duration.ofMinutes(2));
        assertThat(sluice().archive().run(10)).isEqualTo(1);
        assertThat(sluice().archive().find(audrey, ACME, ended)).isPresent();
        assertThat(sluice().monitor().figures().failingArchives()).isZero();
    }

    @Test
    void aHoldThatIsSetWhileTheArchiveTakesItKeepsEverything() {
        archiveAfter(Optional.empty(), 30);
        clock().advance(Duration.ofDays(31));
        vault.meanwhile =
                () -> sluice().retention().hold(petra, ACME, new Retention.Scope.Everything(), "case 7", key());

        sluice().archive().run(10);

        assertThat(sluice().archive().find(audrey, ACME, ended)).isEmpty();
        assertThat(acme().get(ended).reason()).isEqualTo("because");
        clock().advance(Duration.ofDays(1));
        assertThat(sluice().archive().run(10)).isZero();
    }

    @Test
    void whatWasNotToldYetStays() {
        archiveAfter(Optional.empty(), 30);
        database().execute("UPDATE sluice_outbox SET state = 'READY'");
        clock().advance(Duration.ofDays(31));

        assertThat(sluice().archive().run(10)).isZero();
    }

    @Test
    void aWorkspaceSaysMoreThanTheOrganization() {
        archiveAfter(Optional.empty(), 30);
        archiveAfter(Optional.of(STAGING), 0);
        clock().advance(Duration.ofDays(400));
        assertThat(sluice().archive().run(10)).isZero();

        sluice().archive().change(petra, ACME, Optional.of(STAGING), OptionalInt.empty(), "as all others", key());

        assertThat(sluice().archive().settings(audrey, ACME)).singleElement().satisfies(setting -> {
            assertThat(setting.workspace()).isEmpty();
            assertThat(setting.afterDays()).isEqualTo(30);
        });
        assertThat(sluice().archive().run(10)).isEqualTo(1);
    }

    @Test
    void bodiesStayUntilTheArchiveHasThem() {
        archiveAfter(Optional.empty(), 3_000);
        clock().advance(Duration.ofDays(2_000));

        assertThat(sluice().retention().run(10)).isZero();
        assertThat(acme().get(ended).reason()).isEqualTo("because");
    }

    @Test
    void nobodyArchivesEarlierThanTheHostAllowsOrWithoutAnArchive() {
        assertRefused(InvalidInputException.class, "archive.range", () -> archiveAfter(Optional.empty(), 29));
        assertRefused(InvalidInputException.class, "archive.range", () -> archiveAfter(Optional.empty(), 36_501));
        acme().use(acme().wire(Sluice.builder()).flow(acme().flow()::of).build());

        assertRefused(ConflictException.class, "archive.noSink", () -> archiveAfter(Optional.empty(), 90));
        assertThat(sluice().archive().run(10)).isZero();
    }

    @Test
    void aFolderKeepsFilesWhole(@TempDir Path folder) throws IOException {
        ArchiveFolder archive = new ArchiveFolder(folder.resolve("archive"));
        byte[] content = "evidence".getBytes(StandardCharsets.UTF_8);

        archive.keep(ACME, "p-1.zip", content);

        assertThat(Files.readAllBytes(folder.resolve("archive/acme/p-1.zip"))).isEqualTo(content);
        assertThatCode(() -> archive.keep(ACME, "p-1.zip", content)).doesNotThrowAnyException();
        assertThatThrownBy(() -> archive.keep(ACME, "p-1.zip", new byte[] {1}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Files.readAllBytes(folder.resolve("archive/acme/p-1.zip"))).isEqualTo(content);
        assertThat(folder.resolve("archive/acme").toFile().list()).containsExactly("p-1.zip");
    }

    private void archiveAfter(Optional<WorkspaceId> workspace, int days) {
        sluice().archive().change(petra, ACME, workspace, OptionalInt.of(days), "as the law says", key());
    }

    private Verification verify(String export) throws IOException {
        clock().advance(Duration.ofMinutes(1));
        sluice().anchoring().run(1_000);
        Checkpoints checkpoints = new Checkpoints();
        checkpoints.add("acme.checkpoints", String.join("\n", shelf.notes));
        return new AuditVerifier(checkpoints, List.of(signer.key()), List.of())
                .verify(new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> unzip(byte[] file) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private static final class Shelf implements CheckpointSink {
        private final List<String> notes = new ArrayList<>();

        @Override
        public String name() {
            return "shelf";
        }

        @Override
        public void keep(OrganizationId organization, String note) {
            notes.add(note);
        }
    }

    private static final class Vault implements ArchiveSink {
        private final Map<String, byte[]> files = new LinkedHashMap<>();
        private Runnable meanwhile = () -> {};
        private boolean full;

        @Override
        public String name() {
            return "vault";
        }

        @Override
        public void keep(OrganizationId organization, String file, byte[] content) {
            if (full) {
                throw new IllegalStateException("There is no room left.");
            }
            files.put(file, content);
            meanwhile.run();
        }
    }
}
