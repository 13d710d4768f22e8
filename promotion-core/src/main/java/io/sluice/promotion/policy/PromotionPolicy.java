package io.sluice.promotion.policy;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.workspace.EnvironmentType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a workspace demands before something may enter. Revisions are immutable; the one in force can be replaced, never
 * edited.
 *
 * @param stages who must agree, in order; empty means nobody is asked
 * @param approvals whose word counts, beyond the rules of the stages
 * @param checks what must have passed
 * @param approvalDeadline how long each stage may take, 1 minute to 90 days
 * @param onDeadline what happens then
 * @param reminders when approvers are reminded
 * @param windows when deployments may begin; empty means always
 * @param soak how long a version must have been live in the source, 0 to 90 days
 * @param openRequests what a new request does when another one for the same artifact is open
 * @param rollback who must agree before an earlier release is put back; empty means nobody is asked
 * @param automaticRollback whether Sluice itself asks for the release before when one is reported to be unhealthy
 * @param autoPromotion when Sluice itself asks for a promotion; empty means never
 * @param breakGlass how approvals may be passed by in an emergency; empty means they may not
 * @param process the process definition that promotions into this workspace run on
 */
public record PromotionPolicy(
        List<ApprovalStage> stages,
        ApprovalTerms approvals,
        List<CheckRequirement> checks,
        Duration approvalDeadline,
        OnDeadline onDeadline,
        Reminders reminders,
        List<ChangeWindow> windows,
        Duration soak,
        OpenRequests openRequests,
        Optional<ApprovalStage> rollback,
        boolean automaticRollback,
        Optional<AutoPromotion> autoPromotion,
        Optional<BreakGlass> breakGlass,
        String process) {
    /** The role that the default policies ask. */
    public static final RoleId APPROVER = new RoleId("approver");

    /** The key of the shipped process definition. */
    public static final String DEFAULT_PROCESS = "promotion";

    /** How long a stage may take when nobody says otherwise. */
    public static final Duration STANDARD_DEADLINE = Duration.ofDays(3);

    private static final Duration LONGEST = Duration.ofDays(90);

    /** Refuses durations outside their bounds, two stages or checks of one name, and more than 20 of either. */
    public PromotionPolicy {
        stages = List.copyOf(stages);
        checks = List.copyOf(checks);
        windows = List.copyOf(windows);
        Identifier.require("policy.process", process);
        Durations.requireBetween("policy.approvalDeadline", approvalDeadline, Duration.ofMinutes(1), LONGEST);
        Durations.requireBetween("policy.soak", soak, Duration.ZERO, LONGEST);
        if (onDeadline.action() == OnDeadline.Action.ESCALATE
                && reminders.escalateTo().isEmpty()) {
            throw new InvalidInputException(
                    "policy.onDeadline", "policy.escalation", "Name the role that a late request escalates to.");
        }
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
        PromotionPolicy nothing = new PromotionPolicy(
                List.of(),
                ApprovalTerms.STANDARD,
                List.of(),
                STANDARD_DEADLINE,
                OnDeadline.EXPIRE,
                Reminders.STANDARD,
                List.of(),
                Duration.ZERO,
                OpenRequests.SUPERSEDE,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                DEFAULT_PROCESS);
        return switch (type) {
            case DEVELOPMENT, SANDBOX -> nothing;
            case STAGING -> nothing.approvedBy(Map.of(APPROVER, 1)).withChecks(threeChecks());
            case PRODUCTION ->
                nothing.approvedBy(Map.of(APPROVER, 2))
                        .withChecks(threeChecks())
                        .withRollback(Optional.of(single(Map.of(APPROVER, 1))));
        };
    }

    /** The same policy with one stage in which these roles are asked for that many persons each; none for an empty map. */
    public PromotionPolicy approvedBy(Map<RoleId, Integer> required) {
        return withStages(required.isEmpty() ? List.of() : List.of(single(required)));
    }

    /** The same policy with these stages. */
    public PromotionPolicy withStages(List<ApprovalStage> other) {
        return changed(draft -> draft.stages = other);
    }

    /** The same policy with these terms for approvals. */
    public PromotionPolicy withApprovals(ApprovalTerms other) {
        return changed(draft -> draft.approvals = other);
    }

    /** The same policy with these checks. */
    public PromotionPolicy withChecks(List<CheckRequirement> other) {
        return changed(draft -> draft.checks = other);
    }

    /** The same policy with this time for each stage. */
    public PromotionPolicy withApprovalDeadline(Duration other) {
        return changed(draft -> draft.approvalDeadline = other);
    }

    /** The same policy with this action when the time of a stage is over. */
    public PromotionPolicy withOnDeadline(OnDeadline other) {
        return changed(draft -> draft.onDeadline = other);
    }

    /** The same policy with these reminders. */
    public PromotionPolicy withReminders(Reminders other) {
        return changed(draft -> draft.reminders = other);
    }

    /** The same policy with these windows. */
    public PromotionPolicy withWindows(List<ChangeWindow> other) {
        return changed(draft -> draft.windows = other);
    }

    /** The same policy for versions that have been live in the source for so long. */
    public PromotionPolicy withSoak(Duration other) {
        return changed(draft -> draft.soak = other);
    }

    /** The same policy with this answer to a second open request. */
    public PromotionPolicy withOpenRequests(OpenRequests other) {
        return changed(draft -> draft.openRequests = other);
    }

    /** The same policy with this stage before an earlier release is put back; empty asks nobody. */
    public PromotionPolicy withRollback(Optional<ApprovalStage> other) {
        return changed(draft -> draft.rollback = other);
    }

    /** The same policy, with or without a rollback that Sluice asks for when a release is reported to be unhealthy. */
    public PromotionPolicy withAutomaticRollback(boolean other) {
        return changed(draft -> draft.automaticRollback = other);
    }

    /** The same policy with these conditions for automatic requests; empty means none are made. */
    public PromotionPolicy withAutoPromotion(Optional<AutoPromotion> other) {
        return changed(draft -> draft.autoPromotion = other);
    }

    /** The same policy with this way past approvals in an emergency; empty means there is none. */
    public PromotionPolicy withBreakGlass(Optional<BreakGlass> other) {
        return changed(draft -> draft.breakGlass = other);
    }

    /** The same policy on another process definition. */
    public PromotionPolicy withProcess(String other) {
        return changed(draft -> draft.process = other);
    }

    private PromotionPolicy changed(Consumer<PolicyDraft> change) {
        PolicyDraft draft = new PolicyDraft(this);
        change.accept(draft);
        return draft.policy();
    }

    /** The demand for one check, if there is one. */
    public Optional<CheckRequirement> check(CheckName name) {
        return checks.stream().filter(check -> check.name().equals(name)).findFirst();
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
