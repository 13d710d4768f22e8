package io.sluice.promotion.audit.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of an export, read field by field. Whatever the line holds, reading it ends with a value or with {@code
 * export.format}: depth, lengths and numbers are bounded, a field that is there twice is refused, and so is a field that
 * nobody asks for.
 */
final class ExportJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(24)
                    .maxStringLength(2_000_000)
                    .maxNameLength(10_000)
                    .maxNumberLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, @Nullable Object> fields;

    private ExportJson(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    /** Reads a line; whoever reads it takes every field out. */
    static <T> T read(String line, Function<ExportJson, T> reader) {
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("it is no JSON object");
            }
            ExportJson json = new ExportJson(object(parser));
            if (parser.nextToken() != null) {
                throw malformed("it goes on after its end");
            }
            T value = reader.apply(json);
            if (!json.fields.isEmpty()) {
                throw malformed("it has a field that there is not: "
                        + clipped(json.fields.keySet().iterator().next()));
            }
            return value;
        } catch (IOException | NumberFormatException e) {
            throw malformed("it is no JSON");
        }
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> malformed("it lacks the text " + name));
    }

    /** Empty when the field is absent or null. */
    Optional<String> optionalText(String name) {
        Object value = fields.remove(name);
        if (value != null && !(value instanceof String)) {
            throw malformed(name + " is no text");
        }
        return Optional.ofNullable((String) value);
    }

    long number(String name) {
        return optionalNumber(name).orElseThrow(() -> malformed("it lacks the number " + name));
    }

    Optional<Long> optionalNumber(String name) {
        Object value = fields.remove(name);
        if (value != null && !(value instanceof Long)) {
            throw malformed(name + " is no whole number");
        }
        return Optional.ofNullable((Long) value);
    }

    boolean flag(String name) {
        if (fields.remove(name) instanceof Boolean flag) {
            return flag;
        }
        throw malformed(name + " is neither true nor false");
    }

    Optional<Map<String, @Nullable Object>> object(String name) {
        Object value = fields.remove(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw malformed(name + " is no object");
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), entry));
        return Optional.of(copy);
    }

    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name).orElse(Map.of()).forEach((key, value) -> {
            if (!(value instanceof String text)) {
                throw malformed(name + " holds something else than texts");
            }
            texts.put(key, text);
        });
        return texts;
    }

    List<String> list(String name) {
        return optionalList(name).orElse(List.of());
    }

    Optional<List<String>> optionalList(String name) {
        Object value = fields.remove(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof List<?> list)) {
            throw malformed(name + " is no list");
        }
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof String text)) {
                throw malformed(name + " holds something else than texts");
            }
            texts.add(text);
        }
        return Optional.of(texts);
    }

    static InvalidInputException malformed(String why) {
        return new InvalidInputException(
                "export", "export.format", "This line of an export cannot be read: " + why + ".");
    }

    private static String clipped(String text) {
        return text.length() > 40 ? text.substring(0, 40) : text;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw malformed("it is no JSON");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (next(parser) == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            next(parser);
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (next(parser) != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static JsonToken next(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("it ends too early");
        }
        return token;
    }

    private static Number whole(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> finite(parser.getDoubleValue());
        };
    }

    private static Double finite(double number) {
        if (!Double.isFinite(number)) {
            throw malformed("it holds a number that is too large");
        }
        return number;
    }
}
