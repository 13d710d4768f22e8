package io.sluice.promotion.automation;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.policy.AutoPromotion;
import io.sluice.promotion.policy.Condition;
import io.sluice.promotion.request.PromotionStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says whether Sluice itself asks for a promotion and, if not, every reason. A pure function. It is more careful than the
 * gate is with people: it asks once, it never goes back, and it never undoes what a person chose.
 */
public final class AutomationRules {
    private static final BigDecimal LONGEST_WAIT_HOURS = BigDecimal.valueOf(100_000);

    private AutomationRules() {}

    /** Judges the facts. */
    public static AutomationVerdict judge(AutomationFacts facts) {
        List<ConditionVerdict> conditions = facts.policy()
                .map(policy -> policy.conditions().stream()
                        .map(condition -> judge(condition, facts))
                        .toList())
                .orElse(List.of());
        List<Blocker> reasons = new ArrayList<>();
        if (facts.policy().isEmpty()) {
            reasons.add(new Blocker(
                    "automation.off",
                    "The policy of the target does not promote by itself.",
                    Blocker.Lifts.BY_PEOPLE,
                    "a policy administrator",
                    "",
                    Optional.empty(),
                    "Give the policy conditions for automatic promotion, or ask by hand."));
        }
        if (facts.version().isEmpty()) {
            reasons.add(new Blocker(
                    "automation.nothingInSource",
                    "Nothing is live where the target takes versions from.",
                    Blocker.Lifts.BY_PEOPLE,
                    "whoever promotes into the source",
                    "",
                    Optional.empty(),
                    "Bring a version into the source first."));
        }
        facts.policy()
                .filter(policy -> !met(policy, conditions))
                .ifPresent(policy -> reasons.add(unmet(policy, conditions, facts)));
        older(facts).ifPresent(reasons::add);
        askedBefore(facts).ifPresent(reasons::add);
        held(facts).ifPresent(reasons::add);
        reasons.addAll(facts.gate());
        return new AutomationVerdict(
                facts.version().map(ArtifactVersion::label),
                conditions,
                reasons.stream()
                        .distinct()
                        .sorted(Comparator.comparing(Blocker::lifts))
                        .toList());
    }

    private static ConditionVerdict judge(Condition condition, AutomationFacts facts) {
        Optional<KnownNumber> number = Optional.ofNullable(facts.numbers().get(condition.metric()));
        boolean holds = number.map(KnownNumber::value).map(condition::holds).orElse(false);
        return new ConditionVerdict(condition, number, holds);
    }

    private static boolean met(AutoPromotion policy, List<ConditionVerdict> conditions) {
        return policy.match() == AutoPromotion.Match.ALL
                ? conditions.stream().allMatch(ConditionVerdict::holds)
                : conditions.stream().anyMatch(ConditionVerdict::holds);
    }

    private static Blocker unmet(AutoPromotion policy, List<ConditionVerdict> conditions, AutomationFacts facts) {
        List<ConditionVerdict> open =
                conditions.stream().filter(verdict -> !verdict.holds()).toList();
        String shown = open.stream()
                .map(verdict -> verdict.condition() + " ("
                        + verdict.number()
                                .map(number -> "is "
                                        + number.value().stripTrailingZeros().toPlainString())
                                .orElse("not known")
                        + ")")
                .collect(Collectors.joining(", "));
        boolean all = policy.match() == AutoPromotion.Match.ALL;
        return new Blocker(
                "automation.conditions",
                (all ? "Not every condition holds: " : "None of the conditions holds: ") + shown + ".",
                Blocker.Lifts.BY_ITSELF,
                "Sluice",
                "",
                earliest(all, open, facts),
                "Wait; Sluice looks again by itself. Or ask by hand.");
    }

    /** When time alone makes the conditions hold, if it can. */
    private static Optional<Instant> earliest(boolean all, List<ConditionVerdict> open, AutomationFacts facts) {
        List<Instant> moments = open.stream()
                .map(verdict -> dueAt(verdict.condition(), facts))
                .flatMap(Optional::stream)
                .toList();
        if (all) {
            return moments.size() == open.size() ? moments.stream().max(Instant::compareTo) : Optional.empty();
        }
        return moments.stream().min(Instant::compareTo);
    }

    private static Optional<Instant> dueAt(Condition condition, AutomationFacts facts) {
        boolean grows = condition.comparison() == Condition.Comparison.AT_LEAST
                || condition.comparison() == Condition.Comparison.MORE;
        if (!grows
                || !condition.metric().equals(DeploymentNumber.DURATION_HOURS.metric())
                || condition.value().compareTo(LONGEST_WAIT_HOURS) > 0) {
            return Optional.empty();
        }
        long seconds = condition
                .value()
                .multiply(BigDecimal.valueOf(Duration.ofHours(1).toSeconds()))
                .longValue();
        return facts.liveSince().map(since -> since.plusSeconds(seconds + 1));
    }

    private static Optional<Blocker> older(AutomationFacts facts) {
        return facts.version()
                .filter(version -> facts.liveInTarget()
                        .map(live -> version.registeredAt().isBefore(live.registeredAt()))
                        .orElse(false))
                .map(version -> new Blocker(
                        "automation.older",
                        "Version " + version.label() + " is older than what is live in the target.",
                        Blocker.Lifts.NEVER,
                        "nobody",
                        "",
                        Optional.empty(),
                        "Ask by hand if it is wanted all the same."));
    }

    /** Automation asks once. What a person or the process said no to stays where it is until a person asks. */
    private static Optional<Blocker> askedBefore(AutomationFacts facts) {
        return facts.newestEnd()
                .filter(end -> end != PromotionStatus.COMPLETED)
                .map(end -> new Blocker(
                        "automation.askedBefore",
                        "This content was asked for before, and that ended as " + end + ".",
                        Blocker.Lifts.BY_PEOPLE,
                        "whoever may ask for promotions",
                        "",
                        Optional.empty(),
                        "Ask by hand, or bring a newer version into the source."));
    }

    private static Optional<Blocker> held(AutomationFacts facts) {
        return facts.controls().stream()
                .filter(control -> control.scope() instanceof ControlScope.AutomationHeld)
                .findFirst()
                .map(AutomationRules::held);
    }

    private static Blocker held(Control control) {
        return new Blocker(
                "automation.held",
                "Automatic promotions are held: " + control.reason(),
                Blocker.Lifts.WHEN_RELEASED,
                "whoever may hold automation",
                "by " + control.setBy() + " at " + control.setAt(),
                Optional.empty(),
                "Have the hold released.");
    }
}
