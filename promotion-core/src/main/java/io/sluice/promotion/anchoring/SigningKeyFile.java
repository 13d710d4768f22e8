package io.sluice.promotion.anchoring;

import io.sluice.promotion.audit.tree.NoteKey;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.CheckpointSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Signs checkpoints with a key from a file. Its first line is the verifier key, which is public and goes to whoever
 * verifies; its second line the private key, PKCS #8 in Base64. Thread-safe.
 */
public final class SigningKeyFile implements CheckpointSigner {
    private final NoteKey key;
    private final PrivateKey secret;

    private SigningKeyFile(NoteKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /**
     * Reads the file, or makes a new key and writes it there, readable by its owner only.
     *
     * @param file where the key is
     * @param name of a new key, such as {@code audit.example.com}: no white space, no plus sign
     * @throws InvalidInputException {@code checkpoint.key} when the file holds something else
     * @throws UncheckedIOException when it cannot be read or written
     */
    public static SigningKeyFile openOrCreate(Path file, String name) {
        try {
            if (!Files.exists(file)) {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                write(file, NoteKey.of(name, pair.getPublic()), pair.getPrivate());
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has Ed25519.", e);
        }
    }

    /** Several nodes may begin at once: the file appears whole, and only the first one's. */
    private static void write(Path file, NoteKey key, PrivateKey secret) throws IOException {
        Path whole = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(whole.getParent());
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "key", ".draft"); // readable by its owner only
        try {
            Files.writeString(draft, key + "\n" + Base64.getEncoder().encodeToString(secret.getEncoded()) + "\n");
            publish(draft, whole);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void publish(Path draft, Path whole) throws IOException {
        try {
            Files.createLink(whole, draft);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster; its key counts.
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(draft, whole); // This file system has no links.
        }
    }

    private static SigningKeyFile read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            throw unusable();
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(lines.get(1));
            PrivateKey secret = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new SigningKeyFile(NoteKey.parse(lines.get(0)), secret);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw unusable();
        }
    }

    private static InvalidInputException unusable() {
        return new InvalidInputException(
                "checkpoint", "checkpoint.key", "A key file has the verifier key and, below it, the private key.");
    }

    @Override
    public NoteKey key() {
        return key;
    }

    @Override
    public byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key cannot sign.", e);
        }
    }
}
