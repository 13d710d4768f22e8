package io.sluice.promotion.spring.rest.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.spring.rest.ApiClient;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.matrix.Row.Example;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the calls of rows. */
final class Caller {
    private final World world;
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    Caller(World world) {
        this.world = world;
    }

    /** The example as this person sends it. */
    Reply send(String person, Row row, Example example) {
        return send(client(person, row, example), row, row.address(example), body(example));
    }

    /** The same, and nothing comes of it. */
    Reply tryOut(String person, Row row, Example example) {
        return send(client(person, row, example).with(Undo.HEADER, "yes"), row, row.address(example), body(example));
    }

    /** A person with the headers that the example needs. */
    ApiClient client(String person, Row row, Example example) {
        ApiClient client = world.server().as(person);
        if (row.writes() && body(example) != null) {
            client = client.with("Content-Type", type(example));
        }
        Optional<String> tag = example.seen().map(this::tag);
        return tag.isPresent() ? client.with("If-Match", tag.get()) : client;
    }

    /** What the example has in its body. */
    String body(Example example) {
        return example.xml().or(() -> example.body().map(JsonNode::toString)).orElse(null);
    }

    private static String type(Example example) {
        return example.xml().isPresent() ? "application/xml" : "application/json";
    }

    private static Reply send(ApiClient client, Row row, String address, String body) {
        return client.send(row.documented().method(), address, body);
    }

    /** The ETag of what was seen, as somebody knows it who sees everything. */
    private String tag(String seen) {
        return seen.startsWith("\"") ? seen : tags.computeIfAbsent(seen, this::read);
    }

    private String read(String seen) {
        Reply shown = world.server().as(Cast.ROOT).get("/organizations/acme" + seen);
        String told = shown.json().path("etag").asText();
        return told.isEmpty() ? shown.header("ETag") : told;
    }
}
