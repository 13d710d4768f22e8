package io.sluice.promotion.bpmn;

import io.sluice.promotion.Feed;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.engine.EngineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a node does by itself, beside the jobs and the outside work of its processes. */
final class Background {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Background() {}

    /** Starts every loop; closing ends them. */
    static void start(Sluice sluice, Map<String, Consumer<Feed.Entry>> readers, Deque<AutoCloseable> closing) {
        List<Loop> loops = new ArrayList<>(loops(sluice));
        readers.forEach((name, taker) -> loops.add(new Loop(
                "sluice-feed-" + name,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                () -> sluice.feed().read(name, 100, taker) > 0)));
        loops.forEach(closing::push);
        loops.forEach(Loop::start);
    }

    private static List<Loop> loops(Sluice sluice) {
        return List.of(
                new Loop(
                        "sluice-outbox",
                        Duration.ofMillis(250),
                        Duration.ofSeconds(2),
                        () -> sluice.outbox().dispatch() > 0),
                new Loop(
                        "sluice-recheck",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        () -> sluice.steps().recheck(10) > 0),
                new Loop(
                        "sluice-automation",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        () -> sluice.steps().automate(20) > 0),
                new Loop(
                        "sluice-times",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        () -> sluice.steps().keepTime(20) > 0),
                new Loop(
                        "sluice-drift",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        () -> sluice.drifts().watch(20) > 0),
                new Loop("sluice-upkeep", MINUTE, MINUTE, () -> keepUp(sluice)),
                new Loop("sluice-policies", MINUTE, MINUTE.multipliedBy(5), () -> watchPolicies(sluice)),
                new Loop(
                        "sluice-anchoring",
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        () -> sluice.anchoring().run(1_000) > 0),
                new Loop(
                        "sluice-retention",
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        () -> sluice.retention().run(100) == 100),
                new Loop(
                        "sluice-archive",
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        () -> sluice.archive().run(100) == 100));
    }

    private static boolean keepUp(Sluice sluice) {
        sluice.synchronizeClock().ifPresent(EngineClock::follow);
        sluice.keepTime(100);
        return sluice.outbox().prepareDigests() + sluice.forgetOldKeys() > 0;
    }

    private static boolean watchPolicies(Sluice sluice) {
        sluice.steps().watchPolicies();
        return false;
    }
}
