package io.sluice.example.benchmark.contest;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a contestant can be told to do, one line each. */
final class Commands {
    private final Contestant contestant;
    private final SqlCount count;
    private final Race race;
    private final DataSource uncounted;
    private final Clones clones;
    private final Timers timers;
    private final Poll poll;
    private @Nullable Template open;
    private @Nullable Template finished;

    Commands(Contestant contestant, Hints hints, SqlCount count, DataSource uncounted, boolean postgres) {
        this.contestant = contestant;
        this.count = count;
        this.race = new Race(contestant, hints);
        this.uncounted = uncounted;
        this.clones = new Clones(uncounted, postgres);
        this.timers = new Timers(uncounted, contestant);
        this.poll = new Poll(count, uncounted);
    }

    Answer answer(String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        return switch (words.get(0)) {
            case "run" -> run(number(words, 1), number(words, 2));
            case "race" -> race(number(words, 1), number(words, 2));
            case "settle" -> settle();
            case "learn" -> learn();
            case "fill" -> fill(words.get(1), number(words, 2), number(words, 3), 1);
            case "deal" -> fill(words.get(1), number(words, 2), number(words, 3), number(words, 4));
            case "due" -> Answer.empty().with("count", timers.due(words.get(1), number(words, 2), number(words, 3)));
            case "left" -> Answer.empty().with("count", timers.left());
            case "queue" -> timed(number(words, 1), contestant::queue);
            case "board" -> timed(number(words, 1), contestant::board);
            case "export" -> timed(number(words, 1), contestant::exportAudit);
            case "audit" -> timed(number(words, 1), contestant::verifyAudit);
            case "poll" -> poll.measure(number(words, 1), number(words, 2), words.subList(3, words.size()));
            case "reminders" -> Answer.empty().with("count", contestant.reminders());
            case "memory" -> Answer.empty().with("heap", Memory.afterCollection());
            default -> throw new IllegalArgumentException("Nobody knows what this means: " + line);
        };
    }

    private static int number(List<String> words, int place) {
        return Integer.parseInt(words.get(place));
    }

    private Answer run(int promotions, int clients) {
        race.prepare(promotions);
        Counts before = count.counts();
        long allocated = Memory.allocated();
        long collecting = Memory.collecting();
        long nanos = race.run(promotions, clients);
        Counts counts = count.counts().since(before);
        return Answer.empty()
                .with("nanos", nanos)
                .with("promotions", promotions)
                .with("statements", counts.statements())
                .with("transactions", counts.transactions())
                .with("writing", counts.writing())
                .with("business", counts.business())
                .with("allocated", Memory.allocated() - allocated)
                .with("collecting", Memory.collecting() - collecting);
    }

    /** The same without counting, which would slow down whoever uses many small calls of JDBC. */
    private Answer race(int promotions, int clients) {
        race.prepare(promotions);
        long allocated = Memory.allocated();
        long nanos = count.without(() -> race.run(promotions, clients));
        return Answer.empty()
                .with("nanos", nanos)
                .with("promotions", promotions)
                .with("allocated", Memory.allocated() - allocated);
    }

    /** What the database does by itself within minutes: it cleans up, and gets to know how much its tables hold. */
    private Answer settle() {
        clones.analyze();
        return Answer.empty();
    }

    /** Runs a promotion to its approval and another to its end, and keeps in mind what they write. */
    private Answer learn() {
        race.prepareAnew(2);
        race.run(2, 1);
        Template ended = Template.of(uncounted, () -> {
            race.prepareAnew(1);
            race.run(1, 1);
        });
        Template waiting = Template.of(uncounted, () -> {
            race.prepareAnew(1);
            contestant.request();
        });
        finished = ended;
        open = waiting;
        return Answer.empty()
                .with("open", waiting.rows().size())
                .with("finished", ended.rows().size());
    }

    private Answer fill(String kind, int from, int to, int organizations) {
        Template template = learned(kind.equals("open") ? open : finished);
        long begun = System.nanoTime();
        clones.write(template, from, to, organizations);
        clones.analyze();
        return Answer.empty()
                .with("rows", (long) template.rows().size() * (to - from + 1))
                .with("nanos", System.nanoTime() - begun);
    }

    private static Template learned(@Nullable Template template) {
        if (template == null) {
            throw new IllegalStateException("Nothing was learned yet.");
        }
        return template;
    }

    private Answer timed(int times, IntSupplier action) {
        int result = action.getAsInt();
        Counts before = count.counts();
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            result = action.getAsInt();
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return Answer.empty()
                .with("result", result)
                .with("median", nanos[times / 2])
                .with("least", nanos[0])
                .with("most", nanos[times - 1])
                .with("statements", count.counts().since(before).statements() / times);
    }
}
