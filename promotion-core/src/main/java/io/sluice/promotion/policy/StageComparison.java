package io.sluice.promotion.policy;

import io.sluice.promotion.policy.PolicyDiff.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares who must agree: stages by their names, rules by whom they ask. Whoever is asked no longer is missed. */
final class StageComparison {
    private final Differences differences;

    StageComparison(Differences differences) {
        this.differences = differences;
    }

    void compare(String field, List<ApprovalStage> before, List<ApprovalStage> after) {
        Map<String, Integer> old = rules(field, before);
        Map<String, Integer> now = rules(field, after);
        old.forEach((rule, required) -> {
            Integer still = now.get(rule);
            if (still == null) {
                differences.add(rule, Integer.toString(required), Differences.NONE, Effect.WEAKER);
            } else {
                differences.number(rule, required, still, Effect.STRICTER);
            }
        });
        now.forEach((rule, required) -> {
            if (!old.containsKey(rule)) {
                differences.add(rule, Differences.NONE, Integer.toString(required), Effect.STRICTER);
            }
        });
        differences.text(field, order(before, after), order(after, before));
    }

    private static Map<String, Integer> rules(String field, List<ApprovalStage> stages) {
        Map<String, Integer> rules = new LinkedHashMap<>();
        for (ApprovalStage stage : stages) {
            for (ApprovalRule rule : stage.rules()) {
                rules.put(field + "." + stage.name() + "." + named(rule.approvers()), rule.required());
            }
        }
        return rules;
    }

    /** The order of those stages that both have. */
    private static String order(List<ApprovalStage> stages, List<ApprovalStage> others) {
        List<String> shared = others.stream().map(ApprovalStage::name).toList();
        return String.join(
                ", ",
                stages.stream()
                        .map(ApprovalStage::name)
                        .filter(shared::contains)
                        .toList());
    }

    /** One role by its name alone; everything else in words. */
    private static String named(Approvers approvers) {
        return approvers.askedRoles().size() == 1
                ? approvers.askedRoles().iterator().next().value()
                : approvers.toString();
    }
}
