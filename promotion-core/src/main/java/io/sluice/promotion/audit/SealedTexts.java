package io.sluice.promotion.audit;

import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What people wrote into an event, kept beside it. In the hashed data each text is replaced by a commitment, {@code
 * {"hmac": …}}: HMAC-SHA-256 over the name of the field, a zero byte and the text, with a random salt as the key. The text
 * can be checked as long as it is there; once text and salt are removed, the event still verifies and nobody can find out
 * what it said, not even by trying.
 *
 * @param salt 64 hexadecimal digits; its characters are the key
 * @param texts by the name of the field
 */
public record SealedTexts(String salt, Map<String, String> texts) {
    /**
     * Data and the texts that were taken out of it.
     *
     * @param data with commitments
     * @param texts empty when there was nothing to take out
     */
    public record Split(Map<String, @Nullable Object> data, Optional<SealedTexts> texts) {}

    private static final String MEMBER = "hmac";

    /** Copies the texts. */
    public SealedTexts {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    /** Takes what is personal out of the data of an event. An empty text says nothing and stays. */
    static Split split(Map<String, ? extends @Nullable Object> data, String salt) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, @Nullable Object> rest = new TreeMap<>();
        data.forEach((field, value) -> {
            if (PersonalFields.isText(field) && value instanceof String text && !text.isEmpty()) {
                texts.put(field, text);
                rest.put(field, Map.of(MEMBER, commitment(salt, field, text)));
            } else {
                rest.put(field, value);
            }
        });
        return new Split(rest, texts.isEmpty() ? Optional.empty() : Optional.of(new SealedTexts(salt, texts)));
    }

    /** Whether the data holds a commitment to a text. */
    public static boolean isSealed(Map<String, ? extends @Nullable Object> data) {
        return data.values().stream().anyMatch(value -> commitmentIn(value).isPresent());
    }

    /** Whether each text is the one that the data commits to, and none is missing. */
    boolean fit(Map<String, ? extends @Nullable Object> data) {
        long commitments = data.values().stream()
                .filter(value -> commitmentIn(value).isPresent())
                .count();
        return commitments == texts.size()
                && texts.entrySet().stream()
                        .allMatch(text -> commitmentIn(data.get(text.getKey()))
                                .filter(written -> MessageDigest.isEqual(
                                        Hmac.bytes(written),
                                        Hmac.bytes(commitment(salt, text.getKey(), text.getValue()))))
                                .isPresent());
    }

    private static Optional<String> commitmentIn(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.size() == 1 && map.get(MEMBER) instanceof String hmac
                ? Optional.of(hmac)
                : Optional.empty();
    }

    private static String commitment(String salt, String field, String text) {
        return HexFormat.of().formatHex(Hmac.of(Hmac.bytes(salt), Hmac.bytes(field), Hmac.bytes(text)));
    }
}
