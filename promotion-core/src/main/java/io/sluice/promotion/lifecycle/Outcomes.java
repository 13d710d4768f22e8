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
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Records how a process ended, and refuses an end that the facts contradict. */
public final class Outcomes {
    private final CommandPipeline pipeline;
    private final Storage storage;
    private final Targets targets;
    private final Messages messages;
    private final RequestQueue queue;
    private final Clock clock;

    public Outcomes(Core core, Targets targets, RequestQueue queue) {
        this.pipeline = core.pipeline();
        this.storage = core.storage();
        this.targets = targets;
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
            targets.release(request);
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

    /** A unit is live as a whole, or back as a whole, or it is neither. */
    private void requireTrue(PromotionRequest request, Outcome outcome) {
        int items = request.items().size();
        Progress progress = new Progress(items, storage.attempts().list(request.organization(), request.id()));
        boolean supported = switch (outcome) {
            case PROMOTED ->
                !progress.isLiveUnknown() && all(items, item -> progress.isDeployed(item) && progress.isVerified(item));
            case ROLLED_BACK ->
                !progress.isLiveUnknown()
                        && progress.newest(Attempt.Step.RESTORE).isPresent()
                        && all(items, item -> progress.isPutBack(item) || (items > 1 && !progress.isTouched(item)));
            case ROLLBACK_FAILED -> true;
            case REJECTED -> all(items, item -> !progress.isTouched(item)) && isRejected(request);
            case CHECKS_FAILED, EXPIRED, NOT_ALLOWED -> all(items, item -> !progress.isTouched(item));
        };
        if (!supported) {
            throw new IllegalStateException(
                    "Outcome " + outcome + " contradicts what happened to promotion " + request.id() + ".");
        }
    }

    private static boolean all(int items, IntPredicate fact) {
        return IntStream.rangeClosed(1, items).allMatch(fact);
    }

    private boolean isRejected(PromotionRequest request) {
        return storage.approvals().list(request.organization(), request.id()).stream()
                .anyMatch(approval -> approval.decision() == Decision.REJECTED);
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
