package io.sluice.example.faults;

import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.history.Wish;
import io.sluice.example.faults.node.Answer;
import io.sluice.example.faults.node.NodeProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The database is replaced by a backup that is older than what was deployed and signed since. Nothing may be deployed from
 * it before an operator has looked; afterwards everything goes on.
 */
final class RestorePart implements Part {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
    private static final int NODES = 2;

    /** A promotion for which people are asked. */
    private record Asked(String id, String key, String artifact, String label, String subject) {}

    @Override
    public List<Result> run(Workshop workshop) {
        List<Result> results = new ArrayList<>();
        for (boolean nodesStay : List.of(false, true)) {
            try (Trial trial = workshop.onPostgres("restore")) {
                results.add(new Attempt(workshop, trial, nodesStay).run());
            }
        }
        return results;
    }

    /** One restored backup. */
    private static final class Attempt {
        private final Workshop workshop;
        private final Trial trial;
        private final boolean nodesStay;

        Attempt(Workshop workshop, Trial trial, boolean nodesStay) {
            this.workshop = workshop;
            this.trial = trial;
            this.nodesStay = nodesStay;
        }

        Result run() {
            trial.start(Collections.nCopies(NODES, trial.settings()));
            DatabasePart.underWay(trial, 8);
            trial.settle();
            List<Asked> deployedLater = ask(3);
            List<Asked> undecided = ask(3);
            Path copy = trial.folder().resolve("backup");
            Trial.Mark mark = trial.mark();
            if (!nodesStay) {
                begin(4);
            }
            trial.server().backUp(copy);
            deployedLater.forEach(this::approve);
            begin(6);
            trial.settle();
            awaitCheckpoints();
            long restored = restore(copy, mark);
            Map<String, String> compared = standsStill(deployedLater, undecided);
            Trial.require(trial.client().perform(PATIENCE, List.of("leaveSafeMode", "leave-1")));
            deployedLater.forEach(this::approve);
            undecided.forEach(this::approve);
            DatabasePart.underWay(trial, 8);
            trial.settle();
            staysOff();
            return trial.verdict(
                    "restore",
                    "an older backup restored" + (nodesStay ? " under running nodes" : ", nodes started on it"),
                    Map.of("noticedMs", restored, "compared", (long) compared.size()));
        }

        /** Only what can be live already when it goes on: a decision that a backup forgot may be carried out again. */
        private void begin(int count) {
            for (int i = 0; i < count; i++) {
                trial.begin(Wish.GOOD);
            }
        }

        private List<Asked> ask(int count) {
            List<Asked> asked = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String number = String.valueOf(trial.nextNumber());
                String artifact = "restored-" + number;
                String label = Wish.GOOD.label(number);
                String key = artifact + "." + label;
                must("register", key + ".register", artifact, label);
                String id = must("request", key + ".request", artifact, label).get(0);
                await("people are asked for " + id, () -> must("get", id).get(2).equals("AWAITING_APPROVAL"));
                asked.add(new Asked(id, key, artifact, label, must("get", id).get(4)));
            }
            return asked;
        }

        private void approve(Asked asked) {
            for (String person : List.of("bob", "carol")) {
                vote(asked, person);
            }
            await(
                    asked.id() + " is completed",
                    () -> must("get", asked.id()).get(1).equals("COMPLETED"));
        }

        private void vote(Asked asked, String person) {
            if (must("get", asked.id()).get(2).equals("AWAITING_APPROVAL")) {
                must("approve", asked.key() + ".approve." + person, person, asked.id(), asked.subject());
            }
        }

        private void awaitCheckpoints() {
            await("everything is in a checkpoint", () -> must("figures").contains("unsignedAge=0"));
        }

        /** Returns after how many milliseconds every node stood still. */
        private long restore(Path copy, Trial.Mark mark) {
            if (!nodesStay) {
                List.copyOf(trial.nodes()).forEach(NodeProcess::kill);
                trial.nodes().clear();
            }
            trial.server().restore(copy);
            trial.undoneSince(mark);
            long begun = System.nanoTime();
            for (int i = 0; !nodesStay && i < NODES; i++) {
                trial.start(trial.settings());
            }
            for (NodeProcess node : trial.nodes()) {
                await("a node stands still", () -> isOn(node));
            }
            return Duration.ofNanos(System.nanoTime() - begun).toMillis();
        }

        private static boolean isOn(NodeProcess node) {
            return node.call(PATIENCE, List.of("safeMode")) instanceof Answer.Done done
                    && done.words().get(0).equals("on");
        }

        private Map<String, String> standsStill(List<Asked> deployedLater, List<Asked> undecided) {
            String cause = must("safeMode").get(1);
            if (!cause.equals(nodesStay ? "LOG_SHRANK" : "OLDER_THAN_CHECKPOINT")) {
                broken("The cause is said to be " + cause + ".");
            }
            int before = trial.production().calls().size();
            Asked one = undecided.get(0);
            List.of("bob", "carol").forEach(person -> vote(one, person));
            await("all were compared", () -> !compared().containsValue("UNKNOWN"));
            Client.pause(LONG_ENOUGH.toMillis());
            Map<String, String> compared = compared();
            deployedLater.forEach(asked -> requireState(compared, asked, "ALREADY_LIVE"));
            undecided.forEach(asked -> requireState(compared, asked, "AS_RECORDED"));
            int calls = trial.production().calls().size() - before;
            if (calls > 0) {
                broken("The deployer was called " + calls + " times before anybody said so.");
            }
            workshop.say("  stands still: " + cause + ", " + compared.values());
            return compared;
        }

        private void requireState(Map<String, String> compared, Asked asked, String state) {
            if (!state.equals(compared.get(asked.id()))) {
                broken(asked.artifact() + " is said to be " + compared.get(asked.id()) + ", not " + state + ".");
            }
        }

        private Map<String, String> compared() {
            List<String> words = must("compared");
            Map<String, String> states = new HashMap<>();
            for (int i = 0; i + 1 < words.size(); i += 2) {
                states.put(words.get(i), words.get(i + 1));
            }
            return states;
        }

        /** What was accepted once is no reason to stand still again. */
        private void staysOff() {
            Optional<NodeProcess> still =
                    Optional.of(trial.start(trial.settings())).filter(Attempt::isOn);
            if (still.isPresent()) {
                broken("A node that was started after safe mode was left stands still again.");
            }
        }

        private void await(String what, BooleanSupplier wanted) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!wanted.getAsBoolean()) {
                if (System.nanoTime() > until) {
                    broken("It did not come to it that " + what + ".");
                    return;
                }
                Client.pause(300);
            }
        }

        private void broken(String what) {
            trial.report(Rule.STANDS_STILL_WHEN_RESTORED, what);
        }

        private List<String> must(String... words) {
            return Trial.require(trial.client().perform(PATIENCE, List.of(words)));
        }
    }
}
