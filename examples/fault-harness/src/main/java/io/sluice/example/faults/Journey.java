package io.sluice.example.faults;

import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.Answer;
import io.sluice.example.faults.outside.Production;
import io.sluice.promotion.artifact.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What people do to bring one version where it shall go. */
final class Journey {
    private static final Set<String> OPEN = Set.of("PENDING", "APPROVED");

    /**
     * How it ended.
     *
     * @param promotion which one; empty when it never came to a request
     * @param status where it stands; empty when nobody could tell
     * @param longestWait for how many milliseconds at most nothing but programs had to act
     */
    record End(String promotion, String status, long longestWait) {
        boolean hasEnded() {
            return !status.isEmpty() && !OPEN.contains(status);
        }
    }

    private record Seen(String id, String status, String phase, String subject) {}

    private final Client client;
    private final Production production;
    private final String artifact;
    private final String label;
    private final Wish wish;
    private final Duration patience;
    private final String key;
    private long longestWait;

    Journey(Client client, Production production, String artifact, String label, Wish wish, Duration patience) {
        this.client = client;
        this.production = production;
        this.artifact = artifact;
        this.label = label;
        this.wish = wish;
        this.patience = patience;
        this.key = artifact + "." + label;
    }

    End travel() {
        production.install(
                "dev",
                artifact,
                Digest.of(label.getBytes(StandardCharsets.UTF_8)).value());
        if (command("register", artifact, label) instanceof Answer.Done
                && command("request", artifact, label) instanceof Answer.Done requested) {
            return from(requested.words().get(0));
        }
        return new End("", "", longestWait);
    }

    private End from(String id) {
        Optional<Seen> asked = await(id, seen -> seen.phase().equals("AWAITING_APPROVAL"));
        if (asked.isPresent() && isOpen(asked.get())) {
            decide(asked.get());
            if (wish != Wish.LEAVE) {
                asked = await(id, seen -> !isOpen(seen));
            }
        }
        return new End(id, asked.map(Seen::status).orElse(""), longestWait);
    }

    private void decide(Seen asked) {
        switch (wish) {
            case GOOD, BAD ->
                List.of("bob", "carol").forEach(person -> command("approve", person, asked.id(), asked.subject()));
            case REJECT -> command("reject", "dave", asked.id(), asked.subject());
            case CANCEL -> command("cancel", asked.id());
            case LEAVE -> {}
        }
    }

    private Answer command(String verb, String first, String... more) {
        String person = verb.equals("approve") ? "." + first : "";
        List<String> words = new ArrayList<>(List.of(verb, key + "." + verb + person, first));
        words.addAll(List.of(more));
        return client.perform(patience, words);
    }

    /** Looks until it is so, or it has ended. */
    private Optional<Seen> await(String id, Predicate<Seen> wanted) {
        long begun = System.nanoTime();
        Optional<Seen> last = Optional.empty();
        while (System.nanoTime() - begun < patience.toNanos()) {
            if (client.perform(patience, List.of("get", id)) instanceof Answer.Done done) {
                List<String> words = done.words();
                Seen seen = new Seen(words.get(0), words.get(1), words.get(2), words.get(4));
                last = Optional.of(seen);
                if (wanted.test(seen) || !isOpen(seen)) {
                    break;
                }
            }
            Client.pause(200);
        }
        longestWait = Math.max(longestWait, (System.nanoTime() - begun) / 1_000_000);
        return last;
    }

    private static boolean isOpen(Seen seen) {
        return OPEN.contains(seen.status());
    }
}
