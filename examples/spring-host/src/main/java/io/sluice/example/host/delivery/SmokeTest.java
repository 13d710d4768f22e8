package io.sluice.example.host.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Proves that a version works where it was just installed: the workspace offers the model and the secrets it asks for. */
final class SmokeTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SmokeTest() {}

    /** What is wrong, or nothing. */
    static Optional<String> run(Path version, Path environment) {
        JsonNode definition = read(version.resolve("definition.json"));
        JsonNode offered = read(environment);
        Set<String> missing = new TreeSet<>(texts(definition.path("requires").path("secrets")));
        missing.removeAll(texts(offered.path("secrets")));
        if (!missing.isEmpty()) {
            return Optional.of("The workspace offers no secret " + String.join(", ", missing) + ".");
        }
        String model = definition.path("model").path("name").asText();
        return model.isEmpty() || texts(offered.path("models")).contains(model)
                ? Optional.empty()
                : Optional.of("The workspace offers no model " + model + ".");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toList());
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
