package io.sluice.promotion.spring.rest.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.spring.rest.matrix.Row.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Addresses in which one thing is not as it should be. */
final class Addresses {
    /** What no part of a path can be, as it is sent. */
    static final List<String> BAD_PARTS = List.of(
            "%20",
            "x".repeat(300),
            "..%2f..%2fetc%2fpasswd",
            "..",
            "a%2fb",
            "a%5cb",
            "a;b=c",
            "a%00b",
            "a%0d%0ab",
            "%24%7bx%7d",
            "%e2%80%aea",
            "%e2%80%8ba",
            "%ed%a0%80",
            "%c0%af",
            "pr%d0%bed",
            "%f0%9f%9a%80",
            "-1",
            "%25",
            "*",
            "a'%20OR%201=1");

    /**
     * An address.
     *
     * @param what is wrong
     * @param field that the refusal has to name; empty when there is none
     * @param impossible whether it can only be refused
     */
    record Asked(String address, String what, String field, boolean impossible) {}

    private final JsonNode file;
    private final Row row;
    private final List<Asked> made = new ArrayList<>();

    private Addresses(JsonNode file, Row row) {
        this.file = file;
        this.row = row;
    }

    /** Every mistake in every query parameter of an operation, and those that can be made in all. */
    static List<Asked> mistakes(JsonNode file, Row row) {
        Addresses addresses = new Addresses(file, row);
        addresses.make();
        return addresses.made;
    }

    private void make() {
        String plain = row.address(row.example());
        String more = plain.contains("?") ? "&" : "?";
        made.add(new Asked(plain + more + "sort=password", "an unknown parameter", "", true));
        made.add(new Asked(plain + more + "%ff=1", "a name that is no UTF-8", "", true));
        made.add(new Asked(plain + more + "a%00=1", "a name with NUL", "", true));
        for (JsonNode parameter : row.documented().parameters()) {
            if (parameter.path("in").asText().equals("query")) {
                inParameter(parameter.path("name").asText(), parameter);
            }
        }
    }

    private void inParameter(String name, JsonNode parameter) {
        JsonNode schema = resolved(parameter.path("schema"));
        if (parameter.path("required").asBoolean()) {
            Map<String, String> less = new LinkedHashMap<>(example(name).query());
            less.remove(name);
            made.add(new Asked(Row.address(row.documented().path(), row.parts(), less), "no " + name, name, true));
        }
        String with = with(name, "1");
        made.add(new Asked(with + "&" + name + "=2", "two of " + name, name, true));
        made.add(new Asked(with(name, "x".repeat(1_001)), "too much for " + name, name, true));
        made.add(new Asked(with.replace(name + "=1", name + "=%ff"), name + " that is no UTF-8", "", true));
        if (schema.has("enum")) {
            impossible(name, "nope", "true", "a\u0000b");
        } else if (schema.path("type").asText().equals("integer")) {
            impossible(name, "-1", "2.0", "1e0", "true", "1000000000000", "0x1", " 1", "\u0661", "NaN", "a\u0000b");
        } else if (schema.path("type").asText().equals("boolean")) {
            impossible(name, "1", "TRUE", "yes", "a\u0000b");
        } else {
            text(name);
        }
        if (name.equals("limit")) {
            impossible(name, "0", "201", "1000000");
        }
    }

    private void text(String name) {
        Kind kind = Kind.at(row.id() + "." + name);
        kind.impossible().stream()
                .filter(text -> !text.isEmpty() && !text.contains("\\"))
                .forEach(text -> impossible(name, text));
        impossible(name, "a\u0000b");
        made.add(new Asked(
                with(name, "1").replace(name + "=1", name + "=%ed%a0%80"), name + " with half a character", "", true));
        for (String text : Kind.strange()) {
            if (!text.contains("\\") && text.length() <= 1_000) {
                made.add(new Asked(with(name, text), name + "=" + text, "", false));
            }
        }
    }

    private void impossible(String name, String... values) {
        for (String value : values) {
            String shortened = value.length() > 60 ? value.substring(0, 60) + "..." : value;
            made.add(new Asked(with(name, value), name + "=" + shortened, name, true));
        }
    }

    private String with(String name, String value) {
        Map<String, String> query = new LinkedHashMap<>(example(name).query());
        query.remove(name);
        String others = Row.address(row.documented().path(), row.parts(), query);
        return others + (others.contains("?") ? "&" : "?") + name + "=" + Row.encoded(value);
    }

    /** The example that has this parameter, or else the first. */
    private Example example(String name) {
        return row.examples().stream()
                .filter(one -> one.query().containsKey(name))
                .findFirst()
                .orElseGet(row::example);
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode() ? node : file.at(reference.asText().substring(1));
    }
}
