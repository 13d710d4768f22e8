package io.sluice.promotion.policy;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.workspace.EnvironmentType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a workspace demands before something may enter. Revisions are immutable; the one in force can be replaced, never
 * edited.
 *
 * @param stages who must agree, in order; empty means nobody is asked
 * @param checks what must have passed
 * @param approvalDeadline how long each stage may take, 1 minute to 90 days; then the request expires
 * @param reminders when approvers are reminded
 * @param windows when deployments may begin; empty means always
 * @param rollback who must agree before an earlier release is put back; empty means nobody is asked
 * @param process the process definition that promotions into this workspace run on
 */
public record PromotionPolicy(
        List<ApprovalStage> stages,
        List<CheckRequirement> checks,
        Duration approvalDeadline,
        Reminders reminders,
        List<ChangeWindow> windows,
        Optional<ApprovalStage> rollback,
        String process) {
    /** The role that the default policies ask. */
    public static final RoleId APPROVER = new RoleId("approver");

    /** The key of the shipped process definition. */
    public static final String DEFAULT_PROCESS = "promotion";

    /** How long a stage may take when nobody says otherwise. */
    public static final Duration STANDARD_DEADLINE = Duration.ofDays(3);

    /** Refuses durations outside their bounds, two stages or checks of one name, and more than 20 of either. */
    public PromotionPolicy {
        stages = List.copyOf(stages);
        checks = List.copyOf(checks);
        windows = List.copyOf(windows);
        Identifier.require("policy.process", process);
        Durations.requireBetween(
                "policy.approvalDeadline", approvalDeadline, Duration.ofMinutes(1), Duration.ofDays(90));
        requireDistinct(
                "policy.stages", stages.stream().map(ApprovalStage::name).toList());
        requireDistinct(
                "policy.checks",
                checks.stream().map(check -> check.name().value()).toList());
    }

    /**
     * What a workspace of this type demands when nobody says otherwise: tests, security and performance on the way into
     * staging and production; one approver for staging, two for production; one for putting production back.
     */
    public static PromotionPolicy standard(EnvironmentType type) {
        return switch (type) {
            case DEVELOPMENT, SANDBOX ->
                new PromotionPolicy(
                        List.of(),
                        List.of(),
                        STANDARD_DEADLINE,
                        Reminders.STANDARD,
                        List.of(),
                        Optional.empty(),
                        DEFAULT_PROCESS);
            case STAGING ->
                new PromotionPolicy(
                        List.of(single(Map.of(APPROVER, 1))),
                        threeChecks(),
                        STANDARD_DEADLINE,
                        Reminders.STANDARD,
                        List.of(),
                        Optional.empty(),
                        DEFAULT_PROCESS);
            case PRODUCTION ->
                new PromotionPolicy(
                        List.of(single(Map.of(APPROVER, 2))),
                        threeChecks(),
                        STANDARD_DEADLINE,
                        Reminders.STANDARD,
                        List.of(),
                        Optional.of(single(Map.of(APPROVER, 1))),
                        DEFAULT_PROCESS);
        };
    }

    /** The same policy with one stage in which these roles are asked for that many persons each; none for an empty map. */
    public PromotionPolicy approvedBy(Map<RoleId, Integer> required) {
        List<ApprovalStage> asked = required.isEmpty() ? List.of() : List.of(single(required));
        return new PromotionPolicy(asked, checks, approvalDeadline, reminders, windows, rollback, process);
    }

    /** The same policy with these stages. */
    public PromotionPolicy withStages(List<ApprovalStage> other) {
        return new PromotionPolicy(other, checks, approvalDeadline, reminders, windows, rollback, process);
    }

    /** The same policy with these checks. */
    public PromotionPolicy withChecks(List<CheckRequirement> other) {
        return new PromotionPolicy(stages, other, approvalDeadline, reminders, windows, rollback, process);
    }

    /** The same policy with this time for each stage. */
    public PromotionPolicy withApprovalDeadline(Duration other) {
        return new PromotionPolicy(stages, checks, other, reminders, windows, rollback, process);
    }

    /** The same policy with these reminders. */
    public PromotionPolicy withReminders(Reminders other) {
        return new PromotionPolicy(stages, checks, approvalDeadline, other, windows, rollback, process);
    }

    /** The same policy with these windows. */
    public PromotionPolicy withWindows(List<ChangeWindow> other) {
        return new PromotionPolicy(stages, checks, approvalDeadline, reminders, other, rollback, process);
    }

    /** The same policy with this stage before an earlier release is put back; empty asks nobody. */
    public PromotionPolicy withRollback(Optional<ApprovalStage> other) {
        return new PromotionPolicy(stages, checks, approvalDeadline, reminders, windows, other, process);
    }

    /** The same policy on another process definition. */
    public PromotionPolicy withProcess(String other) {
        return new PromotionPolicy(stages, checks, approvalDeadline, reminders, windows, rollback, other);
    }

    /** The demand for one check, if there is one. */
    public Optional<CheckRequirement> check(CheckName name) {
        return checks.stream().filter(check -> check.name().equals(name)).findFirst();
    }

    /** The moment itself when a deployment may begin then, else the next time it may. */
    public Instant nextOpen(Instant moment) {
        return windows.stream()
                .map(window -> window.nextOpen(moment))
                .min(Instant::compareTo)
                .orElse(moment);
    }

    private static ApprovalStage single(Map<RoleId, Integer> required) {
        List<ApprovalRule> rules = new ArrayList<>();
        Map<String, Integer> sorted = new TreeMap<>();
        required.forEach((role, count) -> sorted.put(role.value(), count));
        sorted.forEach((role, count) -> rules.add(new ApprovalRule(new RoleId(role), count)));
        return new ApprovalStage(ApprovalStage.ONLY, rules);
    }

    private static List<CheckRequirement> threeChecks() {
        return List.of(
                CheckRequirement.of(CheckName.TESTS),
                CheckRequirement.of(CheckName.SECURITY),
                CheckRequirement.of(CheckName.PERFORMANCE));
    }

    private static void requireDistinct(String field, List<String> names) {
        if (names.size() > 20) {
            throw new InvalidInputException(field, "policy.tooMany", field + " has more than 20 entries.");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new InvalidInputException(field, "policy.duplicate", field + " names " + name + " twice.");
            }
        }
    }
}
