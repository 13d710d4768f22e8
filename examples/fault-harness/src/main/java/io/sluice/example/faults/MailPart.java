package io.sluice.example.faults;

import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.NodeProcess;
import io.sluice.example.faults.outside.MailServer;
import io.sluice.example.faults.outside.MailServer.Manner;
import io.sluice.example.faults.outside.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The mail server misbehaves while promotions go on. They must not wait for it; every mail arrives once the server behaves,
 * repetitions with the same message id, and what it refuses for good is there for people to see.
 */
final class MailPart implements Part {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BEFORE_SOMEBODY_NOTICES = Duration.ofSeconds(15);

    @Override
    public List<Result> run(Workshop workshop) {
        List<Result> results = new ArrayList<>();
        for (Manner manner : Manner.values()) {
            if (manner != Manner.GOOD) {
                try (Trial trial = workshop.onH2("mail");
                        MailServer server = new MailServer()) {
                    results.add(misbehaves(trial, server, manner));
                }
            }
        }
        return results;
    }

    static Result misbehaves(Trial trial, MailServer server, Manner manner) {
        boolean tls = manner == Manner.BREAKS_TLS;
        NodeProcess node = trial.start(trial.settings().mailing(server.port(), tls));
        trial.setUp();
        server.behave(manner);
        trial.begin(Wish.GOOD);
        trial.begin(Wish.REJECT);
        trial.settle();
        awaitMet(trial, server, manner);
        long sent = server.taken().size();
        if (tls) {
            // Another server takes the place of the broken one, as somebody would see to it.
            node.kill();
            trial.nodes().remove(node);
            server.behave(Manner.GOOD);
            trial.start(trial.settings().mailing(server.port(), false));
        } else {
            server.behave(Manner.GOOD);
        }
        awaitQuiet(trial);
        Set<String> mails = new HashSet<>(server.taken());
        long expected = trial.production().messages().stream()
                .map(Message::id)
                .distinct()
                .count();
        long dead = figure(trial, "deadLetters");
        if (mails.size() + dead < expected || mails.contains("")) {
            trial.report(
                    Rule.MESSAGES_ARE_TRUE,
                    "Of " + expected + " mails " + mails.size() + " arrived, and " + dead + " are dead letters.");
        }
        if ((manner == Manner.PERMANENT_ERROR) != (dead > 0)) {
            trial.report(Rule.MESSAGES_ARE_TRUE, dead + " dead letters with a server that is " + manner + ".");
        }
        return trial.verdict(
                "mail",
                "the mail server " + manner,
                Map.of(
                        "mails",
                        (long) mails.size(),
                        "repeated",
                        server.taken().size() - (long) mails.size(),
                        "whileBroken",
                        sent,
                        "deadLetters",
                        dead));
    }

    /** On a fast machine everything has happened before the first mail is tried. */
    private static void awaitMet(Trial trial, MailServer server, Manner manner) {
        if (manner == Manner.REFUSES) {
            Client.pause(BEFORE_SOMEBODY_NOTICES.toMillis());
            return;
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (server.met() == 0 || (manner == Manner.PERMANENT_ERROR && figure(trial, "deadLetters") == 0)) {
            if (System.nanoTime() > until) {
                trial.report(Rule.FAULT_HAPPENED, "No mail met a server that is " + manner + ".");
                return;
            }
            Client.pause(200);
        }
    }

    private static void awaitQuiet(Trial trial) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (figure(trial, "messages") > 0) {
            if (System.nanoTime() > until) {
                trial.report(Rule.MESSAGES_ARE_TRUE, "Messages are still waiting.");
                return;
            }
            Client.pause(1_000);
        }
    }

    private static long figure(Trial trial, String name) {
        return trial.ask("figures").stream()
                .filter(word -> word.startsWith(name + "="))
                .mapToLong(word -> Long.parseLong(word.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
