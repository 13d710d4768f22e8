package io.sluice.promotion.command;

import io.sluice.promotion.artifact.Digest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A hash over the content of a command, the same on every node and after every restart. */
public final class Fingerprint {
    private Fingerprint() {}

    public static String of(@Nullable Object... parts) {
        StringBuilder text = new StringBuilder("sluice-command-1");
        for (Object part : parts) {
            append(text, part);
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8))
                .value()
                .substring("sha256:".length());
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            append(text, optional.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            scalar(text, Integer.toString(map.size()));
            TreeMap<String, Object> sorted = new TreeMap<>();
            map.forEach((key, entry) -> sorted.put(String.valueOf(key), entry));
            sorted.forEach((key, entry) -> {
                scalar(text, key);
                append(text, entry);
            });
        } else if (value instanceof Set<?> set) {
            appendAll(text, set.stream().map(Fingerprint::of).sorted().toList());
        } else if (value instanceof List<?> list) {
            appendAll(text, list);
        } else if (value instanceof Record record) {
            appendRecord(text, record);
        } else if (value == null) {
            text.append("|-");
        } else if (value instanceof Double number) {
            scalar(text, Long.toHexString(Double.doubleToLongBits(number))); // How it prints depends on the Java.
        } else {
            scalar(text, value.toString());
        }
    }

    private static void appendAll(StringBuilder text, Collection<?> values) {
        scalar(text, Integer.toString(values.size()));
        values.forEach(value -> append(text, value));
    }

    private static void appendRecord(StringBuilder text, Record record) {
        scalar(text, record.getClass().getSimpleName());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true); // The commands of a door are its own private records.
                append(text, accessor.invoke(record));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("Commands are records with readable components.", e);
            }
        }
    }

    private static void scalar(StringBuilder text, String value) {
        text.append('|').append(value.length()).append(':').append(value);
    }
}
