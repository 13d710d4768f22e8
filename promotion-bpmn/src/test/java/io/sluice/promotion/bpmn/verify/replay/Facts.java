package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What has happened in one promotion so far, written down as it happens and judged on the spot. */
final class Facts {
    private static final String CHECKS = "checks";
    private static final Set<Effect> COUNTS =
            EnumSet.complementOf(EnumSet.of(Effect.NOTIFY, Effect.REMIND, Effect.REPAIR));

    private final PolicyDemands demands;
    private final Marks marks;
    private final Map<String, String> known = new TreeMap<>();
    private final Map<String, Integer> fired = new TreeMap<>();
    private final Set<Danger> dangers = EnumSet.noneOf(Danger.class);

    Facts(PolicyDemands demands, Marks marks) {
        this.demands = demands;
        this.marks = marks;
    }

    Facts copy() {
        Facts copy = new Facts(demands, marks);
        copy.known.putAll(known);
        copy.fired.putAll(fired);
        return copy;
    }

    /** Whether somebody has said no; after that nobody can say yes. */
    boolean rejected() {
        return knows("rejected");
    }

    void approval(String step, boolean granted) {
        stagesOf(step).forEach(stage -> known.put("stage " + stage, granted ? "APPROVED" : "REJECTED"));
        if (granted) {
            known.remove("spent");
        } else {
            known.put("rejected", "");
        }
    }

    void collection(String name, boolean empty) {
        known.put("collection " + name, empty ? "empty" : "");
    }

    void checks(boolean passed) {
        known.put(CHECKS, Boolean.toString(passed));
    }

    /** A step is done, as it should be. */
    void done(String step) {
        effect(step).ifPresent(effect -> {
            switch (effect) {
                case RESERVE -> {
                    judge(!knows("reserved"), Danger.RESERVED_TWICE);
                    known.put("reserved", "");
                }
                case CONFIRM -> known.put("confirmed", "");
                case DEPLOY -> known.put("deployed", "");
                case VERIFY -> {
                    known.remove("failed");
                    known.put("verified", "");
                }
                case ROLL_BACK -> known.put("rolled back", "");
                case HOST_CHANGES -> {
                    known.remove(CHECKS);
                    known.keySet().removeIf(key -> key.startsWith("stage "));
                }
                default -> {
                    // Leaves no fact behind.
                }
            }
        });
    }

    /** A step has thrown an error of its own. */
    void failed(String step) {
        effect(step).ifPresent(effect -> {
            switch (effect) {
                case DEPLOY, VERIFY -> known.put("failed", "");
                case CONFIRM -> known.remove("confirmed");
                default -> {
                    // Leaves no fact behind.
                }
            }
        });
    }

    /** The process comes to an element. */
    void enters(String id) {
        fired.keySet().removeIf(timer -> id.equals(marks.hosts().get(timer)));
        effect(id).ifPresent(effect -> {
            if (COUNTS.contains(effect)) {
                besides(effect);
                judge(effect == Effect.DEPLOY || !knows("outcome"), Danger.GOES_ON_AFTER_OUTCOME);
                known.put("open " + id, effect.name());
            }
            begins(id, effect);
        });
        Optional.ofNullable(marks.outcomes().get(id)).ifPresent(this::ends);
    }

    /** The process leaves an element, in whatever way. */
    void leaves(String id) {
        known.remove("open " + id);
    }

    private void besides(Effect begins) {
        boolean deploys = known.entrySet().stream()
                .anyMatch(fact -> fact.getKey().startsWith("open ")
                        && (begins == Effect.DEPLOY || fact.getValue().equals(Effect.DEPLOY.name())));
        judge(!deploys, Danger.BESIDE_DEPLOY);
    }

    private void begins(String id, Effect effect) {
        switch (effect) {
            case CHECKS -> known.remove(CHECKS);
            case APPROVAL -> stagesOf(id).forEach(stage -> known.remove("stage " + stage));
            case CONFIRM -> known.remove("confirmed");
            case VERIFY -> known.remove("verified");
            case ROLL_BACK -> {
                judge(knows("deploying"), Danger.ROLLED_BACK_NOTHING);
                known.put("rolling back", "");
            }
            case DEPLOY -> deploys();
            default -> {
                // Nothing is asked of it.
            }
        }
    }

    private void deploys() {
        judge(!demands.checks() || "true".equals(known.get(CHECKS)), Danger.UNCHECKED);
        demands.stages().forEach(stage -> judge("APPROVED".equals(known.get("stage " + stage)), Danger.UNAPPROVED));
        judge(knows("reserved"), Danger.UNRESERVED);
        judge(knows("confirmed"), Danger.UNCONFIRMED);
        judge(!knows("spent"), Danger.DEPLOYED_TWICE);
        judge(!knows("outcome"), Danger.DEPLOYED_AFTER_OUTCOME);
        known.keySet().removeAll(Set.of("deployed", "verified", "failed", "rolling back", "rolled back"));
        known.put("deploying", "");
        known.put("spent", "");
    }

    private void ends(String outcome) {
        judge(!knows("outcome"), Danger.TWO_OUTCOMES);
        boolean brokenOff = knows("deploying") && !knows("deployed");
        judge(!(knows("failed") || brokenOff) || knows("rolling back"), Danger.NOT_ROLLED_BACK);
        judge(isTrue(outcome), Danger.UNTRUE_OUTCOME);
        known.put("outcome", outcome);
    }

    private boolean isTrue(String outcome) {
        return switch (outcome) {
            case "PROMOTED" -> knows("deployed") && knows("verified") && !knows("rolled back");
            case "ROLLED_BACK" -> knows("rolled back");
            case "ROLLBACK_FAILED" -> knows("deploying");
            case "REJECTED" -> knows("rejected") && !knows("deploying");
            default -> !knows("deploying");
        };
    }

    /** The whole process has ended. */
    void over() {
        judge(knows("outcome"), Danger.NO_OUTCOME);
    }

    void fired(String timer) {
        fired.merge(timer, 1, Integer::sum);
    }

    int timesFired(String timer) {
        return fired.getOrDefault(timer, 0);
    }

    void found(Danger danger) {
        dangers.add(danger);
    }

    Set<Danger> dangers() {
        return dangers;
    }

    private boolean knows(String what) {
        return known.containsKey(what);
    }

    private void judge(boolean right, Danger otherwise) {
        if (!right) {
            dangers.add(otherwise);
        }
    }

    private Set<String> stagesOf(String step) {
        String stage = marks.stages().get(step);
        return stage == null ? new TreeSet<>(demands.stages()) : Set.of(stage);
    }

    private Optional<Effect> effect(String id) {
        return Optional.ofNullable(marks.steps().get(id)).map(step -> step.effect());
    }

    /** What is known by now, the same text for the same facts. */
    @Override
    public String toString() {
        return known + " "
                + new HashMap<>(fired)
                        .keySet().stream()
                                .sorted()
                                .map(id -> id + "=" + fired.get(id))
                                .toList();
    }
}
