package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spring.rest.Words;
import io.sluice.promotion.spring.rest.promotion.PromotionDetail.Progress;
import io.sluice.promotion.spring.rest.promotion.PromotionDetail.Progress.State;
import io.sluice.promotion.spring.rest.promotion.PromotionDetail.Progress.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how far a promotion is in the five steps that people know. */
record ProgressReader(
        PromotionRequest request, List<CheckRow> checks, List<StageView> stages, List<Attempt> attempts, Words words) {
    List<Progress> steps() {
        Step broken = broken().orElse(null);
        Step reached = reached();
        return List.of(
                new Progress(Step.REQUESTED, State.DONE, Optional.of(request.requestedAt()), Optional.empty()),
                step(Step.CHECKS, reached, broken, checks.isEmpty(), checkedAt(), checkText()),
                step(Step.APPROVAL, reached, broken, stages.isEmpty(), approvedAt(), approvalText()),
                step(Step.DEPLOY, reached, broken, false, finished(Attempt.Step.DEPLOY), message(Attempt.Step.DEPLOY)),
                step(Step.VERIFY, reached, broken, false, finished(Attempt.Step.VERIFY), message(Attempt.Step.VERIFY)));
    }

    private Progress step(
            Step step,
            Step reached,
            @Nullable Step broken,
            boolean empty,
            Optional<Instant> at,
            Optional<String> text) {
        if (step == broken) {
            return new Progress(step, State.FAILED, at.or(request::endedAt), text);
        }
        boolean before = step.compareTo(reached) < 0;
        if (empty) {
            return new Progress(step, State.SKIPPED, Optional.empty(), Optional.empty());
        }
        if (before || request.status() == PromotionStatus.COMPLETED) {
            return new Progress(step, State.DONE, at, text);
        }
        if (!request.isOpen()) {
            return new Progress(step, State.SKIPPED, Optional.empty(), Optional.empty());
        }
        boolean active = step == reached && !isWaiting();
        return new Progress(
                step, active ? State.ACTIVE : State.WAITING, Optional.empty(), active ? text : Optional.empty());
    }

    /** The step that it is at, or the one at which it ended. */
    private Step reached() {
        return switch (request.phase()) {
            case IN_LINE, CHECKING -> Step.CHECKS;
            case AWAITING_APPROVAL -> Step.APPROVAL;
            case SCHEDULED, WAITING_FOR_WINDOW, QUEUED, HELD, DEPLOYING, ROLLING_BACK, RECONCILING, REPAIRING ->
                Step.DEPLOY;
            case VERIFYING -> Step.VERIFY;
            case ENDED -> ended();
        };
    }

    private Step ended() {
        if (hasBegun(Attempt.Step.VERIFY)) {
            return Step.VERIFY;
        }
        if (hasBegun(Attempt.Step.DEPLOY)) {
            return Step.DEPLOY;
        }
        boolean decided = stages.stream().anyMatch(stage -> !stage.decided().isEmpty());
        boolean checked = checks.stream().allMatch(check -> check.state() == CheckRow.State.PASSED);
        return decided || checked ? Step.APPROVAL : Step.CHECKS;
    }

    private boolean isWaiting() {
        return switch (request.phase()) {
            case IN_LINE, SCHEDULED, WAITING_FOR_WINDOW, QUEUED, HELD -> true;
            default -> false;
        };
    }

    private Optional<Step> broken() {
        boolean undoing = switch (request.phase()) {
            case ROLLING_BACK, RECONCILING, REPAIRING -> true;
            default -> false;
        };
        return switch (request.status()) {
            case REJECTED, EXPIRED -> Optional.of(Step.APPROVAL);
            case FAILED, ROLLED_BACK -> Optional.of(ended());
            default -> undoing ? Optional.of(ended()) : Optional.empty();
        };
    }

    private boolean hasBegun(Attempt.Step step) {
        return attempts.stream().anyMatch(attempt -> attempt.step() == step);
    }

    private Optional<Instant> finished(Attempt.Step step) {
        return newest(step).flatMap(Attempt::finishedAt);
    }

    private Optional<String> message(Attempt.Step step) {
        return newest(step).map(Attempt::message).filter(text -> !text.isEmpty());
    }

    private Optional<Attempt> newest(Attempt.Step step) {
        return attempts.stream()
                .filter(attempt -> attempt.step() == step)
                .max(Comparator.comparing(Attempt::startedAt));
    }

    private Optional<Instant> checkedAt() {
        return checks.stream().flatMap(check -> check.measuredAt().stream()).max(Comparator.naturalOrder());
    }

    private Optional<Instant> approvedAt() {
        return stages.stream()
                .flatMap(stage -> stage.decided().stream())
                .map(StageView.Decided::at)
                .max(Comparator.naturalOrder());
    }

    private Optional<String> checkText() {
        long passed = checks.stream()
                .filter(check -> check.state() == CheckRow.State.PASSED)
                .count();
        return checks.isEmpty() ? Optional.empty() : Optional.of(words.say("progress.checks", passed, checks.size()));
    }

    private Optional<String> approvalText() {
        List<StageView.Rule> rules =
                stages.stream().flatMap(stage -> stage.rules().stream()).toList();
        int given = rules.stream().mapToInt(StageView.Rule::given).sum();
        int required = rules.stream().mapToInt(StageView.Rule::required).sum();
        return rules.isEmpty() ? Optional.empty() : Optional.of(words.say("progress.approvals", given, required));
    }
}
