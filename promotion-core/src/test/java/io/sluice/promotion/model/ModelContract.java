package io.sluice.promotion.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.model.Commands.Command;
import io.sluice.promotion.model.Oracle.Person;
import io.sluice.promotion.model.Oracle.Policy;
import io.sluice.promotion.model.Oracle.Ws;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The library against the oracle. {@code -Dmodel.sequences=200000} tries more sequences, {@code -Dmodel.seed=17} begins with
 * that one, {@code -Dmodel.keep=0,3,7} replays only those entries of it.
 */
abstract class ModelContract {
    private static final int LENGTH = 40;
    private static final Duration TICK = Duration.ofSeconds(1);

    private int organizations;
    private final Map<String, Integer> came = new TreeMap<>();

    abstract TestDatabase open();

    /** How many sequences one build tries. */
    abstract int sequences();

    @Test
    void theLibraryAgreesWithTheOracle() {
        long first = Long.getLong("model.seed", 1);
        Optional<List<Integer>> keep = Optional.ofNullable(System.getProperty("model.keep"))
                .map(text ->
                        List.of(text.split(",")).stream().map(Integer::valueOf).toList());
        int count = keep.isPresent() ? 1 : Integer.getInteger("model.sequences", sequences());
        try (TestDatabase database = open()) {
            SluiceFixture fixture = SluiceFixture.on(database.dataSource());
            for (long seed = first; seed < first + count; seed++) {
                List<Action> all = Action.sequence(seed, LENGTH);
                List<Integer> kept =
                        keep.orElse(IntStream.range(0, all.size()).boxed().toList());
                Optional<Failure> failure = run(database, fixture, all, kept);
                if (failure.isPresent()) {
                    throw shrunk(database, fixture, seed, all, kept, failure.get());
                }
            }
        }
        if (count >= sequences()) {
            assertThat(came)
                    .as("what the sequences came to")
                    .containsKeys(
                            Stream.of(PromotionStatus.values()).map(Enum::name).toArray(String[]::new));
        }
    }

    private record Failure(List<String> history, Throwable cause) {}

    private Optional<Failure> run(TestDatabase database, SluiceFixture fixture, List<Action> all, List<Integer> kept) {
        List<String> history = new ArrayList<>();
        try (World world = new World(fixture, "model-" + ++organizations)) {
            Oracle oracle = oracle(fixture);
            Commands commands = new Commands(world, oracle);
            Invariants invariants = new Invariants(world);
            Snapshot before = Snapshot.of(database.dataSource(), world.organization.value());
            for (int index : kept) {
                world.pass(TICK);
                oracle.now = oracle.now.plus(TICK);
                Optional<Command> command = commands.of(all.get(index));
                if (command.isEmpty()) {
                    continue;
                }
                history.add(index + ": " + command.get().name());
                before = step(database, world, oracle, invariants, command.get(), before);
            }
            oracle.requests.forEach(request -> came.merge(request.status.name(), 1, Integer::sum));
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(new Failure(history, e));
        }
    }

    private Snapshot step(
            TestDatabase database,
            World world,
            Oracle oracle,
            Invariants invariants,
            Command command,
            Snapshot before) {
        Answer answer = command.run().get();
        if (!command.expected().isMetBy(answer)) {
            throw new AssertionError("Expected " + command.expected() + ", but the library says " + answer);
        }
        if (command.expected().isOk()) {
            command.effect().run();
        }
        came.merge(answer.code(), 1, Integer::sum);
        answer.blockers().forEach(blocker -> came.merge(blocker, 1, Integer::sum));
        Snapshot now = Snapshot.of(database.dataSource(), world.organization.value());
        if (command.traceless() && !command.expected().isOk()) {
            Invariants.nothingChanged(before, now, List.of());
        }
        invariants.hold(before, now);
        invariants.agree(now, oracle);
        return now;
    }

    private static Oracle oracle(SluiceFixture fixture) {
        Oracle oracle = new Oracle(fixture.clock().instant());
        World.PEOPLE.forEach((name, roles) -> oracle.people.put(name, new Person(name, roles.toArray(String[]::new))));
        oracle.policies.put(Ws.DEV, new ArrayList<>(List.of(new Policy(1, List.of()))));
        oracle.policies.put(Ws.STAGING, new ArrayList<>(List.of(new Policy(1, List.of("approver")))));
        oracle.policies.put(Ws.PROD, new ArrayList<>(List.of(new Policy(1, List.of("approver", "approver")))));
        return oracle;
    }

    /** Leaves entries out as long as the rest still fails: first halves, then quarters, then single ones. */
    private AssertionError shrunk(
            TestDatabase database,
            SluiceFixture fixture,
            long seed,
            List<Action> all,
            List<Integer> kept,
            Failure failure) {
        List<Integer> smallest = kept;
        Failure last = failure;
        for (int size = kept.size() / 2; size > 0; size /= 2) {
            for (int from = 0; from < smallest.size(); ) {
                List<Integer> fewer = new ArrayList<>(smallest);
                fewer.subList(from, Math.min(from + size, fewer.size())).clear();
                Optional<Failure> still = run(database, fixture, all, fewer);
                if (still.isPresent()) {
                    smallest = fewer;
                    last = still.get();
                } else {
                    from += size;
                }
            }
        }
        String keep = smallest.stream().map(String::valueOf).collect(Collectors.joining(","));
        return new AssertionError(
                "The library and the oracle disagree. Replay with -Dmodel.seed=" + seed + " -Dmodel.keep=" + keep
                        + "\n  " + String.join("\n  ", last.history()) + "\n"
                        + last.cause().getMessage(),
                last.cause());
    }
}
