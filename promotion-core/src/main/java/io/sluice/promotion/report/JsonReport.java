package io.sluice.promotion.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON report token by token and keeps only the members that are asked for, so that the code flows, snippets and
 * raw samples that make up most of a report never take memory. Bounds: depth, length of a text, number of values kept. A
 * member that is there twice is a fault: two readers could take two different ones.
 */
final class JsonReport {
    private static final int MOST_LEVELS = 60;
    private static final int MOST_VALUES = 1_000_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxStringLength(1_000_000)
                    .maxNameLength(10_000)
                    .maxNumberLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final Predicate<String> kept;
    private int values;

    private JsonReport(String name, Predicate<String> kept) {
        this.name = name;
        this.kept = kept;
    }

    /** The report, with the members of these names at every level. */
    static JsonNode read(Report report, Predicate<String> kept) throws CannotTellException {
        String name = ReportReader.name(report);
        byte[] content = ReportReader.read(report);
        try (JsonParser parser = FACTORY.createParser(content)) {
            parser.nextToken();
            Object value = new JsonReport(name, kept).value(parser);
            if (parser.nextToken() != null) {
                throw new CannotTellException("Report " + name + " goes on after its end.");
            }
            return new JsonNode(name, "", value);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new CannotTellException("Report " + name + " is not readable JSON"
                    + (line > 0 ? " (line " + line + ")" : "") + ": " + Printable.line(reason(e), 120) + ".");
        } catch (IOException e) {
            throw new CannotTellException("Report " + name + " is not readable JSON: its characters are broken.");
        }
    }

    /** The parser's own words, without its remark on the source. */
    private static String reason(JsonProcessingException e) {
        String words = String.valueOf(e.getOriginalMessage());
        int remark = words.indexOf(" (start marker");
        return remark < 0 ? words : words.substring(0, remark);
    }

    private @Nullable Object value(JsonParser parser) throws IOException, CannotTellException {
        if (++values > MOST_VALUES) {
            throw new CannotTellException("Report " + name + " holds more than " + MOST_VALUES + " values.");
        }
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new CannotTellException("Report " + name + " is empty.");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object(JsonParser parser) throws IOException, CannotTellException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            if (kept.test(member)) {
                members.put(member, value(parser));
            } else {
                parser.skipChildren();
            }
        }
        return members.isEmpty() ? Collections.emptyMap() : members;
    }

    private List<@Nullable Object> array(JsonParser parser) throws IOException, CannotTellException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements.isEmpty() ? Collections.emptyList() : elements;
    }

    private Double number(JsonParser parser) throws IOException, CannotTellException {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new CannotTellException("Report " + name + " holds a number that is too large.");
        }
        return number;
    }
}
