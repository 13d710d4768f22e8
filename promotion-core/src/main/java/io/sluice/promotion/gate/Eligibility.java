package io.sluice.promotion.gate;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalTerms;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a person may approve in a stage, and if not, why not. The queue shows it; the command obeys it. */
public sealed interface Eligibility {
    /**
     * They may.
     *
     * @param roles the asked roles that they, or whom they stand in for, hold
     * @param onBehalfOf whom they stand in for, if they may not as themself
     */
    record May(Set<RoleId> roles, Optional<PersonId> onBehalfOf) implements Eligibility {
        /** Copies the roles. */
        public May {
            roles = Set.copyOf(roles);
        }

        /** They may as themself. */
        public May(Set<RoleId> roles) {
            this(roles, Optional.empty());
        }
    }

    /**
     * They may not.
     *
     * @param code stable, such as {@code approval.selfApproval}
     * @param message for the person
     */
    record MayNot(String code, String message) implements Eligibility {}

    /**
     * What is to be approved.
     *
     * @param request the request
     * @param task the open approval task
     * @param round what it asks for
     * @param authors who wrote any of the versions that want in
     * @param approvals the decisions so far
     * @param now the moment
     */
    record Matter(
            PromotionRequest request,
            HumanTask task,
            Round round,
            Set<PersonId> authors,
            List<Approval> approvals,
            Instant now) {
        /** Copies the decisions. */
        public Matter {
            authors = Set.copyOf(authors);
            approvals = List.copyOf(approvals);
        }
    }

    /** Judges one person for one open approval task: as themself, and if they may not, as a delegate. */
    static Eligibility of(Capacity capacity, Matter matter) {
        Eligibility own = asThemself(capacity, matter);
        if (own instanceof May) {
            return own;
        }
        return capacity.deputies().stream()
                .map(deputy -> standingIn(capacity.self(), deputy, matter))
                .filter(May.class::isInstance)
                .findFirst()
                .orElse(own);
    }

    /** Judges one person for one open approval task as the delegate of that other person only. */
    static Eligibility onBehalfOf(PersonId absent, Capacity capacity, Matter matter) {
        return capacity.deputies().stream()
                .filter(deputy -> deputy.absent().person().equals(absent))
                .map(deputy -> standingIn(capacity.self(), deputy, matter))
                .reduce((first, second) -> first instanceof May ? first : second)
                .orElse(new MayNot("approval.notDelegated", "Nothing of " + absent + " is delegated to you here."));
    }

    private static Eligibility asThemself(Capacity capacity, Matter matter) {
        Presence self = capacity.self();
        return barred(self, matter)
                .or(() -> tooLate(matter))
                .or(() -> membership(self, matter))
                .<Eligibility>map(refusal -> refusal)
                .orElseGet(() -> asked(self, matter.round().terms(), true, matter));
    }

    private static Eligibility standingIn(Presence self, Capacity.Deputy deputy, Matter matter) {
        Presence absent = deputy.absent();
        return barred(self, matter)
                .or(() -> barred(absent, matter))
                .or(() -> tooLate(matter))
                .or(() -> membership(absent, matter))
                .<Eligibility>map(refusal -> refusal)
                .orElseGet(() -> asked(absent, matter.round().terms(), deputy.asNamed(), matter) instanceof May may
                        ? new May(may.roles(), Optional.of(absent.person()))
                        : new MayNot(
                                "approval.role",
                                absent.person() + " is not asked: this asks "
                                        + matter.round().asked() + "."));
    }

    /** Nobody approves their own work, twice, or what they operate if that is excluded; a delegate no more than others. */
    private static Optional<MayNot> barred(Presence person, Matter matter) {
        ApprovalTerms terms = matter.round().terms();
        if (!terms.selfApproval() && person.person().equals(matter.request().requestedBy())) {
            return Optional.of(
                    new MayNot("approval.selfApproval", "You requested this, so someone else must approve."));
        }
        if (!terms.selfApproval() && matter.authors().contains(person.person())) {
            return Optional.of(
                    new MayNot("approval.author", "You are an author of this version, so someone else must approve."));
        }
        if (matter.approvals().stream().anyMatch(approval -> approval.involves(person.person()))) {
            return Optional.of(new MayNot("approval.alreadyDecided", "You, or somebody for you, decided already."));
        }
        if (terms.operatorsExcluded() && person.operates()) {
            return Optional.of(
                    new MayNot("approval.operator", "Whoever operates the target may not approve what goes into it."));
        }
        return Optional.empty();
    }

    private static Optional<MayNot> tooLate(Matter matter) {
        boolean over =
                matter.task().due().map(due -> !matter.now().isBefore(due)).orElse(false);
        return over
                ? Optional.of(new MayNot("approval.tooLate", "The time for this decision is over."))
                : Optional.empty();
    }

    private static Optional<MayNot> membership(Presence person, Matter matter) {
        boolean matters = matter.round().terms().membership() == ApprovalTerms.Membership.REQUEST;
        return matters && person.rolesAtRequest().isEmpty()
                ? Optional.of(new MayNot(
                        "approval.membershipUnknown",
                        "Nobody knows whether you held the role already when this was requested."))
                : Optional.empty();
    }

    private static Eligibility asked(Presence person, ApprovalTerms terms, boolean asNamed, Matter matter) {
        boolean atRequest = terms.membership() == ApprovalTerms.Membership.REQUEST;
        Set<RoleId> then = person.rolesAtRequest().orElse(Set.of());
        Set<RoleId> held = new HashSet<>(person.roles());
        if (atRequest) {
            held.retainAll(then);
        }
        boolean named = asNamed && !(atRequest && then.isEmpty());
        Standing standing = new Standing(person.person(), held, named);
        boolean standsInForOthers =
                matter.task().escalatedTo().filter(held::contains).isPresent();
        if (!standsInForOthers && matter.round().rules().stream().noneMatch(standing::fills)) {
            return new MayNot("approval.role", "This asks " + matter.round().asked() + ".");
        }
        Optional<RoleId> standsIn = matter.task().escalatedTo().filter(held::contains);
        held.retainAll(matter.round().roles());
        standsIn.ifPresent(held::add);
        return new May(held);
    }
}
