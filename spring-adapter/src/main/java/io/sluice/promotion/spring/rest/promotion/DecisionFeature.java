package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Approvals;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Reason;
import io.sluice.promotion.spring.rest.Routes;
import java.util.List;
import java.util.Optional;

/** Deciding on several promotions at once: each decision stands for itself. */
public final class DecisionFeature implements Feature {
    private static final int MOST = 50;

    private final Sluice sluice;
    private final PromotionProcesses processes;

    /** Asks these doors. */
    public DecisionFeature(Sluice sluice, PromotionProcesses processes) {
        this.sluice = sluice;
        this.processes = processes;
    }

    /** The decisions. */
    record Decisions(List<Item> items) {
        enum Word {
            APPROVE,
            REJECT
        }

        record Item(String promotion, Word decision, String subjectHash, Optional<String> comment) {
            Approvals.Item wanted() {
                Decision meant = decision == Word.APPROVE ? Decision.APPROVED : Decision.REJECTED;
                return new Approvals.Item(new PromotionId(promotion), meant, subjectHash, comment.orElse(""));
            }
        }
    }

    /** What became of them. */
    record Results(List<Result> items) {
        record Result(String promotion, Optional<PromotionSummary> decided, Optional<Reason> problem) {}
    }

    @Override
    public void routes(Routes routes) {
        routes.post(Routes.ORGANIZATION + "/decisions", this::decide);
    }

    private Answer decide(Call call) {
        Decisions body = call.body(Decisions.class);
        if (body.items().size() > MOST) {
            throw new InvalidInputException("items", "bulk.size", "Decide on 1 to " + MOST + " promotions at once.");
        }
        List<Approvals.Item> items =
                body.items().stream().map(Decisions.Item::wanted).toList();
        Summaries summaries = new Summaries(sluice, processes, call);
        return Answer.done(
                new Results(sluice.approvals().decideAll(call.actor(), call.organization(), items, call.key()).stream()
                        .map(result -> result(summaries, result))
                        .toList()));
    }

    private static Results.Result result(Summaries summaries, Approvals.Result result) {
        return new Results.Result(
                result.promotion().value(),
                result.decided().map(request -> summaries.of(request, List.of())),
                result.decided().isPresent()
                        ? Optional.empty()
                        : Optional.of(new Reason(result.code(), result.message())));
    }
}
