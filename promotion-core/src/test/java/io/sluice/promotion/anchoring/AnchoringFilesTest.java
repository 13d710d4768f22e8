package io.sluice.promotion.anchoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.audit.tree.Checkpoint;
import io.sluice.promotion.audit.tree.SignedNote;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchoringFilesTest {
    private static final OrganizationId ACME = new OrganizationId("acme");

    @TempDir
    private Path folder;

    @Test
    void aKeyIsMadeOnceAndUsedFromThenOn() throws IOException {
        Path file = folder.resolve("keys/checkpoint.key");
        SigningKeyFile made = SigningKeyFile.openOrCreate(file, "audit.example.com");
        SigningKeyFile read = SigningKeyFile.openOrCreate(file, "another.name");

        assertThat(read.key()).hasToString(made.key().toString());
        assertThat(note(read, 1).isSignedBy(made.key())).isTrue();
        Files.writeString(file, "nonsense\nnonsense\n");
        assertThatThrownBy(() -> SigningKeyFile.openOrCreate(file, "x")).isInstanceOf(InvalidInputException.class);
        Files.writeString(file, "nonsense\n");
        assertThatThrownBy(() -> SigningKeyFile.openOrCreate(file, "x")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void nodesThatBeginAtOnceHaveOneKey() throws Exception {
        Path file = folder.resolve("keys/checkpoint.key");
        CyclicBarrier together = new CyclicBarrier(8);
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        Callable<String> begin = () -> {
            together.await();
            return SigningKeyFile.openOrCreate(file, "audit.example.com").key().toString();
        };

        Set<String> keys = new HashSet<>();
        for (Future<String> key : nodes.invokeAll(Collections.nCopies(8, begin))) {
            keys.add(key.get());
        }
        nodes.shutdown();

        assertThat(keys).hasSize(1);
        assertThat(folder.resolve("keys").toFile().list()).hasSize(1);
    }

    @Test
    void checkpointsAreAddedToTheFileOfTheirOrganization() throws IOException {
        SigningKeyFile key = SigningKeyFile.openOrCreate(folder.resolve("key"), "audit.example.com");
        CheckpointFolder kept = new CheckpointFolder(folder.resolve("checkpoints"));

        for (int size = 1; size <= 40; size++) {
            kept.keep(ACME, note(key, size).toString());
        }

        String file = Files.readString(folder.resolve("checkpoints/acme.checkpoints"));
        assertThat(SignedNote.parseAll(file))
                .hasSize(40)
                .allMatch(note -> note.isSignedBy(key.key()))
                .last()
                .satisfies(
                        note -> assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(40));
    }

    @Test
    void whatACrashLeftOfANoteIsCutOff() throws IOException {
        SigningKeyFile key = SigningKeyFile.openOrCreate(folder.resolve("key"), "audit.example.com");
        CheckpointFolder kept = new CheckpointFolder(folder);
        Path file = folder.resolve("acme.checkpoints");
        kept.keep(ACME, note(key, 1).toString());
        String first = Files.readString(file);
        String second = note(key, 2).toString();
        for (int length = 1; length < second.length(); length += 7) {
            Files.writeString(file, first + second.substring(0, length));

            kept.keep(ACME, second);

            assertThat(SignedNote.parseAll(Files.readString(file)))
                    .as("cut at " + length)
                    .hasSize(2);
        }
        Files.writeString(file, second.substring(0, 20));
        kept.keep(ACME, second);
        assertThat(SignedNote.parseAll(Files.readString(file))).hasSize(1);
    }

    @Test
    void theLastKeyOfAFileIsUsed() throws IOException {
        Path file = folder.resolve("audit.keys");
        Files.writeString(file, "k1:" + "01".repeat(32) + "\n\nk2:" + "02".repeat(32) + "\n");

        assertThat(AuditKeyFile.read(file).current(ACME).orElseThrow().id()).isEqualTo("k2");
        for (String wrong : new String[] {"", "k1", "k1:01", ":" + "01".repeat(32), "k1:xy"}) {
            Files.writeString(file, wrong);
            assertThatThrownBy(() -> AuditKeyFile.read(file)).isInstanceOf(InvalidInputException.class);
        }
    }

    private static SignedNote note(SigningKeyFile key, long size) {
        String text = new Checkpoint(
                        key.key().name() + "/acme", size, TreeHash.OF_NOTHING, Instant.parse("2026-03-01T12:00:00Z"))
                .text();
        return SignedNote.of(text, key.key(), key.sign(text));
    }
}
