package io.sluice.promotion.audit.tree;

import io.sluice.promotion.problem.InvalidInputException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with signatures below it, in the form of C2SP signed-note: the text, an empty line, and for each signature a
 * line {@code — name Base64}, in which the Base64 holds the key's id and the signature.
 *
 * @param text ends with a line break
 * @param signatures the lines below it, at least one, each without its line break
 */
public record SignedNote(String text, List<String> signatures) {
    private static final int MOST_SIGNATURES = 100;
    private static final Pattern SIGNATURE = Pattern.compile("\u2014 ([^\\s+]+) ([A-Za-z0-9+/]+={0,2})");

    /** Copies the lines. */
    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** A text that one key signed. */
    public static SignedNote of(String text, NoteKey key, byte[] signature) {
        ByteBuffer signed = ByteBuffer.allocate(NoteKey.ID_LENGTH + signature.length);
        signed.put(key.id()).put(signature);
        String line = "\u2014 " + key.name() + " " + Base64.getEncoder().encodeToString(signed.array());
        return new SignedNote(text, List.of(line));
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws InvalidInputException {@code checkpoint.format}
     */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw malformed();
        }
        List<String> lines = note.substring(end + 2).lines().toList();
        boolean wellFormed = !lines.isEmpty()
                && lines.size() <= MOST_SIGNATURES
                && lines.stream().allMatch(line -> SIGNATURE.matcher(line).matches());
        if (!wellFormed) {
            throw malformed();
        }
        return new SignedNote(note.substring(0, end + 1), lines);
    }

    /**
     * Reads notes that were written one after the other, with an empty line between two.
     *
     * @throws InvalidInputException {@code checkpoint.format}, also when the last one breaks off
     */
    public static List<SignedNote> parseAll(String file) {
        List<SignedNote> notes = new ArrayList<>();
        List<String> text = new ArrayList<>();
        List<String> signatures = new ArrayList<>();
        boolean below = false;
        for (String line : file.lines().toList()) {
            if (!below && line.isEmpty() && !text.isEmpty()) {
                below = true;
            } else if (!below) {
                text.add(line);
            } else if (line.isEmpty()) {
                notes.add(complete(text, signatures));
                text.clear();
                signatures.clear();
                below = false;
            } else {
                signatures.add(line);
            }
        }
        if (!text.isEmpty()) {
            notes.add(complete(text, file.endsWith("\n") ? signatures : List.of()));
        }
        return notes;
    }

    private static SignedNote complete(List<String> text, List<String> signatures) {
        return parse(String.join("\n", text) + "\n\n" + String.join("\n", signatures) + "\n");
    }

    /** Whether the key signed this text. */
    public boolean isSignedBy(NoteKey key) {
        return signatures.stream()
                .map(SIGNATURE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(1).equals(key.name()))
                .map(line -> decoded(line.group(2)))
                .filter(signed -> signed.length > NoteKey.ID_LENGTH
                        && Arrays.equals(Arrays.copyOf(signed, NoteKey.ID_LENGTH), key.id()))
                .anyMatch(signed -> key.verifies(text, Arrays.copyOfRange(signed, NoteKey.ID_LENGTH, signed.length)));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static InvalidInputException malformed() {
        return new InvalidInputException(
                "checkpoint", "checkpoint.format", "This is no text with an empty line and signatures below it.");
    }

    /** The note as it is stored and handed over. */
    @Override
    public String toString() {
        return text + "\n" + String.join("\n", signatures) + "\n";
    }
}
