package io.sluice.promotion.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * What openapi.yaml promises. Every answer that it sees has to be documented, with a body of the documented form; it
 * remembers which of the promises were seen kept.
 */
public final class Contract {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /** An operation of the file. */
    public record Documented(String method, String path, JsonNode definition, List<JsonNode> parameters) {
        /** As the API names it. */
        public String name() {
            return method + " " + path;
        }

        /** Names of parameters in one place: path, query or header. */
        public List<String> parameters(String in) {
            return parameters.stream()
                    .filter(one -> one.path("in").asText().equals(in))
                    .map(one -> one.path("name").asText())
                    .toList();
        }

        boolean matches(String given) {
            String form = Pattern.compile("\\{[^}]+}").matcher(path).replaceAll("\\\\E[^/]+\\\\Q");
            return given.matches("\\Q" + form + "\\E");
        }

        int variables() {
            return path.split("\\{", -1).length - 1;
        }
    }

    private final JsonNode file;
    private final Map<String, Documented> operations = new TreeMap<>();
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    private Contract(JsonNode file) {
        this.file = file;
        file.path("paths")
                .properties()
                .forEach(path -> METHODS.forEach(method -> {
                    JsonNode definition = path.getValue().path(method);
                    if (!definition.isMissingNode()) {
                        String upper = method.toUpperCase(Locale.ROOT);
                        Documented one = new Documented(
                                upper, path.getKey(), definition, parameters(path.getValue(), definition));
                        operations.put(one.name(), one);
                    }
                }));
    }

    /** The file that is in the jar. */
    public static Contract load() {
        Map<String, Object> yaml = new Yaml().load(OpenApi.under(ApiServer.BASE));
        return new Contract(new ObjectMapper().valueToTree(yaml));
    }

    /** The file as a tree. */
    public JsonNode file() {
        return file;
    }

    /** All operations by name. */
    public Map<String, Documented> operations() {
        return operations;
    }

    /** Every operation with every status that the file promises for it, such as {@code GET /session 200}. */
    public Set<String> promised() {
        Set<String> promised = new TreeSet<>();
        operations
                .values()
                .forEach(operation -> operation
                        .definition()
                        .path("responses")
                        .properties()
                        .forEach(response -> promised.add(operation.name() + " " + response.getKey())));
        return promised;
    }

    /** Those of them that were seen. */
    public Set<String> seen() {
        return new TreeSet<>(seen);
    }

    /** An answer came back; fails when the file says something else. */
    public void saw(String method, String address, Reply reply) {
        String path = address.replaceAll("\\?.*", "");
        Documented operation = operations.values().stream()
                .filter(one -> one.method().equals(method) && one.matches(path))
                .min(Comparator.comparing(Documented::variables))
                .orElseThrow(() -> new AssertionError("Not in openapi.yaml: " + method + " " + path));
        String name = operation.name() + " " + reply.status();
        JsonNode response = resolved(operation.definition().path("responses").path(Integer.toString(reply.status())));
        assertThat(response.isMissingNode())
                .as("%s is in openapi.yaml; it answered %s", name, reply.text())
                .isFalse();
        requireBody(name, response, reply);
        seen.add(name);
    }

    private void requireBody(String name, JsonNode response, Reply reply) {
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(reply.text()).as(name).isEmpty();
            return;
        }
        String type = reply.header("Content-Type").replaceAll(";.*", "");
        assertThat(content.has(type)).as("%s answers %s", name, type).isTrue();
        if (!type.equals("application/json") && !type.endsWith("+json")) {
            return;
        }
        Set<ValidationMessage> wrong = schemas.computeIfAbsent(
                        content.path(type).path("schema"), this::compiled)
                .validate(reply.json());
        assertThat(wrong).as("%s answered %s", name, reply.text()).isEmpty();
    }

    /** A schema of its own, beside which the named schemas stand to which it refers. */
    private JsonSchema compiled(JsonNode definition) {
        ObjectNode alone = definition.deepCopy();
        alone.set("components", file.path("components"));
        return FACTORY.getSchema(alone, CONFIG);
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode() ? node : file.at(reference.asText().substring(1));
    }

    private List<JsonNode> parameters(JsonNode path, JsonNode definition) {
        List<JsonNode> all = new ArrayList<>();
        path.path("parameters").forEach(one -> all.add(resolved(one)));
        definition.path("parameters").forEach(one -> all.add(resolved(one)));
        return all;
    }
}
