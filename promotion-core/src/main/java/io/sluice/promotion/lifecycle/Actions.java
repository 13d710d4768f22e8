package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Capacities;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Visibility;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.PromotionAction;
import io.sluice.promotion.request.PromotionRequest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a caller may do with a promotion now. It asks the commands themselves what they would refuse, so that no rule is
 * written twice; it changes nothing, and notes no denied access.
 */
public final class Actions {
    private final Visibility visibility;
    private final Decisions decisions;
    private final Requests requests;
    private final Waits waits;
    private final Deadlines deadlines;
    private final Repairs repairs;
    private final Bypasses bypasses;
    private final ApprovalReminders reminders;
    private final Assignments assignments;

    public Actions(Core core, Stages stages, Targets targets, RequestQueue queue, LiveVersions live) {
        Core quiet = core.quietly();
        this.visibility = new Visibility(quiet);
        this.deadlines = new Deadlines(quiet);
        this.decisions = new Decisions(quiet, stages, targets, deadlines, queue);
        this.requests = new Requests(quiet, decisions, queue);
        this.waits = new Waits(quiet);
        this.repairs = new Repairs(quiet, live, targets);
        this.bypasses = new Bypasses(quiet, stages);
        this.reminders = new ApprovalReminders(quiet, deadlines);
        this.assignments = new Assignments(quiet);
    }

    /** An answer for every action, in their order. */
    public Map<PromotionAction, Eligibility> of(Caller caller, Capacities.Prepared prepared) {
        PromotionRequest request = prepared.request();
        visibility.require(caller, request, prepared);
        Eligibility.May may = new Eligibility.May(caller.member().rolesIn(request.target()));
        Map<PromotionAction, Eligibility> answers = new EnumMap<>(PromotionAction.class);
        for (PromotionAction action : PromotionAction.values()) {
            answers.put(action, of(caller, prepared, action, may));
        }
        return Collections.unmodifiableMap(answers);
    }

    private Eligibility of(
            Caller caller, Capacities.Prepared prepared, PromotionAction action, Eligibility.May otherwise) {
        try {
            if (action == PromotionAction.APPROVE) {
                return decisions.requireApproval(caller, prepared.request(), ballot(prepared));
            }
            require(caller, prepared, action);
            return otherwise;
        } catch (NotFoundException hidden) { // Seen for somebody else only, and that does not reach as far.
            return new Eligibility.MayNot("forbidden", "None of your roles allows this.");
        } catch (SluiceException refusal) {
            return new Eligibility.MayNot(refusal.code(), Objects.requireNonNullElse(refusal.getMessage(), ""));
        }
    }

    private void require(Caller caller, Capacities.Prepared prepared, PromotionAction action) {
        PromotionRequest request = prepared.request();
        switch (action) {
            case APPROVE -> decisions.requireApproval(caller, request, ballot(prepared));
            case REJECT -> decisions.requireRejection(caller, request, ballot(prepared));
            case CANCEL -> decisions.requireCancellation(caller, request);
            case COMMENT -> visibility.require(caller, request, prepared);
            case ROLL_BACK -> requests.requirePossible(requests.prepare(caller, request, ""));
            case RESCHEDULE -> waits.requirePlannable(caller, request);
            case EXTEND_DEADLINE -> deadlines.requireExtensible(caller, request);
            case CLOSE_REPAIR -> repairs.requireOpen(caller, request);
            case BYPASS -> bypasses.requireDeclarable(caller, request, request.subjectHash());
            case REMIND -> reminders.requirePossible(request);
            case ASSIGN -> assignments.requireAssignable(caller, request);
        }
    }

    /** About what the caller is shown at this moment. */
    private static Decisions.Ballot ballot(Capacities.Prepared prepared) {
        return new Decisions.Ballot(prepared.request().subjectHash(), "", prepared, Optional.empty());
    }
}
