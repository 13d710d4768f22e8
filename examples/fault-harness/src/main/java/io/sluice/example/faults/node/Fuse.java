package io.sluice.example.faults.node;

import io.sluice.example.faults.node.Moment.End;
import io.sluice.example.faults.node.Moment.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Breaks the node off when it comes to its moment. */
final class Fuse {
    private final Optional<Moment> moment;
    private final AtomicInteger seen = new AtomicInteger();

    Fuse(Optional<Moment> moment) {
        this.moment = moment;
    }

    /** Whether a word is the one that counts. */
    boolean isAbout(String word) {
        return moment.map(there -> word.contains(there.word())).orElse(false);
    }

    /** The node is at such a place, with the word that counts. */
    void at(Kind kind) {
        moment.filter(there -> there.kind() == kind && seen.incrementAndGet() == there.count())
                .ifPresent(there -> burn(there.end()));
    }

    /** The node is at a call of that name. */
    void at(Kind kind, String call) {
        if (isAbout(call)) {
            at(kind);
        }
    }

    private static void burn(End end) {
        if (end == End.DIES) {
            Runtime.getRuntime().halt(137);
        }
        Lines.say("event", "standsStill");
        try {
            new ProcessBuilder(
                            "kill",
                            "-STOP",
                            String.valueOf(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
