package io.sluice.promotion.spring.rest;

import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.process.ProcessFinding;
import io.sluice.promotion.process.ProcessRefusedException;
import io.sluice.promotion.spring.rest.Problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever an operation throws into a problem. Nothing of a fault is shown but the number of its log entry. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    private static final String BLOCKED = "promotion.blocked";

    /** Doors that compare the revision which the caller saw say so with codes like {@code policy.stale}. */
    private static final String STALE = ".stale";

    private Problems() {}

    static Answer answer(RuntimeException thrown) {
        if (thrown instanceof Refusal refusal) {
            Problem problem = Problem.of(refusal.status(), refusal.code(), refusal.getMessage())
                    .at(Optional.ofNullable(refusal.field()));
            return Answer.problem(problem, refusal.headers());
        }
        if (thrown instanceof RefusedField refused) {
            return plain(of(refused.refusal()).at(Optional.of(refused.field())));
        }
        if (thrown instanceof Required.MissingFields missing) {
            FieldError first = missing.fields().get(0);
            Problem problem = Problem.of(400, first.code(), first.message()).at(Optional.of(first.field()));
            return plain(problem.with(missing.fields()));
        }
        if (thrown instanceof UnavailableException unavailable) {
            LOG.warn("Not available: {} {}", unavailable.code(), unavailable.getMessage(), unavailable);
            return Answer.problem(of(unavailable), Map.of("Retry-After", RETRY_AFTER_SECONDS));
        }
        return plain(thrown instanceof SluiceException refusal ? of(refusal) : fault(thrown));
    }

    private static Answer plain(Problem problem) {
        return Answer.problem(problem, Map.of());
    }

    private static Problem of(SluiceException refusal) {
        if (refusal instanceof PromotionBlockedException blocked) {
            return Problem.of(409, BLOCKED, detail(refusal))
                    .because(blocked.decision().blockers().stream()
                            .map(BlockerView::of)
                            .toList());
        }
        int status = status(refusal);
        if (status == 500) {
            return fault(refusal);
        }
        Problem problem = Problem.of(status, refusal.code(), detail(refusal))
                .at(refusal.field())
                .retryable(refusal.retryable());
        return refusal instanceof ProcessRefusedException refused ? problem.with(errors(refused.findings())) : problem;
    }

    private static int status(SluiceException refusal) {
        if (refusal instanceof InvalidInputException) {
            return 400;
        }
        if (refusal instanceof ForbiddenException) {
            return 403;
        }
        if (refusal instanceof NotFoundException) {
            return 404;
        }
        if (refusal instanceof ConflictException) {
            return refusal.code().endsWith(STALE) ? 412 : 409;
        }
        return refusal instanceof UnavailableException ? 503 : 500;
    }

    private static List<FieldError> errors(List<ProcessFinding> findings) {
        return findings.stream()
                .limit(50)
                .map(finding -> new FieldError(finding.element(), finding.code(), finding.message()))
                .toList();
    }

    private static Problem fault(RuntimeException thrown) {
        String incident = UUID.randomUUID().toString();
        LOG.error("An operation of the API failed, incident {}", incident, thrown);
        return Problem.of(
                        500,
                        "internal",
                        "This is a fault of the server. Its log has the cause under incident " + incident + ".")
                .known(incident);
    }

    private static String detail(RuntimeException refusal) {
        return String.valueOf(refusal.getMessage());
    }
}
