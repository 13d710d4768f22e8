package io.sluice.promotion.jdbc;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private final String place;
    private final Map<?, ?> fields;
    private final Set<Object> asked = new LinkedHashSet<>();

    private JsonFields(String place, Map<?, ?> fields) {
        this.place = place;
        this.fields = fields;
    }

    /** Reads an object and refuses it when the reader left something over. */
    static <T> T read(@Nullable Object object, Function<JsonFields, T> reader) {
        return read("", object, reader);
    }

    private static <T> T read(String place, @Nullable Object object, Function<JsonFields, T> reader) {
        if (!(object instanceof Map<?, ?> map)) {
            throw new UnusableJsonException(place, "A JSON object is missing.");
        }
        JsonFields fields = new JsonFields(place, map);
        T result = reader.apply(fields);
        for (Object name : map.keySet()) {
            if (!fields.asked.contains(name)) {
                throw new UnusableJsonException(
                        fields.at(String.valueOf(name)), "Nobody knows this field; known are " + fields.asked + ".");
            }
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

    /** A text that stands for something else; what cannot be read is refused as the field's. */
    <T> T parsed(String name, Function<String, T> type) {
        return parsed(at(name), text(name), type);
    }

    <T> Optional<T> optionalParsed(String name, Function<String, T> type) {
        return has(name) ? Optional.of(parsed(name, type)) : Optional.empty();
    }

    <T> T object(String name, Function<JsonFields, T> reader) {
        return read(at(name), value(name, Map.class), reader);
    }

    <T> Optional<T> optionalObject(String name, Function<JsonFields, T> reader) {
        return has(name) ? Optional.of(object(name, reader)) : Optional.empty();
    }

    <T> List<T> objects(String name, Function<JsonFields, T> reader) {
        List<T> objects = new ArrayList<>();
        for (Object map : elements(name, Map.class)) {
            objects.add(read(at(name) + "[" + objects.size() + "]", map, reader));
        }
        return objects;
    }

    <T> List<T> texts(String name, Function<String, T> type) {
        List<T> values = new ArrayList<>();
        for (String text : elements(name, String.class)) {
            values.add(parsed(at(name) + "[" + values.size() + "]", text, type));
        }
        return values;
    }

    List<Integer> integers(String name) {
        return elements(name, Integer.class);
    }

    Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<?, ?> map = value(name, Map.class);
        map.forEach((key, text) -> {
            if (!(text instanceof String value)) {
                throw new UnusableJsonException(at(name) + "." + key, "There must be a text.");
            }
            texts.put((String) key, value);
        });
        return texts;
    }

    boolean has(String name) {
        asked.add(name);
        return fields.containsKey(name);
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static <T> T parsed(String place, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnusableJsonException(place, shown(text) + " cannot stand here.", e);
        }
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private <T> T value(String name, Class<T> type) {
        asked.add(name);
        Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw new UnusableJsonException(at(name), "There must be " + kind(type) + ".");
        }
        return type.cast(value);
    }

    private <E> List<E> elements(String name, Class<E> type) {
        List<E> elements = new ArrayList<>();
        for (Object element : value(name, List.class)) {
            if (!type.isInstance(element)) {
                throw new UnusableJsonException(
                        at(name) + "[" + elements.size() + "]", "There must be " + kind(type) + ".");
            }
            elements.add(type.cast(element));
        }
        return elements;
    }

    private static String kind(Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        if (type == Integer.class) {
            return "a whole number";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        return type == List.class ? "a list" : "an object";
    }
}
