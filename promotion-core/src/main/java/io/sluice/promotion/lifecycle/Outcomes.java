package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Records how a process ended, and refuses an end that the facts contradict. */
public final class Outcomes {
    private final CommandPipeline pipeline;
    private final Storage storage;
    private final Decisions decisions;
    private final Messages messages;
    private final RequestQueue queue;
    private final Clock clock;

    public Outcomes(Core core, Decisions decisions, RequestQueue queue) {
        this.pipeline = core.pipeline();
        this.storage = core.storage();
        this.decisions = decisions;
        this.messages = core.messages();
        this.queue = queue;
        this.clock = core.clock();
    }

    public void finish(OrganizationId organization, PromotionId id, Outcome outcome) {
        pipeline.lateStep(organization, id, "outcome " + outcome, unit -> {
            PromotionRequest request = unit.request();
            if (request.status() == outcome.status()) {
                return unit;
            }
            requireTrue(request, outcome);
            decisions.release(request);
            storage.tasks().closeAll(organization, id);
            String detail = request.detail().isEmpty() ? text(outcome) : request.detail();
            unit.end(outcome.status(), detail, clock.instant(), Optional.empty());
            unit.record(
                    "promotion.ended",
                    Map.of("status", outcome.status().name(), "outcome", outcome.name(), "detail", detail));
            messages.toPerson(
                    request,
                    NotificationKind.OUTCOME,
                    request.requestedBy(),
                    Facts.of(Fact.OUTCOME, outcome).and(Fact.DETAIL, request.detail()));
            unit.afterwards(() -> queue.advance(request));
            return unit;
        });
    }

    private void requireTrue(PromotionRequest request, Outcome outcome) {
        boolean supported = switch (outcome) {
            case PROMOTED ->
                is(request, Attempt.Step.DEPLOY, Attempt.State.DONE)
                        && is(request, Attempt.Step.VERIFY, Attempt.State.DONE)
                        && !is(request, Attempt.Step.RESTORE, Attempt.State.DONE);
            case ROLLED_BACK -> is(request, Attempt.Step.RESTORE, Attempt.State.DONE);
            case ROLLBACK_FAILED -> true;
            case REJECTED -> isUntouched(request) && isRejected(request);
            case CHECKS_FAILED, EXPIRED, NOT_ALLOWED -> isUntouched(request);
        };
        if (!supported) {
            throw new IllegalStateException(
                    "Outcome " + outcome + " contradicts what happened to promotion " + request.id() + ".");
        }
    }

    private boolean isUntouched(PromotionRequest request) {
        return storage.attempts()
                .newest(request.organization(), request.id(), Attempt.Step.DEPLOY)
                .isEmpty();
    }

    private boolean isRejected(PromotionRequest request) {
        return storage.approvals().list(request.organization(), request.id()).stream()
                .anyMatch(approval -> approval.decision() == Decision.REJECTED);
    }

    private boolean is(PromotionRequest request, Attempt.Step step, Attempt.State state) {
        return storage.attempts()
                .newest(request.organization(), request.id(), step)
                .filter(attempt -> attempt.state() == state)
                .isPresent();
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case PROMOTED -> "Live and verified.";
            case CHECKS_FAILED -> "A required check did not pass.";
            case REJECTED -> "A person said no.";
            case EXPIRED -> "Nobody decided in time.";
            case NOT_ALLOWED -> "The gate was closed.";
            case ROLLED_BACK -> "The earlier version is back.";
            case ROLLBACK_FAILED -> "The earlier version could not be put back automatically.";
        };
    }
}
