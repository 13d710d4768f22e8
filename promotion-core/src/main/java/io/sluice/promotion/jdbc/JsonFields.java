package io.sluice.promotion.jdbc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stored JSON object, read field by field. What nobody asked for is refused: it was written by a newer version, and to
 * overlook a demand would be to drop it.
 */
final class JsonFields {
    private final Map<?, ?> fields;
    private final Set<Object> asked = new HashSet<>();

    private JsonFields(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** Reads an object and refuses it when the reader left something over. */
    static <T> T read(@Nullable Object object, Function<JsonFields, T> reader) {
        if (!(object instanceof Map<?, ?> map)) {
            throw new IllegalStateException("A stored JSON object is missing.");
        }
        JsonFields fields = new JsonFields(map);
        T result = reader.apply(fields);
        if (!fields.asked.containsAll(map.keySet())) {
            Set<Object> unknown = new HashSet<>(map.keySet());
            unknown.removeAll(fields.asked);
            throw new IllegalStateException("A stored JSON object has fields this version does not know: " + unknown);
        }
        return result;
    }

    String text(String name) {
        return value(name, String.class);
    }

    int integer(String name) {
        return value(name, Integer.class);
    }

    boolean flag(String name) {
        return value(name, Boolean.class);
    }

    Optional<Boolean> optionalFlag(String name) {
        return has(name) ? Optional.of(flag(name)) : Optional.empty();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    <T> T object(String name, Function<JsonFields, T> reader) {
        return read(value(name, Map.class), reader);
    }

    <T> Optional<T> optionalObject(String name, Function<JsonFields, T> reader) {
        return has(name) ? Optional.of(object(name, reader)) : Optional.empty();
    }

    <T> List<T> objects(String name, Function<JsonFields, T> reader) {
        return elements(name, Map.class, map -> read(map, reader));
    }

    <T> List<T> texts(String name, Function<String, T> type) {
        return elements(name, String.class, type);
    }

    List<Integer> integers(String name) {
        return elements(name, Integer.class, number -> number);
    }

    Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<?, ?> map = value(name, Map.class);
        map.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }

    boolean has(String name) {
        asked.add(name);
        return fields.containsKey(name);
    }

    private <T> T value(String name, Class<T> type) {
        asked.add(name);
        Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("A stored JSON object has no usable field " + name + ".");
        }
        return type.cast(value);
    }

    private <E, T> List<T> elements(String name, Class<E> type, Function<E, T> reader) {
        List<T> elements = new ArrayList<>();
        for (Object element : value(name, List.class)) {
            if (!type.isInstance(element)) {
                throw new IllegalStateException("A stored JSON list holds something unusable: " + name + ".");
            }
            elements.add(reader.apply(type.cast(element)));
        }
        return elements;
    }
}
