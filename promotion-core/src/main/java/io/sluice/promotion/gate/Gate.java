package io.sluice.promotion.gate;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.policy.CheckRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Says whether a promotion may go on and, if not, every reason. A pure function: dry run, "why blocked", the check before
 * anybody is asked and the check right before the deployment all call it with the facts of their moment.
 */
public final class Gate {
    /** What is about to happen. */
    public enum Moment {
        /** A request is about to be made: only what can never be right, or is wrong before anybody is asked. */
        REQUEST,
        /** The version is about to go live: everything. */
        DEPLOYMENT
    }

    private Gate() {}

    /** Judges the facts. */
    public static GateDecision judge(GateFacts facts, Moment moment) {
        List<Blocker> blockers =
                facts.isUnit() ? UnitReasons.of(facts.items(), item -> reasons(item, moment)) : reasons(facts, moment);
        return blockers.isEmpty() ? new GateDecision.Open() : new GateDecision.Blocked(sorted(blockers));
    }

    private static List<Blocker> reasons(GateFacts facts, Moment moment) {
        List<Blocker> blockers = new ArrayList<>();
        PathRules.judge(facts, blockers::add);
        TargetRules.judge(facts, moment, blockers::add);
        ControlRules.judge(facts, moment, blockers::add);
        EnvironmentRules.judge(facts, moment, blockers::add);
        ApprovalRules.judge(facts, moment, reason -> addUnlessBypassed(facts, reason, blockers));
        if (moment == Moment.DEPLOYMENT) {
            CheckRules.judge(facts, blockers::add);
            TimeRules.judge(facts.timing(), blockers::add);
        }
        return blockers;
    }

    /** Whether the gate is open only because of the emergency. */
    public static boolean needsBypass(GateFacts facts) {
        return facts.exemptions().bypass().isPresent()
                && !judge(facts.withoutBypass(), Moment.DEPLOYMENT).isOpen();
    }

    /** An emergency passes by approvals that are missing, never a no, and never a workspace that asks nobody. */
    private static void addUnlessBypassed(GateFacts facts, Blocker reason, List<Blocker> blockers) {
        boolean lasting = reason.lifts() == Blocker.Lifts.NEVER || reason.code().equals("policy.empty");
        if (lasting || facts.exemptions().bypass().isEmpty()) {
            blockers.add(reason);
        }
    }

    /** The persons whose approvals count, in alphabetical order. */
    public static List<PersonId> approvers(GateFacts facts) {
        return ApprovalRules.approvers(facts).stream()
                .sorted(Comparator.comparing(PersonId::value))
                .toList();
    }

    /** The results that the policies ask for, as far as there are any. */
    public static List<CheckResult> results(GateFacts facts) {
        List<CheckName> asked = Stream.concat(facts.policies().stream(), facts.exemptions().passedOver().stream())
                .flatMap(revision -> Demands.of(facts.kind(), revision.policy()).checks().stream())
                .map(CheckRequirement::name)
                .distinct()
                .toList();
        return facts.items().stream()
                .flatMap(item -> asked.stream().map(item.checks()::get).filter(Objects::nonNull))
                .toList();
    }

    private static List<Blocker> sorted(List<Blocker> blockers) {
        return blockers.stream()
                .distinct()
                .sorted((a, b) -> a.lifts().compareTo(b.lifts()))
                .toList();
    }
}
