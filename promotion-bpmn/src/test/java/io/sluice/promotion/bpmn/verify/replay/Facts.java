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
        return known.containsKey("rejected");
    }

    void approval(String step, boolean granted) {
        stagesOf(step).forEach(stage -> known.put("stage " + stage, granted ? "APPROVED" : "REJECTED"));
        if (granted) {
            known.remove("spent");
        } else {
            known.put("rejected", "");
        }
    }

    void checks(boolean passed) {
        known.put(CHECKS, Boolean.toString(passed));
    }

    /** A step is done, as it should be. */
    void done(String step) {
        effect(step).ifPresent(effect -> {
            switch (effect) {
                case RESERVE -> {
                    judge(!known.containsKey("reserved"), Danger.RESERVED_TWICE);
                    known.put("reserved", "");
                }
                case CONFIRM -> known.put("confirmed", "");
                case DEPLOY -> known.put("deployed", "");
                case VERIFY -> known.put("verified", "");
                case ROLL_BACK, REPAIR -> known.put("rolled back", "");
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
                case ROLL_BACK -> known.put("roll back failed", "");
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
        effect(id).ifPresent(effect -> begins(id, effect));
        Optional.ofNullable(marks.outcomes().get(id)).ifPresent(this::ends);
    }

    private void begins(String id, Effect effect) {
        switch (effect) {
            case CHECKS -> known.remove(CHECKS);
            case APPROVAL -> stagesOf(id).forEach(stage -> known.remove("stage " + stage));
            case CONFIRM -> known.remove("confirmed");
            case ROLL_BACK -> judge(known.containsKey("deploying"), Danger.ROLLED_BACK_NOTHING);
            case DEPLOY -> deploys();
            default -> {
                // Nothing is asked of it.
            }
        }
    }

    private void deploys() {
        judge(!demands.checks() || "true".equals(known.get(CHECKS)), Danger.UNCHECKED);
        demands.stages().forEach(stage -> judge("APPROVED".equals(known.get("stage " + stage)), Danger.UNAPPROVED));
        judge(known.containsKey("reserved"), Danger.UNRESERVED);
        judge(known.containsKey("confirmed"), Danger.UNCONFIRMED);
        judge(!known.containsKey("spent"), Danger.DEPLOYED_TWICE);
        judge(!known.containsKey("outcome"), Danger.DEPLOYED_AFTER_OUTCOME);
        known.put("deploying", "");
        known.put("spent", "");
    }

    private void ends(String outcome) {
        judge(!known.containsKey("outcome"), Danger.TWO_OUTCOMES);
        judge(
                !outcome.equals("PROMOTED") || (known.containsKey("deployed") && known.containsKey("verified")),
                Danger.UNTRUE_OUTCOME);
        judge(
                !known.containsKey("failed")
                        || known.containsKey("rolled back")
                        || known.containsKey("roll back failed"),
                Danger.NOT_ROLLED_BACK);
        known.put("outcome", outcome);
    }

    /** The whole process has ended. */
    void over() {
        judge(known.containsKey("outcome"), Danger.NO_OUTCOME);
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
