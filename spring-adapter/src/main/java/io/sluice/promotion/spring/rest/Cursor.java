package io.sluice.promotion.spring.rest;

import static io.sluice.promotion.spring.rest.Refusal.refuse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Where a list goes on: the position of the last item that was sent, opaque to the caller. */
public final class Cursor {
    private static final String BETWEEN = "\n";
    private static final String FORM = "1";

    private Cursor() {}

    /** Writes a position down. */
    public static String of(String... position) {
        String text = FORM + BETWEEN + String.join(BETWEEN, position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a position.
     *
     * @param parts how many parts it has
     * @param position makes it from its parts; what it throws means that the cursor is none
     */
    static <T> T read(String text, int parts, Function<List<String>, T> position) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            List<String> found = List.of(plain.split(BETWEEN, -1));
            if (found.size() == parts + 1 && found.get(0).equals(FORM)) {
                return position.apply(found.subList(1, found.size()));
            }
            throw invalid();
        } catch (RuntimeException | CharacterCodingException e) {
            throw invalid();
        }
    }

    private static Refusal invalid() {
        return refuse("cursor.invalid", 400, "cursor", "This is no cursor of this list: begin it anew without one.");
    }
}
