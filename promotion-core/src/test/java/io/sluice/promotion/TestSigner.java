package io.sluice.promotion;

import io.sluice.promotion.audit.tree.NoteKey;
import io.sluice.promotion.spi.CheckpointSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/** Signs checkpoints with a key that nobody keeps. */
final class TestSigner implements CheckpointSigner {
    private final KeyPair pair;

    TestSigner() {
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public NoteKey key() {
        return NoteKey.of("audit.example.com", pair.getPublic());
    }

    @Override
    public byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
