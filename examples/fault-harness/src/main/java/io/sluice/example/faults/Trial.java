package io.sluice.example.faults;

import io.sluice.example.faults.history.Checker;
import io.sluice.example.faults.history.Evidence;
import io.sluice.example.faults.history.Found;
import io.sluice.example.faults.history.History;
import io.sluice.example.faults.history.Violation;
import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.Answer;
import io.sluice.example.faults.node.NodeProcess;
import io.sluice.example.faults.node.NodeSettings;
import io.sluice.example.faults.node.Staff;
import io.sluice.example.faults.outside.Database;
import io.sluice.example.faults.outside.Message;
import io.sluice.example.faults.outside.PostgresServer;
import io.sluice.example.faults.outside.Production;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One database, production beside it, nodes that come and go, clients whose calls are taken down, and the verdict. */
final class Trial implements AutoCloseable {
    private static final Duration SETTLING = Duration.ofMinutes(5);

    private final Workshop workshop;
    private final Path folder;
    private final Database database;
    private final Production production = new Production();
    private final History history = new History();
    private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
    private final Client client = new Client(nodes, history);
    private final ExecutorService people = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "client");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<Future<Journey.End>> journeys = new ConcurrentLinkedQueue<>();
    private final List<Violation> violations = new CopyOnWriteArrayList<>();
    private final List<Violation> told = new ArrayList<>();
    private final Map<String, Long> counted = new HashMap<>();
    private final Set<Integer> forgotten = new HashSet<>();
    private final Set<Integer> untold = new HashSet<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger logs = new AtomicInteger();
    private final List<NodeProcess> started = new CopyOnWriteArrayList<>();

    Trial(Workshop workshop, Path folder, Database database) {
        this.workshop = workshop;
        this.folder = folder;
        this.database = database;
    }

    Database database() {
        return database;
    }

    /** The server; only of trials on PostgreSQL. */
    PostgresServer server() {
        return (PostgresServer) database;
    }

    Production production() {
        return production;
    }

    Client client() {
        return client;
    }

    Path folder() {
        return folder;
    }

    List<NodeProcess> nodes() {
        return nodes;
    }

    NodeSettings settings() {
        return NodeSettings.of(database.url(), database.user(), production.port(), folder.resolve("checkpoint.key"));
    }

    /** Starts a node and waits until it serves or has ended. */
    NodeProcess start(NodeSettings settings) {
        NodeProcess node = launch(settings);
        Optional<String> refused = node.awaitStart();
        if (settings.moment().isEmpty() && (refused.isPresent() || !node.isAlive())) {
            throw new IllegalStateException("A node did not start: " + refused);
        }
        return node;
    }

    /** Starts several nodes: the first one makes the tables and what everybody needs, the others come together. */
    void start(List<NodeSettings> settings) {
        start(settings.get(0));
        setUp();
        List<NodeProcess> others =
                settings.subList(1, settings.size()).stream().map(this::launch).toList();
        others.forEach(NodeProcess::awaitStart);
        if (!others.stream().allMatch(NodeProcess::isAlive)) {
            throw new IllegalStateException("Not all nodes started.");
        }
    }

    /** Starts a node without waiting for it. */
    NodeProcess launch(NodeSettings settings) {
        return join(NodeProcess.launch(settings, nextLog()));
    }

    /** A node that was started elsewhere takes part. */
    NodeProcess join(NodeProcess node) {
        started.add(node);
        nodes.add(node);
        return node;
    }

    Path nextLog() {
        return folder.resolve("node-" + logs.incrementAndGet() + ".log");
    }

    /** Makes the organization and its workspaces; has to go well. */
    void setUp() {
        require(client.perform(Duration.ofMinutes(2), List.of("setUp", "set-up")));
    }

    static List<String> require(Answer answer) {
        if (answer instanceof Answer.Done done) {
            return done.words();
        }
        throw new IllegalStateException("This had to go well: " + answer);
    }

    /** A client begins to bring a version of an artifact of its own where it shall go. */
    void begin(Wish wish) {
        int number = numbers.incrementAndGet();
        journeys.add(people.submit(() -> travel(wish, "artifact-" + number, String.valueOf(number))));
    }

    /** The same, with the thread of the caller as the client. */
    Journey.End travel(Wish wish, String artifact, String number) {
        return judged(new Journey(client, production, artifact, wish.label(number), wish, SETTLING).travel());
    }

    int nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Waits until all clients are done, or gave up. */
    List<Journey.End> settle() {
        List<Journey.End> ends = new ArrayList<>();
        for (Future<Journey.End> journey = journeys.poll(); journey != null; journey = journeys.poll()) {
            try {
                ends.add(journey.get(SETTLING.toSeconds() * 2, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                report(Rule.ENDS_AS_ASKED, "A client did not come to an end: " + e);
            }
        }
        return ends;
    }

    private Journey.End judged(Journey.End end) {
        if (end.promotion().isEmpty()) {
            report(Rule.ENDS_AS_ASKED, "A client never got its promotion.");
        }
        return end;
    }

    void report(Rule rule, String what) {
        violations.add(new Violation(rule, what));
    }

    /** Everything that there is to judge by, told by a node. */
    Evidence evidence() {
        List<Found> found = new ArrayList<>();
        for (String id : ask("ids")) {
            found.add(Found.parse(ask("find", id)));
        }
        List<String> incidents = ask("incidents");
        Set<String> held = new HashSet<>();
        for (int i = 1; i < incidents.size(); i += 4) {
            held.add(incidents.get(i));
        }
        Map<String, String> live = new HashMap<>();
        found.forEach(promotion -> production
                .live("prod", promotion.artifact())
                .ifPresent(digest -> live.put(promotion.artifact(), digest)));
        List<Message> messages = new ArrayList<>();
        List<Message> arrived = production.messages();
        for (int i = 0; i < arrived.size(); i++) {
            if (!untold.contains(i)) {
                messages.add(arrived.get(i));
            }
        }
        return new Evidence(history.calls(), production.calls(), messages, found, held, live, forgotten, deaths());
    }

    private List<Long> deaths() {
        return database.showsBeforeItKeeps()
                ? started.stream().flatMap(node -> node.goneSince().stream()).toList()
                : List.of();
    }

    /** How far everything is. */
    Mark mark() {
        return new Mark(
                System.nanoTime(),
                production.calls().size(),
                production.messages().size());
    }

    /** The database was restored to what it was: clients are not told that what they did since is there. */
    void undoneSince(Mark mark) {
        history.forgetSince(mark.moment());
        for (int number = mark.deployments() + 1; number <= production.calls().size(); number++) {
            forgotten.add(number);
        }
        for (int i = mark.messages(); i < production.messages().size(); i++) {
            untold.add(i);
        }
        counted.clear();
    }

    /** A moment, and how many calls of the deployer and messages had arrived until then. */
    record Mark(long moment, int deployments, int messages) {}

    /** What a node says; has to come. */
    List<String> ask(String... words) {
        return require(client.perform(Duration.ofMinutes(2), List.of(words)));
    }

    /** The verdict on everything that happened, without what an earlier verdict told already. */
    Result verdict(String part, String what, Map<String, Long> more) {
        Evidence evidence = evidence();
        Checker checker = new Checker(evidence, Staff.APPROVERS, Staff.NEEDED);
        List<Violation> all = new ArrayList<>(violations);
        all.addAll(checker.violations());
        all.removeAll(told);
        told.addAll(all);
        Map<String, Long> figures = new TreeMap<>(more);
        since(figures, "promotions", evidence.found().size());
        since(figures, "calls", history.calls().size());
        since(figures, "unknown", history.count(Answer.Unknown.class));
        since(figures, "refused", history.count(Answer.Refused.class));
        since(figures, "deployed", count(checker, "deploy CHANGED"));
        since(figures, "fenced", count(checker, "deploy FENCED"));
        figures.put("incidents", (long) evidence.incidents().size());
        Result result = new Result(part, what, database.name(), figures, all);
        workshop.say("  " + what + ": " + figures);
        all.forEach(violation -> workshop.say("  BROKEN " + violation.rule() + ": " + violation.what()));
        if (!all.isEmpty()) {
            Path calls = folder.resolve("calls.txt");
            history.write(calls);
            workshop.say("  what clients asked and were told: " + calls);
        }
        return result;
    }

    private void since(Map<String, Long> figures, String name, long now) {
        figures.put(name, now - counted.getOrDefault(name, 0L));
        counted.put(name, now);
    }

    private static long count(Checker checker, String kind) {
        return checker.deployCalls().getOrDefault(kind, 0L);
    }

    History history() {
        return history;
    }

    @Override
    public void close() {
        people.shutdownNow();
        nodes.forEach(NodeProcess::kill);
        production.close();
        database.close();
    }
}
