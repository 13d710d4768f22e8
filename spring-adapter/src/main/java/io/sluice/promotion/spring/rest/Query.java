package io.sluice.promotion.spring.rest;

import static io.sluice.promotion.spring.rest.Refusal.refuse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** The query parameters of a call. Read from the address itself: a container would take form fields for them. */
final class Query {
    private static final int LONGEST = 1_000;

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    static Query of(@Nullable String text, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String pair : text.split("&", -1)) {
                read(pair, known, values);
            }
        }
        return new Query(values);
    }

    /** The value; empty when the parameter is missing or has none. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private static void read(String pair, Set<String> known, Map<String, String> values) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (!known.contains(name)) {
            String list = known.isEmpty() ? "none" : String.join(", ", known);
            throw refuse(
                    "query.unknown",
                    400,
                    "There is a query parameter that this operation does not take; it takes " + list + ".");
        }
        if (value.length() > LONGEST) {
            throw refuse("query.tooLong", 400, name, name + " has more than " + LONGEST + " characters.");
        }
        if (value.indexOf('\0') >= 0) {
            throw refuse("query.format", 400, name, name + " contains a NUL character.");
        }
        if (values.put(name, value) != null) {
            throw refuse("query.duplicate", 400, name, name + " was given more than once.");
        }
    }

    private static String decoded(String text) {
        try {
            String decoded = StringUtils.uriDecode(text.replace('+', ' '), StandardCharsets.ISO_8859_1);
            byte[] bytes = decoded.getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw refuse(
                    "query.format", 400, "A query parameter is not encoded as a web address demands (UTF-8, %XX).");
        }
    }
}
