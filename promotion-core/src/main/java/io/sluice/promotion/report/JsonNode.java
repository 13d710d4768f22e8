package io.sluice.promotion.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One value of a JSON report and where it stands. What is absent or null reads as empty; what is of another type than
 * asked for is a fault of the report.
 */
final class JsonNode {
    /** Takes the members of an object one by one. */
    @FunctionalInterface
    interface Member {
        void take(String name, JsonNode value) throws CannotTellException;
    }

    private final String report;
    private final String path;
    private final @Nullable Object value;

    JsonNode(String report, String path, @Nullable Object value) {
        this.report = report;
        this.path = path;
        this.value = value;
    }

    boolean isPresent() {
        return value != null;
    }

    boolean isObject() {
        return value instanceof Map;
    }

    boolean isArray() {
        return value instanceof List;
    }

    boolean isText() {
        return value instanceof String;
    }

    /** A member of this object, and of the object that it is, and so on. */
    JsonNode at(String... names) throws CannotTellException {
        JsonNode node = this;
        for (String name : names) {
            node = node.member(name);
        }
        return node;
    }

    /** The elements of this list. */
    List<JsonNode> elements() throws CannotTellException {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong("a list");
        }
        List<JsonNode> nodes = new ArrayList<>(list.size());
        for (Object element : list) {
            nodes.add(new JsonNode(report, path + "/" + nodes.size(), element));
        }
        return nodes;
    }

    /** The first element of this list, which may be empty. */
    JsonNode first() throws CannotTellException {
        List<JsonNode> elements = elements();
        return elements.isEmpty() ? new JsonNode(report, path + "/0", null) : elements.get(0);
    }

    /** Hands over the members of this object in their order. */
    void members(Member taker) throws CannotTellException {
        for (Map.Entry<?, ?> member : map().entrySet()) {
            String name = String.valueOf(member.getKey());
            taker.take(name, new JsonNode(report, path + "/" + name, member.getValue()));
        }
    }

    Optional<String> text() throws CannotTellException {
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            throw wrong("a text");
        }
        return Optional.of(text);
    }

    OptionalDouble number() throws CannotTellException {
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!(value instanceof Double number)) {
            throw wrong("a number");
        }
        return OptionalDouble.of(number);
    }

    /** An index, -1 when there is none. */
    int index() throws CannotTellException {
        double number = number().orElse(-1);
        if (number != Math.rint(number) || number < -1 || number > Integer.MAX_VALUE) {
            throw wrong("an index");
        }
        return (int) number;
    }

    Optional<Boolean> truth() throws CannotTellException {
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Boolean truth)) {
            throw wrong("true or false");
        }
        return Optional.of(truth);
    }

    /** Says that this value is not what it must be. */
    CannotTellException wrong(String expected) {
        String where = path.isEmpty() ? "its beginning" : Printable.line(path, 100);
        return new CannotTellException(
                "Report " + report + " is not as expected: at " + where + " there must be " + expected + ".");
    }

    private JsonNode member(String name) throws CannotTellException {
        return new JsonNode(report, path + "/" + name, map().get(name));
    }

    private Map<?, ?> map() throws CannotTellException {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("an object");
        }
        return map;
    }
}
