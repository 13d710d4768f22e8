package io.sluice.example.quickstart;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Proves that a version works where it was just deployed: the workspace offers the model and the secrets that the
 * definition asks for, and its self test names tools and steps that exist.
 */
final class SmokeTest {
    private final Map<String, Object> definition;
    private final Map<String, Object> environment;
    private final List<String> problems = new ArrayList<>();

    private SmokeTest(Map<String, Object> definition, Map<String, Object> environment) {
        this.definition = definition;
        this.environment = environment;
    }

    /** What is wrong, or nothing. */
    static Optional<String> run(Path version, Path environment) {
        SmokeTest test = new SmokeTest(read(version.resolve("definition.json")), read(environment));
        test.secrets();
        if ("AGENT".equals(test.definition.get("kind"))) {
            test.model();
            test.tool();
        } else {
            test.steps();
        }
        return test.problems.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", test.problems));
    }

    private void secrets() {
        Set<String> missing = new TreeSet<>(texts(object(definition, "requires"), "secrets"));
        missing.removeAll(texts(environment, "secrets"));
        missing.forEach(secret -> problems.add("The workspace offers no secret " + secret + "."));
    }

    private void model() {
        Object name = object(definition, "model").get("name");
        if (!texts(environment, "models").contains(String.valueOf(name))) {
            problems.add("The workspace offers no model " + name + ".");
        }
    }

    private void tool() {
        Object expected = object(definition, "selfTest").get("expectedTool");
        if (!names("tools", "name").contains(String.valueOf(expected))) {
            problems.add("The self test expects the tool " + expected + ", which there is not.");
        }
    }

    private void steps() {
        Set<String> missing = new TreeSet<>(texts(object(definition, "selfTest"), "expectedSteps"));
        missing.removeAll(names("steps", "id"));
        missing.forEach(step -> problems.add("The self test expects the step " + step + ", which there is not."));
    }

    private List<String> names(String list, String key) {
        List<String> names = new ArrayList<>();
        for (Object entry : (List<?>) definition.getOrDefault(list, List.of())) {
            if (entry instanceof Map<?, ?> fields) {
                names.add(String.valueOf(fields.get(key)));
            }
        }
        return names;
    }

    private static Map<?, ?> object(Map<?, ?> parent, String key) {
        return parent.get(key) instanceof Map<?, ?> child ? child : Map.of();
    }

    private static List<String> texts(Map<?, ?> parent, String key) {
        return parent.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, Object> read(Path file) {
        try {
            return JSON.std.mapFrom(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
