package io.sluice.promotion.gate;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a person may approve in a stage, and if not, why not. The queue shows it; the command obeys it. */
public sealed interface Eligibility {
    /**
     * They may.
     *
     * @param roles the asked roles that they hold
     */
    record May(Set<RoleId> roles) implements Eligibility {
        /** Copies the roles. */
        public May {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * They may not.
     *
     * @param code stable, such as {@code approval.selfApproval}
     * @param message for the person
     */
    record MayNot(String code, String message) implements Eligibility {}

    /** Judges one person for one open approval task of a request whose versions have these authors. */
    static Eligibility of(
            Member member,
            PromotionRequest request,
            HumanTask task,
            ApprovalStage stage,
            Set<PersonId> authors,
            List<Approval> approvals,
            Instant now) {
        if (member.person().equals(request.requestedBy())) {
            return new MayNot("approval.selfApproval", "You requested this, so someone else must approve.");
        }
        if (authors.contains(member.person())) {
            return new MayNot("approval.author", "You are an author of this version, so someone else must approve.");
        }
        if (approvals.stream().anyMatch(approval -> approval.person().equals(member.person()))) {
            return new MayNot("approval.alreadyDecided", "You have decided already.");
        }
        if (task.due().map(due -> !now.isBefore(due)).orElse(false)) {
            return new MayNot("approval.tooLate", "The time for this decision is over.");
        }
        Set<RoleId> roles = new HashSet<>(member.rolesIn(request.target()));
        boolean standsIn = task.escalatedTo().filter(roles::contains).isPresent();
        roles.retainAll(stage.roles());
        if (standsIn) {
            roles.add(task.escalatedTo().orElseThrow());
        }
        if (roles.isEmpty()) {
            return new MayNot("approval.role", "Needs one of the roles " + sorted(stage.roles()) + ".");
        }
        return new May(roles);
    }

    /**
     * The roles of a stage that an approval can fill. A role that the stage does not ask let its holder decide because
     * nobody had decided in time: such a person stands in for any of them.
     */
    static Set<RoleId> standing(ApprovalStage stage, Set<RoleId> roles) {
        return stage.roles().containsAll(roles) ? roles : stage.roles();
    }

    private static String sorted(Set<RoleId> roles) {
        return String.join(", ", roles.stream().map(RoleId::value).sorted().toList());
    }
}
