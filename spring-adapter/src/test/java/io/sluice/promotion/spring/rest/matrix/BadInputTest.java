package io.sluice.promotion.spring.rest.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.spring.rest.ApiClient;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.matrix.Row.Example;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nobody should send, in every field, part and parameter that openapi.yaml has: refused in words, never a fault. */
@ExtendWith(World.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private World world;
    private Caller caller;
    private List<Row> rows;
    private final Complaints complaints = new Complaints();

    @BeforeAll
    void enter(World made) {
        world = made;
        caller = new Caller(made);
        rows = made.rows();
    }

    @Test
    void everyFieldOfEveryBodyIsInAnExample() {
        List<String> missing = new ArrayList<>();
        for (Row row : rows) {
            Set<String> fields = Mistakes.fields(world.contract().file(), schema(row));
            row.examples()
                    .forEach(example -> example.body()
                            .ifPresent(body -> fields.removeAll(
                                    Mistakes.shownBy(world.contract().file(), schema(row), body))));
            fields.forEach(field -> missing.add(row.id() + "." + field));
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyParameterIsInAnExample() {
        List<String> missing = new ArrayList<>();
        for (Row row : rows) {
            Set<String> parameters = new TreeSet<>(row.documented().parameters("query"));
            parameters.removeAll(Set.of("cursor", "resource"));
            row.examples()
                    .forEach(example -> parameters.removeAll(example.query().keySet()));
            parameters.forEach(parameter -> missing.add(row.id() + "?" + parameter));
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void whatAFieldCannotHoldIsRefusedInItsName() {
        List<String> wrong = new ArrayList<>();
        Snapshot before = world.snapshot();
        for (Row row : rows) {
            for (Example example : row.examples()) {
                ApiClient client = caller.client(row.by(), row, example);
                for (Mistake mistake : mistakes(row, example)) {
                    if (mistake.impossible()) {
                        Reply reply = client.send(row.documented().method(), row.address(example), mistake.body());
                        complaints
                                .about(reply, mistake)
                                .ifPresent(text -> wrong.add(
                                        row.id() + "." + mistake.place() + " with " + mistake.what() + ": " + text));
                    }
                }
            }
        }

        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(world.snapshot().changedSince(before)).isEmpty();
    }

    @Test
    void whatAFieldCanPerhapsHoldIsNeverAFault() {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            for (Example example : row.examples()) {
                ApiClient client = caller.client(row.by(), row, example).with(Undo.HEADER, "yes");
                for (Mistake mistake : mistakes(row, example)) {
                    if (!mistake.impossible()) {
                        Reply reply = client.send(row.documented().method(), row.address(example), mistake.body());
                        complaints
                                .about(reply, mistake)
                                .ifPresent(text -> wrong.add(
                                        row.id() + "." + mistake.place() + " with " + mistake.what() + ": " + text));
                    }
                }
            }
        }

        assertThat(String.join("\n", wrong)).isEmpty();
    }

    @Test
    void bodiesThatAreNoneAreRefused() {
        List<String> wrong = new ArrayList<>();
        Snapshot before = world.snapshot();
        for (Row row : rows) {
            Example example = row.example();
            if (example.body().isPresent()) {
                ApiClient client = caller.client(row.by(), row, example);
                for (byte[] body : noBodies(example.body().get())) {
                    Reply reply = client.sendBytes(row.documented().method(), row.address(example), body);
                    complaints.about(reply, true).ifPresent(text -> wrong.add(row.id() + ": " + text));
                }
            }
        }

        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(world.snapshot().changedSince(before)).isEmpty();
    }

    @Test
    void partsOfAPathThatAreNoneAreRefused() {
        List<String> wrong = new ArrayList<>();
        Snapshot before = world.snapshot();
        for (Row row : rows) {
            for (String part : row.documented().parameters("path")) {
                for (String bad : Addresses.BAD_PARTS) {
                    Map<String, String> parts = new LinkedHashMap<>(row.parts());
                    parts.put(part, bad);
                    Example example = row.example();
                    Reply reply = caller.client(row.by(), row, example)
                            .send(
                                    row.documented().method(),
                                    Row.address(row.documented().path(), parts, example.query()),
                                    caller.body(example));
                    complaints
                            .aboutAddress(reply)
                            .ifPresent(text -> wrong.add(row.id() + " {" + part + "} " + bad + ": " + text));
                }
            }
        }

        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(world.snapshot().changedSince(before)).isEmpty();
    }

    @Test
    void parametersThatAreNoneAreRefusedInTheirName() {
        List<String> wrong = new ArrayList<>();
        Snapshot before = world.snapshot();
        for (Row row : rows) {
            for (Addresses.Asked asked : Addresses.mistakes(world.contract().file(), row)) {
                Reply reply = caller.client(row.by(), row, row.example())
                        .with(asked.impossible() ? "Harmless" : Undo.HEADER, "yes")
                        .send(row.documented().method(), asked.address(), caller.body(row.example()));
                complaints
                        .about(reply, asked)
                        .ifPresent(text -> wrong.add(row.id() + " " + asked.what() + ": " + text));
            }
        }

        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(world.snapshot().changedSince(before)).isEmpty();
    }

    @Test
    void headersThatAreNoneAreRefusedInTheirName() {
        List<String> wrong = new ArrayList<>();
        Snapshot before = world.snapshot();
        for (Row row : rows) {
            if (row.writes()) {
                for (String key : List.of("a b", "k".repeat(129), "\t")) {
                    Reply reply = caller.client(row.by(), row, row.example())
                            .with("Idempotency-Key", key)
                            .send(row.documented().method(), row.address(row.example()), caller.body(row.example()));
                    header(row, reply, "Idempotency-Key", 400, wrong);
                }
            }
            if (row.documented().parameters("header").contains("If-Match")) {
                for (Map.Entry<String, Integer> tag : Map.of(
                                "",
                                428,
                                "nonsense",
                                400,
                                "\"x\"",
                                400,
                                "W/\"1\"",
                                400,
                                "\"99999999999\"",
                                400,
                                "\"987654\"",
                                412)
                        .entrySet()) {
                    Reply reply = caller.client(row.by(), row, row.example())
                            .with("If-Match", tag.getKey())
                            .send(row.documented().method(), row.address(row.example()), caller.body(row.example()));
                    header(row, reply, "If-Match", tag.getValue(), wrong);
                }
            }
            Reply override = caller.client(row.by(), row, row.example())
                    .with("X-HTTP-Method-Override", "DELETE")
                    .send(row.documented().method(), row.address(row.example()), caller.body(row.example()));
            header(row, override, "X-HTTP-Method-Override", 400, wrong);
        }

        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(world.snapshot().changedSince(before)).isEmpty();
    }

    private void header(Row row, Reply reply, String header, int status, List<String> wrong) {
        boolean right = (reply.status() == status
                        || (status == 400 && reply.status() == 412 && header.equals("If-Match")))
                && !reply.code().isEmpty()
                && (reply.status() == 412 || reply.json().path("field").asText().equals(header));
        if (!right) {
            wrong.add(row.id() + " " + header + ": " + reply.status() + " " + reply.text());
        }
    }

    private List<Mistake> mistakes(Row row, Example example) {
        return example.body()
                .map(body -> Mistakes.in(world.contract().file(), row.id(), schema(row), body))
                .orElse(List.of());
    }

    private static JsonNode schema(Row row) {
        return row.documented()
                .definition()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    private static List<byte[]> noBodies(JsonNode example) {
        String whole = example.toString();
        List<byte[]> bodies = new ArrayList<>();
        for (String text : List.of(
                "null",
                "[]",
                "5",
                "\"\"",
                "{",
                whole + "{}",
                whole.substring(0, whole.length() - 1),
                "/* a comment */" + whole,
                whole.replace('"', '\''),
                "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                "[".repeat(100_000),
                "{\"" + "k".repeat(100_000) + "\": 1}",
                "{\"a\": " + "1".repeat(100_000) + "}",
                "<?xml version=\"1.0\"?><a/>",
                "a=b&c=d")) {
            bodies.add(text.getBytes(StandardCharsets.UTF_8));
        }
        bodies.add(whole.getBytes(StandardCharsets.UTF_16));
        bodies.add(new byte[] {'{', '"', 'a', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'});
        bodies.add(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0});
        bodies.add(("{\"a\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8));
        return bodies;
    }
}
