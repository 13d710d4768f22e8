package io.sluice.example.quickstart;

import io.sluice.promotion.AuditOptions;
import io.sluice.promotion.anchoring.CheckpointFolder;
import io.sluice.promotion.anchoring.SigningKeyFile;
import io.sluice.promotion.audit.export.AuditVerifier;
import io.sluice.promotion.audit.export.Checkpoints;
import io.sluice.promotion.audit.export.Verification;
import io.sluice.promotion.audit.tree.NoteKey;
import io.sluice.promotion.identity.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The folder in which a run leaves what an auditor needs: the export, the checkpoints, and the public key that checks
 * their signatures. The private key is not among it. What an earlier run left there is replaced.
 */
final class AuditFolder {
    private final Path folder;

    private AuditFolder(Path folder) {
        this.folder = folder;
    }

    static AuditFolder in(Path folder) {
        return new AuditFolder(folder);
    }

    /** Makes the folder ready for a run of an organization, and has Sluice sign checkpoints and keep them here. */
    AuditOptions begin(OrganizationId organization, SigningKeyFile signer) {
        try {
            Files.createDirectories(checkpoints());
            Files.deleteIfExists(export());
            Files.deleteIfExists(checkpoints().resolve(organization + ".checkpoints"));
            Files.writeString(publicKey(), signer.key() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AuditOptions.standard().signedBy(signer).keptBy(new CheckpointFolder(checkpoints()));
    }

    void write(Consumer<OutputStream> export) {
        try (OutputStream out = Files.newOutputStream(export())) {
            export.accept(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the verifier says about the export; it asks neither Sluice nor the database. */
    Verification verify() {
        try (InputStream in = Files.newInputStream(export())) {
            NoteKey key = NoteKey.parse(Files.readString(publicKey()).strip());
            return new AuditVerifier(Checkpoints.in(checkpoints()), List.of(key), List.of()).verify(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line with which anybody can do the same. */
    String command() {
        return "java -jar promotion-core/target/promotion-audit.jar " + String.join(" ", arguments());
    }

    List<String> arguments() {
        return List.of(
                "verify",
                export().toString(),
                "--checkpoints",
                checkpoints().toString(),
                "--public-key",
                publicKey().toString());
    }

    Path export() {
        return folder.resolve("audit.jsonl");
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    Path publicKey() {
        return folder.resolve("checkpoint.pub");
    }
}
