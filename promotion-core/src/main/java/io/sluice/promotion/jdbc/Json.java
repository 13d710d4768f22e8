package io.sluice.promotion.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What is stored as JSON: equal content gives equal text. */
final class Json {
    private static final JSON STRICT = JSON.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private Json() {}

    /** Maps and lists as they are; their order is the caller's business. */
    static String write(Object value) {
        try {
            return STRICT.asString(value);
        } catch (IOException e) {
            throw new IllegalStateException("This value has no JSON.", e);
        }
    }

    /** A map with its keys in order. */
    static String writeMap(Map<String, ?> map) {
        return write(new TreeMap<>(map));
    }

    /** A list of anything that prints as one text, in the order given. */
    static String writeList(Collection<?> list) {
        return write(texts(list));
    }

    /** A set of anything that prints as one text, in the order of the texts. */
    static String writeSet(Collection<?> set) {
        return write(sortedTexts(set));
    }

    static List<String> texts(Collection<?> list) {
        return list.stream().map(Object::toString).toList();
    }

    static List<String> sortedTexts(Collection<?> set) {
        return set.stream().map(Object::toString).sorted().toList();
    }

    static Map<String, Object> readObject(String json) {
        try {
            return STRICT.mapFrom(json);
        } catch (IOException e) {
            throw new IllegalStateException("A stored JSON object cannot be read.", e);
        }
    }

    static <T> List<T> readList(String json, Function<String, T> type) {
        try {
            List<T> list = new ArrayList<>();
            STRICT.listOfFrom(String.class, json).forEach(text -> list.add(type.apply(text)));
            return list;
        } catch (IOException e) {
            throw new IllegalStateException("A stored JSON list cannot be read.", e);
        }
    }

    static Map<String, String> readTexts(String json) {
        Map<String, String> texts = new LinkedHashMap<>();
        readObject(json).forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    static Map<String, Double> readNumbers(String json) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        readObject(json).forEach((name, value) -> numbers.put(name, Double.valueOf(value.toString())));
        return numbers;
    }
}
