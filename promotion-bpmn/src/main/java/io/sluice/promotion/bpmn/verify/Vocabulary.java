package io.sluice.promotion.bpmn.verify;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything a process file may name, by name alone: the steps of the library and those that a host has added.
 *
 * @param topics external tasks by their topic
 * @param delegates steps that {@code delegateExpression} names, by the name of the bean
 * @param calls methods that expressions may call: by the name of the bean, each as {@code name/arguments}
 */
public record Vocabulary(Map<String, Step> topics, Map<String, Step> delegates, Map<String, Set<String>> calls) {
    /**
     * One step.
     *
     * @param effect what it means for a promotion
     * @param errors codes of the BPMN errors it can throw
     * @param fields whether it takes {@code camunda:field}, and which it needs
     */
    public record Step(Effect effect, Set<String> errors, Set<String> fields) {
        /** Copies the sets. */
        public Step {
            errors = Set.copyOf(errors);
            fields = Set.copyOf(fields);
        }
    }

    /** What a step means for a promotion. */
    public enum Effect {
        /** Runs the checks and sets {@code checksPassed}. */
        CHECKS,
        /** Asks people and sets {@code approvalOutcome}. */
        APPROVAL,
        /** Reminds people. */
        REMIND,
        /** Takes the target. */
        RESERVE,
        /** Asks the policy again. */
        CONFIRM,
        /** Makes the version live. */
        DEPLOY,
        /** Proves that it works. */
        VERIFY,
        /** Puts the earlier version back. */
        ROLL_BACK,
        /** Has people bring the target into order. */
        REPAIR,
        /** Tells people something. */
        NOTIFY,
        /** A step of the host that leaves the artifact as it is. */
        HOST,
        /** A step of the host after which earlier checks and approvals count no more. */
        HOST_CHANGES
    }

    /** Copies the maps. */
    public Vocabulary {
        topics = Map.copyOf(topics);
        delegates = Map.copyOf(delegates);
        calls = Map.copyOf(calls);
    }

    /** The steps that the library brings itself. */
    public static Vocabulary standard() {
        return new Vocabulary(
                Map.of(
                        "promotion.checks", step(Effect.CHECKS),
                        "promotion.deploy", step(Effect.DEPLOY, "DEPLOY_FAILED"),
                        "promotion.verify", step(Effect.VERIFY, "VERIFY_FAILED"),
                        "promotion.rollback", step(Effect.ROLL_BACK, "ROLLBACK_FAILED")),
                Map.of(
                        "promotionRemind", step(Effect.REMIND),
                        "promotionReserve", step(Effect.RESERVE, "TARGET_BUSY"),
                        "promotionConfirm", step(Effect.CONFIRM, "NOT_ALLOWED"),
                        "promotionNotify", new Step(Effect.NOTIFY, Set.of(), Set.of("message"))),
                Map.of(
                        "promotionPolicy",
                        Set.of("approvalDeadline/1", "reminders/1", "soak/1", "nextTry/1", "windowOpens/1")));
    }

    /** Whether this is the name of a bean, one to run or one to call. */
    public boolean names(String bean) {
        return delegates.containsKey(bean) || calls.containsKey(bean);
    }

    /** Whether expressions may call this method of this bean with so many arguments. */
    public boolean allowsCall(String bean, String method, int arguments) {
        return calls.getOrDefault(bean, Set.of()).contains(method + "/" + arguments);
    }

    /** The same words and one topic more. */
    public Vocabulary withTopic(String topic, Step step) {
        return new Vocabulary(with(topics, topic, step), delegates, calls);
    }

    /** The same words and one delegate more. */
    public Vocabulary withDelegate(String bean, Step step) {
        return new Vocabulary(topics, with(delegates, bean, step), calls);
    }

    private static Map<String, Step> with(Map<String, Step> steps, String name, Step step) {
        Map<String, Step> more = new TreeMap<>(steps);
        more.put(name, step);
        return more;
    }

    private static Step step(Effect effect, String... errors) {
        return new Step(effect, Set.of(errors), Set.of());
    }
}
