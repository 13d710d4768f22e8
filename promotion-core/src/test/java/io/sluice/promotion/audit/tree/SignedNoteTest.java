package io.sluice.promotion.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void readsTheExampleOfTheSpecification() {
        // The verifier key and note that the documentation of Go's golang.org/x/mod/sumdb/note shows.
        NoteKey key = NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        SignedNote note = SignedNote.parse("""
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """);

        assertThat(note.isSignedBy(key)).isTrue();
        assertThat(key).hasToString("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    @Test
    void whatIsSignedIsRecognised() throws Exception {
        KeyPair pair = pair();
        NoteKey key = NoteKey.of("audit.example.com", pair.getPublic());
        Checkpoint checkpoint = new Checkpoint("audit.example.com/acme", 7, TreeHash.OF_NOTHING, NOON);

        SignedNote note = SignedNote.parse(SignedNote.of(checkpoint.text(), key, sign(pair, checkpoint.text()))
                .toString());

        assertThat(note.isSignedBy(NoteKey.parse(key.toString()))).isTrue();
        assertThat(Checkpoint.parse(note.text())).isEqualTo(checkpoint);
        assertThat(note.text().lines())
                .containsExactly(
                        "audit.example.com/acme",
                        "7",
                        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                        "time 2026-03-01T12:00:00Z");
    }

    @Test
    void whatAnotherKeySignedOrWasChangedIsNot() throws Exception {
        KeyPair pair = pair();
        NoteKey key = NoteKey.of("audit.example.com", pair.getPublic());
        String text = new Checkpoint("audit.example.com/acme", 7, TreeHash.OF_NOTHING, NOON).text();
        SignedNote note = SignedNote.of(text, key, sign(pair, text));

        assertThat(note.isSignedBy(NoteKey.of("audit.example.com", pair().getPublic())))
                .isFalse();
        assertThat(note.isSignedBy(NoteKey.of("other", pair.getPublic()))).isFalse();
        assertThat(new SignedNote(text.replace("\n7\n", "\n8\n"), note.signatures()).isSignedBy(key))
                .isFalse();
        assertThat(SignedNote.of(text, key, new byte[3]).isSignedBy(key)).isFalse();
    }

    @Test
    void severalNotesInOneFileAreReadInOrder() throws Exception {
        KeyPair pair = pair();
        NoteKey key = NoteKey.of("a", pair.getPublic());
        StringBuilder file = new StringBuilder();
        for (int size = 1; size <= 3; size++) {
            String text = new Checkpoint("a/acme", size, TreeHash.OF_NOTHING, NOON).text();
            file.append(SignedNote.of(text, key, sign(pair, text))).append("\n");
        }

        List<SignedNote> notes = SignedNote.parseAll(file.toString());

        assertThat(notes)
                .extracting(note -> Checkpoint.parse(note.text()).size())
                .containsExactly(1L, 2L, 3L);
        assertThat(notes).allMatch(note -> note.isSignedBy(key));
        assertThat(SignedNote.parseAll("")).isEmpty();
        assertThatThrownBy(() -> SignedNote.parseAll(file.substring(0, file.length() - 30)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whateverIsReadIsAValueOrARefusal() throws Exception {
        KeyPair pair = pair();
        NoteKey key = NoteKey.of("a", pair.getPublic());
        String text = new Checkpoint("a/acme", 1, TreeHash.OF_NOTHING, NOON).text();
        String note = SignedNote.of(text, key, sign(pair, text)).toString();
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            String garbled = garbled(note, random);
            try {
                for (SignedNote read : SignedNote.parseAll(garbled)) {
                    read.isSignedBy(key);
                    Checkpoint.parse(read.text());
                }
                NoteKey.parse(garbled(key.toString(), random));
            } catch (InvalidInputException e) {
                refused++;
            }
        }

        assertThat(refused).isGreaterThan(5_000);
    }

    private static String garbled(String text, Random random) {
        StringBuilder garbled = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0 && garbled.length() > 0; i--) {
            int at = random.nextInt(garbled.length());
            switch (random.nextInt(4)) {
                case 0 -> garbled.deleteCharAt(at);
                case 1 -> garbled.insert(at, "\n\u2014 +=\0\ud8009".charAt(random.nextInt(8)));
                case 2 -> garbled.setCharAt(at, (char) random.nextInt(0x10000));
                default -> garbled.setLength(at + 1);
            }
        }
        return garbled.toString();
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static byte[] sign(KeyPair pair, String text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }
}
