package io.sluice.promotion.spring.rest;

import static io.sluice.promotion.spring.rest.Refusal.refuse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.promotion.problem.SluiceException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The wire format. Strict: what is not expected is refused, and nothing is turned into something else. */
public final class ApiJson {
    private static final ObjectMapper MAPPER = mapper();

    private ApiJson() {}

    /** Reads a body. Components that are no {@code Optional} must be there; numbers and truth values of it are boxed. */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            T value = MAPPER.readValue(utf8(body), type);
            if (value == null) {
                throw refuse("body.required", 400, "The body must be a JSON object, not null.");
            }
            Required.check(value);
            return value;
        } catch (StreamConstraintsException e) {
            throw refuse(
                    "body.tooDeep", 400, "The JSON is nested too deeply, or a name or a number in it is too long.");
        } catch (UnrecognizedPropertyException e) {
            throw unknown(e);
        } catch (JsonMappingException e) {
            throw unusable(e);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (CharacterCodingException e) {
            throw refuse("body.malformed", 400, "The body is not JSON in UTF-8.");
        }
    }

    /** Left to itself, the parser would take other encodings as well. */
    private static String utf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    /** The value as a tree, with names of people as they are now. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The bytes of a body. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written.", e);
        }
    }

    /** Any JSON object, such as a policy, as text again. */
    public static String text(JsonNode value) {
        return value.toString();
    }

    /** Text that Sluice wrote, such as a policy, as JSON. */
    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What Sluice wrote is not JSON.", e);
        }
    }

    private static RuntimeException tooDeep() {
        return refuse("body.tooDeep", 400, "The JSON is nested too deeply, or a name or a number in it is too long.");
    }

    private static RuntimeException unknown(UnrecognizedPropertyException e) {
        String field = path(e.getPath());
        return refuse("body.unknownField", 400, shortened(field), "There is no field " + shortened(field) + " here.");
    }

    private static RuntimeException unusable(JsonMappingException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SluiceException refusal) {
                return new RefusedField(shortened(path(e.getPath())), refusal);
            }
            if (cause instanceof StreamConstraintsException) {
                return tooDeep();
            }
            if (cause instanceof StreamReadException unreadable && !(cause instanceof InputCoercionException)) {
                return malformed(unreadable);
            }
        }
        String field = shortened(path(e.getPath()));
        if (field.isEmpty()) {
            return refuse("body.type", 400, "The body does not have the type that is expected: a JSON object.");
        }
        return refuse(
                "body.type", 400, field, field + " does not have the type or one of the values that are expected.");
    }

    private static RuntimeException malformed(JsonProcessingException e) {
        if (isDuplicate(e)) {
            return refuse("body.duplicateField", 400, "A field is there more than once.");
        }
        return refuse("body.malformed", 400, "The body is not JSON in UTF-8.");
    }

    private static boolean isDuplicate(JsonProcessingException e) {
        return e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate field");
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    /** Names come from the caller: no more of them is sent back than helps. */
    private static String shortened(String field) {
        String printable = field.replaceAll("[^\\p{Graph}]", "?");
        return printable.length() <= 100 ? printable : printable.substring(0, 100);
    }

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(20)
                        .maxNameLength(200)
                        .maxNumberLength(40)
                        .maxStringLength(Route.STANDARD_SIZE)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        JsonMapper mapper = JsonMapper.builder(factory)
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(new WireTimes())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
        mapper.getFactory().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        mapper.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        return mapper;
    }
}
