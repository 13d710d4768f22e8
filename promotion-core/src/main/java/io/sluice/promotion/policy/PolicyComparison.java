package io.sluice.promotion.policy;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.PolicyDiff.Change;
import io.sluice.promotion.policy.PolicyDiff.Effect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Goes through two policies field by field. */
final class PolicyComparison {
    private final PromotionPolicy before;
    private final PromotionPolicy after;
    private final List<Change> changes = new ArrayList<>();
    private final Differences differences = new Differences(changes);

    PolicyComparison(PromotionPolicy before, PromotionPolicy after) {
        this.before = before;
        this.after = after;
    }

    List<Change> changes() {
        new StageComparison(differences).compare("stages", before.stages(), after.stages());
        terms(before.approvals(), after.approvals());
        checks();
        differences.duration("approvalDeadline", before.approvalDeadline(), after.approvalDeadline(), Effect.WEAKER);
        onDeadline();
        reminders();
        windows();
        differences.duration("soak", before.soak(), after.soak(), Effect.STRICTER);
        differences.text(
                "openRequests",
                before.openRequests().name(),
                after.openRequests().name());
        new StageComparison(differences)
                .compare(
                        "rollback",
                        before.rollback().stream().toList(),
                        after.rollback().stream().toList());
        differences.text(
                "automaticRollback",
                Boolean.toString(before.automaticRollback()),
                Boolean.toString(after.automaticRollback()));
        autoPromotion();
        breakGlass();
        differences.text("process", before.process(), after.process());
        return changes;
    }

    private void terms(ApprovalTerms old, ApprovalTerms now) {
        differences.flag("approvals.selfApproval", old.selfApproval(), now.selfApproval(), Effect.WEAKER);
        differences.flag("approvals.shared", old.shared(), now.shared(), Effect.WEAKER);
        differences.flag(
                "approvals.operatorsExcluded", old.operatorsExcluded(), now.operatorsExcluded(), Effect.STRICTER);
        if (old.rejection() != now.rejection()) {
            boolean wider = now.rejection() == ApprovalTerms.Rejection.ANYBODY;
            differences.add(
                    "approvals.rejection",
                    old.rejection().name(),
                    now.rejection().name(),
                    wider ? Effect.STRICTER : Effect.WEAKER);
        }
        if (old.membership() != now.membership()) {
            boolean earlier = now.membership() == ApprovalTerms.Membership.REQUEST;
            differences.add(
                    "approvals.membership",
                    old.membership().name(),
                    now.membership().name(),
                    earlier ? Effect.STRICTER : Effect.WEAKER);
        }
    }

    private void checks() {
        Set<CheckName> seen = new HashSet<>();
        for (CheckRequirement old : before.checks()) {
            seen.add(old.name());
            String field = "checks." + old.name();
            Optional<CheckRequirement> now = after.check(old.name());
            if (now.isPresent()) {
                check(field, old, now.get());
            } else {
                differences.add(field, "required", Differences.NONE, Effect.WEAKER);
            }
        }
        after.checks().stream()
                .filter(now -> !seen.contains(now.name()))
                .forEach(now -> differences.add("checks." + now.name(), Differences.NONE, "required", Effect.STRICTER));
    }

    /** What a setting means only its check knows. */
    private void check(String field, CheckRequirement old, CheckRequirement now) {
        differences.duration(field + ".validity", old.validity(), now.validity(), Effect.WEAKER);
        differences.text(field + ".phase", old.phase().name(), now.phase().name());
        if (!old.settings().equals(now.settings())) {
            differences.add(
                    field + ".settings",
                    new TreeMap<>(old.settings()).toString(),
                    new TreeMap<>(now.settings()).toString(),
                    Effect.WEAKER);
        }
    }

    private void onDeadline() {
        OnDeadline old = before.onDeadline();
        OnDeadline now = after.onDeadline();
        if (old.equals(now)) {
            return;
        }
        boolean longer = now.by().multipliedBy(now.times()).compareTo(old.by().multipliedBy(old.times())) > 0;
        boolean asksOthers = now.action() == OnDeadline.Action.ESCALATE && old.action() != OnDeadline.Action.ESCALATE;
        differences.add("onDeadline", words(old), words(now), longer || asksOthers ? Effect.WEAKER : Effect.STRICTER);
    }

    private static String words(OnDeadline action) {
        return action.action() == OnDeadline.Action.EXPIRE
                ? "EXPIRE"
                : action.action() + " " + action.times() + " × " + Differences.words(action.by());
    }

    /** The escalation role decides when the deadline escalates: another one is another approver. */
    private void reminders() {
        Reminders old = before.reminders();
        Reminders now = after.reminders();
        differences.text(
                "reminders.atPercent",
                old.atPercent().toString(),
                now.atPercent().toString());
        differences.text(
                "reminders.escalateAtPercent",
                Integer.toString(old.escalateAtPercent()),
                Integer.toString(now.escalateAtPercent()));
        if (!old.escalateTo().equals(now.escalateTo())) {
            boolean decides = after.onDeadline().action() == OnDeadline.Action.ESCALATE;
            differences.add(
                    "reminders.escalateTo",
                    old.escalateTo().map(RoleId::value).orElse(Differences.NONE),
                    now.escalateTo().map(RoleId::value).orElse(Differences.NONE),
                    decides ? Effect.WEAKER : Effect.DIFFERENT);
        }
    }

    /** Without windows it is always open; among several, each one more opens it for longer. */
    private void windows() {
        List<String> old =
                before.windows().stream().map(Object::toString).sorted().toList();
        List<String> now =
                after.windows().stream().map(Object::toString).sorted().toList();
        if (old.equals(now)) {
            return;
        }
        boolean onlyFewer = old.containsAll(now) && !now.isEmpty();
        Effect effect = old.isEmpty() || onlyFewer ? Effect.STRICTER : Effect.WEAKER;
        differences.add("windows", always(old), always(now), effect);
    }

    private static String always(List<String> windows) {
        return windows.isEmpty() ? "always open" : String.join(", ", windows);
    }

    private void autoPromotion() {
        if (before.autoPromotion().equals(after.autoPromotion())) {
            return;
        }
        boolean stricter = after.autoPromotion()
                .map(now -> before.autoPromotion()
                        .filter(old -> now.match() == AutoPromotion.Match.ALL
                                && old.match() == AutoPromotion.Match.ALL
                                && now.conditions().containsAll(old.conditions()))
                        .isPresent())
                .orElse(true);
        differences.add(
                "autoPromotion",
                before.autoPromotion().map(PolicyComparison::words).orElse(Differences.NONE),
                after.autoPromotion().map(PolicyComparison::words).orElse(Differences.NONE),
                stricter ? Effect.STRICTER : Effect.WEAKER);
    }

    private static String words(AutoPromotion automatic) {
        return automatic.match() + " of " + automatic.conditions();
    }

    private void breakGlass() {
        Optional<BreakGlass> old = before.breakGlass();
        Optional<BreakGlass> now = after.breakGlass();
        if (old.isEmpty() || now.isEmpty()) {
            differences.flag("breakGlass", old.isPresent(), now.isPresent(), Effect.WEAKER);
            return;
        }
        differences.number("breakGlass.persons", old.get().persons(), now.get().persons(), Effect.STRICTER);
        differences.duration(
                "breakGlass.validFor", old.get().validFor(), now.get().validFor(), Effect.WEAKER);
        differences.duration(
                "breakGlass.reviewWithin", old.get().reviewWithin(), now.get().reviewWithin(), Effect.WEAKER);
    }
}
