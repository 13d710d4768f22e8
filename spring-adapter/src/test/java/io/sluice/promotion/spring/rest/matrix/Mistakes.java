package io.sluice.promotion.spring.rest.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes every mistake in every field of a body that its schema lets one think of. */
final class Mistakes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TextNode HERE = TextNode.valueOf("@HERE@");

    private final JsonNode file;
    private final String operation;
    private final JsonNode example;
    private final List<Mistake> made = new ArrayList<>();
    private final Set<String> shown = new TreeSet<>();

    private Mistakes(JsonNode file, String operation, JsonNode example) {
        this.file = file;
        this.operation = operation;
        this.example = example;
    }

    /**
     * Of one example.
     *
     * @param file openapi.yaml
     * @param schema of the body
     */
    static List<Mistake> in(JsonNode file, String operation, JsonNode schema, JsonNode example) {
        Mistakes mistakes = new Mistakes(file, operation, example);
        mistakes.look(schema, "", "", example, true);
        return mistakes.made;
    }

    /** The fields that the example shows, without numbers of list items. */
    static Set<String> shownBy(JsonNode file, JsonNode schema, JsonNode example) {
        Mistakes mistakes = new Mistakes(file, "", example);
        mistakes.walk(schema, "", example);
        return mistakes.shown;
    }

    /** The fields that the schema has. */
    static Set<String> fields(JsonNode file, JsonNode schema) {
        Mistakes mistakes = new Mistakes(file, "", schema);
        mistakes.fields(schema, "");
        return mistakes.shown;
    }

    private void look(JsonNode given, String pointer, String place, JsonNode value, boolean required) {
        JsonNode schema = resolved(given);
        String type = schema.has("enum") ? "enum" : schema.path("type").asText();
        if (required && !place.isEmpty()) {
            wrong(pointer, place, "null");
        } else if (!place.isEmpty()) {
            possible(pointer, place, "null");
        }
        switch (type) {
            case "object" -> object(schema, pointer, place, value);
            case "array" -> array(schema, pointer, place, value);
            case "integer" ->
                all(
                        pointer,
                        place,
                        "\"2\"",
                        "2.5",
                        "2.0",
                        "1e0",
                        "true",
                        "2147483648",
                        "9".repeat(30),
                        "{}",
                        "[]",
                        "\"\"");
            case "number" -> all(pointer, place, "\"2\"", "true", "1e999", "{}", "[]", "\"\"");
            case "boolean" -> all(pointer, place, "\"true\"", "1", "0", "{}", "[]", "\"\"");
            case "enum" -> all(pointer, place, "\"NOPE\"", "\"\"", "0", "true", "{}", "[]", lower(schema));
            case "string" -> text(pointer, place);
            default -> throw new AssertionError("No mistakes are known in " + operation + place + ", a " + type);
        }
        if (type.equals("integer") || type.equals("number")) {
            List.of("-1", "0", "2147483647", "-2147483648").forEach(raw -> possible(pointer, place, raw));
            unnamed(pointer, place, "NaN");
            unnamed(pointer, place, "Infinity");
        }
    }

    private void object(JsonNode schema, String pointer, String place, JsonNode value) {
        if (!place.isEmpty()) {
            all(pointer, place, "\"a\"", "5", "true", "[]");
        }
        Map.Entry<String, JsonNode> first =
                value.properties().stream().findFirst().orElse(null);
        if (first != null) {
            String entry = JSON.valueToTree(first.getKey()) + ":" + first.getValue();
            String whole = value.toString();
            unnamed(pointer, place, "{" + entry + "," + whole.substring(1));
        }
        JsonNode values = schema.path("additionalProperties");
        if (values.isObject()) {
            entries(values, pointer, place, value);
            return;
        }
        for (String field : List.of("status", "organization", "requestedBy", "approvals", "__proto__")) {
            if (!schema.path("properties").has(field)) {
                ObjectNode more = value.deepCopy();
                more.put(field, "x");
                add(pointer, inside(place, field), "one more", more.toString(), true, true);
            }
        }
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode inside = value.path(name);
            if (!inside.isMissingNode()) {
                look(property.getValue(), pointer + "/" + name, inside(place, name), inside, required.contains(name));
                if (required.contains(name)) {
                    ObjectNode less = value.deepCopy();
                    less.remove(name);
                    add(pointer, inside(place, name), "missing", less.toString(), true, true);
                }
            }
        });
    }

    private void entries(JsonNode values, String pointer, String place, JsonNode value) {
        value.properties()
                .forEach(entry -> look(
                        values,
                        pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1"),
                        place + "." + entry.getKey(),
                        entry.getValue(),
                        true));
        String any = value.properties().stream()
                .findFirst()
                .map(entry -> entry.getValue().toString())
                .orElse("\"x\"");
        add(pointer, place, "a key with NUL", "{\"a\\u0000b\":" + any + "}", true, false);
        add(pointer, place, "half a key", "{\"a\\ud800b\":" + any + "}", true, false);
        add(pointer, place, "an endless key", "{\"" + "k".repeat(300) + "\":" + any + "}", true, false);
    }

    private void array(JsonNode schema, String pointer, String place, JsonNode value) {
        all(pointer, place, "{}", "\"a\"", "5", "true");
        JsonNode items = schema.path("items");
        for (int index = 0; index < value.size(); index++) {
            look(items, pointer + "/" + index, place + "[" + index + "]", value.get(index), true);
        }
        if (!value.isEmpty()) {
            ArrayNode many = JSON.createArrayNode();
            for (int index = 0; index < 1_001; index++) {
                many.add(value.get(0));
            }
            possible(pointer, place, many.toString());
        }
        possible(pointer, place, "[]");
    }

    private void text(String pointer, String place) {
        all(pointer, place, "5", "2.5", "true", "{}", "[]");
        Kind kind = Kind.at(operation + "." + place);
        kind.impossible().forEach(text -> wrong(pointer, place, "\"" + text + "\""));
        Kind.strange().forEach(text -> possible(pointer, place, "\"" + text + "\""));
    }

    private void all(String pointer, String place, String... raw) {
        List.of(raw).forEach(one -> wrong(pointer, place, one));
    }

    private void wrong(String pointer, String place, String raw) {
        add(pointer, place, raw, raw, true, true);
    }

    private void possible(String pointer, String place, String raw) {
        add(pointer, place, raw, raw, false, false);
    }

    private void unnamed(String pointer, String place, String raw) {
        add(pointer, place, raw, raw, true, false);
    }

    /** The example with this at a place of it. */
    private void add(String pointer, String place, String what, String raw, boolean impossible, boolean named) {
        String body = raw;
        if (!pointer.isEmpty()) {
            JsonNode copy = example.deepCopy();
            int last = pointer.lastIndexOf('/');
            JsonNode parent = copy.at(pointer.substring(0, last));
            String name = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
            if (parent instanceof ArrayNode list) {
                list.set(Integer.parseInt(name), HERE);
            } else {
                ((ObjectNode) parent).set(name, HERE);
            }
            body = copy.toString().replace(HERE.toString(), raw);
        }
        String shortened = what.length() > 60 ? what.substring(0, 60) + "..." : what;
        made.add(new Mistake(place, shortened, body, impossible, named));
    }

    private void walk(JsonNode given, String place, JsonNode value) {
        JsonNode schema = resolved(given);
        if (schema.path("items").isObject()) {
            value.forEach(item -> walk(schema.path("items"), place, item));
        }
        schema.path("properties").properties().forEach(property -> {
            JsonNode inside = value.path(property.getKey());
            if (!inside.isMissingNode()) {
                shown.add(inside(place, property.getKey()));
                walk(property.getValue(), inside(place, property.getKey()), inside);
            }
        });
    }

    private void fields(JsonNode given, String place) {
        JsonNode schema = resolved(given);
        if (schema.path("items").isObject()) {
            fields(schema.path("items"), place);
        }
        schema.path("properties").properties().forEach(property -> {
            shown.add(inside(place, property.getKey()));
            fields(property.getValue(), inside(place, property.getKey()));
        });
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode() ? node : file.at(reference.asText().substring(1));
    }

    private static String lower(JsonNode schema) {
        return "\"" + schema.path("enum").get(0).asText().toLowerCase(java.util.Locale.ROOT) + "\"";
    }

    private static String inside(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
