package io.sluice.promotion.spring.rest.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.matrix.Row.About;
import io.sluice.promotion.spring.rest.matrix.Row.Example;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may do what over HTTP: what core's permissions say, in every operation that openapi.yaml has. */
@ExtendWith(World.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {
    /** What no operation asks by itself: it comes with another one. */
    private static final Map<Operation, String> NOT_BY_ITSELF = Map.of(
            Operation.SKIP_WORKSPACE, "requestPromotion with skipping",
            Operation.STOP_LOOKING, "look with looking: false");

    private World world;
    private Caller caller;
    private List<Row> rows;

    @BeforeAll
    void enter(World made) {
        world = made;
        caller = new Caller(made);
        rows = made.rows();
    }

    @Test
    void everyOperationHasARow() {
        Set<String> documented = world.contract().operations().values().stream()
                .map(one -> one.definition().path("operationId").asText())
                .collect(Collectors.toSet());

        assertThat(rows).extracting(Row::id).containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void everythingThatCoreCanBeAskedIsAskedByAnOperation() {
        Set<Operation> asked = EnumSet.copyOf(NOT_BY_ITSELF.keySet());
        rows.forEach(row -> asked.add(row.asks()));

        assertThat(asked).containsExactlyInAnyOrder(Operation.values());
    }

    @Test
    void everyExampleIsOneThatSucceeds() {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            for (Example example : row.examples()) {
                Reply reply = caller.tryOut(row.by(), row, example);
                if (!row.isServed(reply.status())) {
                    wrong.add(row.id() + ": " + reply.status() + " " + reply.text());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everybodyGetsWhatThePermissionsSayAndARefusalWritesNothing() {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> actual = new TreeMap<>();
        Snapshot before = world.snapshot();
        for (Row row : rows) {
            for (String person : Cast.everybody()) {
                char may = Cast.expected(person, row);
                expected.put(row.id() + " by " + person, String.valueOf(may));
                if (may != '+') {
                    actual.put(row.id() + " by " + person, symbol(row, caller.send(person, row, row.example()), may));
                }
            }
        }
        Set<String> written = world.snapshot().changedSince(before);
        for (Row row : rows) {
            for (String person : Cast.everybody()) {
                if (Cast.expected(person, row) == '+') {
                    actual.put(row.id() + " by " + person, symbol(row, caller.tryOut(person, row, row.example()), '+'));
                }
            }
        }
        actual.entrySet().removeIf(cell -> cell.getValue().equals(expected.get(cell.getKey())));

        assertThat(actual).isEmpty();
        assertThat(written).as("what refusals have written").isEmpty();
    }

    @Test
    void nobodyGetsAnythingWithoutAName() {
        List<String> wrong = new ArrayList<>();
        Snapshot before = world.snapshot();
        for (Row row : rows) {
            Example example = row.example();
            String body = caller.body(example);
            Reply reply = (body == null
                            ? world.server().asNobody()
                            : world.server().asNobody().with("Content-Type", "application/json"))
                    .send(row.documented().method(), row.address(example), body);
            boolean open = row.about() == About.OPEN;
            if (open ? reply.status() != 200 : !reply.code().equals("session.required")) {
                wrong.add(row.id() + ": " + reply.status() + " " + reply.text());
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(world.snapshot().changedSince(before)).isEmpty();
    }

    private static String symbol(Row row, Reply reply, char expected) {
        boolean promised = row.documented().definition().path("responses").has(Integer.toString(reply.status()));
        if (expected == '+' && promised && row.isServed(reply.status())) {
            return "+";
        }
        if (reply.status() == 403 && !reply.code().isEmpty()) {
            return "x";
        }
        if (reply.status() == 404 && reply.code().equals("notFound")) {
            return "-";
        }
        return reply.status() + " " + reply.text();
    }
}
