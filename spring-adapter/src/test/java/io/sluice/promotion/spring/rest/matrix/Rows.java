package io.sluice.promotion.spring.rest.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.spring.rest.Contract;
import io.sluice.promotion.spring.rest.Contract.Documented;
import io.sluice.promotion.spring.rest.matrix.Row.About;
import io.sluice.promotion.spring.rest.matrix.Row.Example;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** Reads operations.yaml, with the ids of a world in the places of its names. */
final class Rows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Documented> documented = new TreeMap<>();
    private final Map<String, String> names;
    private final Map<String, String> parts;
    private final String policy = resource("policy.json");

    private Rows(Contract contract, Map<String, String> names, Map<String, String> parts) {
        contract.operations()
                .values()
                .forEach(one ->
                        documented.put(one.definition().path("operationId").asText(), one));
        this.names = names;
        this.parts = parts;
    }

    /**
     * All rows.
     *
     * @param names what stands in the place of <code>${name}</code>
     * @param parts of paths, unless a row says something else
     */
    static List<Row> read(Contract contract, Map<String, String> names, Map<String, String> parts) {
        Rows rows = new Rows(contract, names, parts);
        List<Row> all = new ArrayList<>();
        rows.file().properties().forEach(entry -> all.add(rows.row(entry.getKey(), entry.getValue())));
        return all;
    }

    /** A file beside this class. */
    static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(Rows.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode file() {
        Object yaml = new Yaml().load(resource("operations.yaml"));
        return filled(JSON.valueToTree(yaml));
    }

    /** Names become ids, and the word POLICY a whole policy. */
    private JsonNode filled(JsonNode tree) {
        String text = tree.toString().replace("\"POLICY\"", policy);
        for (Map.Entry<String, String> name : names.entrySet()) {
            String quoted = JSON.valueToTree(name.getValue()).toString();
            text = text.replace("${" + name.getKey() + "}", quoted.substring(1, quoted.length() - 1));
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Row row(String id, JsonNode given) {
        Documented operation = documented.get(id);
        if (operation == null) {
            throw new IllegalStateException("openapi.yaml has no operation " + id);
        }
        Map<String, String> at = new LinkedHashMap<>(parts);
        at.putAll(texts(given.path("at")));
        return new Row(
                id,
                operation,
                Operation.valueOf(given.path("asks").asText(Operation.VIEW_ORGANIZATION.name())),
                About.valueOf(given.path("about").asText()),
                given.path("decides").asText("staging"),
                texts(given.path("but")),
                given.path("by").asText(Cast.ROOT),
                at,
                examples(given));
    }

    private static List<Example> examples(JsonNode given) {
        Map<String, String> query = texts(given.path("query"));
        Optional<String> seen = text(given.path("seen"));
        List<Example> examples = new ArrayList<>();
        given.path("bodies")
                .forEach(body -> examples.add(new Example(query, Optional.of(body), text(given.path("xml")), seen)));
        if (examples.isEmpty()) {
            examples.add(new Example(query, Optional.empty(), text(given.path("xml")), seen));
        }
        JsonNode many = given.path("many");
        if (many.isObject()) {
            examples.add(new Example(query, Optional.of(many.path("body")), Optional.empty(), text(many.path("seen"))));
        }
        JsonNode queries = given.path("manyQueries");
        if (queries.isObject()) {
            examples.add(new Example(texts(queries), Optional.empty(), Optional.empty(), seen));
        }
        return examples;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(node.asText());
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
