package io.sluice.promotion.bpmn.verify.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a host adds, in a file: for each topic or delegate the errors it can throw, the fields it needs, and
 * whether it changes the artifact, after which earlier checks and approvals count no more.
 */
final class StepsFile {
    private static final JSON FORM = JSON.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
    private static final Set<String> MEMBERS = Set.of("topics", "delegates");
    private static final Set<String> STEP = Set.of("errors", "fields", "changesArtifact");
    private static final String RESERVED = "promotion";

    private StepsFile() {}

    /**
     * The library's words and those of the file.
     *
     * @throws InvalidInputException {@code steps.json}, {@code steps.field}, {@code steps.reserved}
     */
    static Vocabulary read(String json) {
        Vocabulary words = Vocabulary.standard();
        Map<?, ?> file = object(json);
        requireKnown("steps", file, MEMBERS);
        for (Map.Entry<?, ?> topic : members(file, "topics").entrySet()) {
            words = words.withTopic(name("steps.topics", topic.getKey()), step("steps.topics", topic));
        }
        for (Map.Entry<?, ?> delegate : members(file, "delegates").entrySet()) {
            words = words.withDelegate(name("steps.delegates", delegate.getKey()), step("steps.delegates", delegate));
        }
        return words;
    }

    private static String name(String place, @Nullable Object key) {
        String name = String.valueOf(key);
        if (name.isBlank()) {
            throw unusable(place, "A step needs a name");
        }
        if (name.startsWith(RESERVED)) {
            throw new InvalidInputException(
                    place + "." + name, "steps.reserved", "Names that begin with promotion belong to the library.");
        }
        return name;
    }

    private static Step step(String parent, Map.Entry<?, ?> entry) {
        String place = parent + "." + entry.getKey();
        if (!(entry.getValue() instanceof Map<?, ?> fields)) {
            throw unusable(place, "There must be an object");
        }
        requireKnown(place, fields, STEP);
        Object changes = fields.get("changesArtifact");
        if (changes != null && !(changes instanceof Boolean)) {
            throw unusable(place + ".changesArtifact", "There must be true or false");
        }
        return new Step(
                Boolean.TRUE.equals(changes) ? Effect.HOST_CHANGES : Effect.HOST,
                texts(place + ".errors", fields.get("errors")),
                texts(place + ".fields", fields.get("fields")));
    }

    private static Set<String> texts(String place, @Nullable Object value) {
        Set<String> texts = new HashSet<>();
        if (value == null) {
            return texts;
        }
        if (!(value instanceof List<?> list)) {
            throw unusable(place, "There must be a list of texts");
        }
        for (Object element : list) {
            if (!(element instanceof String text) || text.isBlank()) {
                throw unusable(place, "There must be a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    private static Map<?, ?> members(Map<?, ?> file, String name) {
        Object value = file.get(name);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw unusable("steps." + name, "There must be an object");
        }
        return members;
    }

    private static void requireKnown(String place, Map<?, ?> object, Set<String> known) {
        for (Object name : object.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                throw unusable(
                        place + "." + name,
                        "Nobody knows this; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private static Map<?, ?> object(String json) {
        try (JsonParser parser = FORM.createParser(json)) {
            Map<String, Object> object = FORM.mapFrom(parser);
            if (object == null || parser.nextToken() != null) {
                throw broken("there must be one object and nothing behind it");
            }
            return object;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw broken(
                    at == null ? "it cannot be read" : "see line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException e) {
            throw broken("its characters are broken");
        }
    }

    private static InvalidInputException broken(String why) {
        return new InvalidInputException("steps", "steps.json", "The steps are no JSON object: " + why + ".");
    }

    private static InvalidInputException unusable(String place, String why) {
        return new InvalidInputException(place, "steps.field", "At " + place + ": " + why + ".");
    }
}
