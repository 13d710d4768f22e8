package io.sluice.promotion.spring.rest.statistics;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.overview.Figures;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.promotion.PromotionProcesses;
import io.sluice.promotion.spring.rest.promotion.Summaries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How promotions went, and which approvals will be late. */
public final class StatisticsFeature implements Feature {
    private static final Duration AHEAD = Duration.ofDays(366);

    private record SpreadView(int count, Duration median, Duration slowTenth, Duration longest) {
        private static SpreadView of(Figures.Spread spread) {
            return new SpreadView(
                    spread.count(), whole(spread.median()), whole(spread.slowTenth()), whole(spread.longest()));
        }

        /** Nobody reads fractions of a second of a lead time. */
        private static Duration whole(Duration duration) {
            return Duration.ofSeconds(duration.toSeconds());
        }
    }

    private record FiguresView(
            String workspace,
            Instant from,
            Instant until,
            Map<PromotionStatus, Integer> ended,
            int rollbacks,
            double changeFailureRate,
            SpreadView leadTime,
            SpreadView approvalTime,
            boolean partial) {
        private static FiguresView of(Figures figures) {
            return new FiguresView(
                    figures.workspace().value(),
                    figures.from(),
                    figures.to(),
                    new TreeMap<>(figures.ended()),
                    figures.rollbacks(),
                    figures.changeFailureRate(),
                    SpreadView.of(figures.leadTime()),
                    SpreadView.of(figures.approvalTime()),
                    figures.partial());
        }
    }

    private final Sluice sluice;
    private final PromotionProcesses processes;

    /** Over these doors. */
    public StatisticsFeature(Sluice sluice, PromotionProcesses processes) {
        this.sluice = sluice;
        this.processes = processes;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/workspaces/{workspace}/figures", this::figures)
                .query("from", "until");
        routes.get(ORGANIZATION + "/history", this::history)
                .query("from", "until", "target", "artifact", "requestedBy")
                .paged();
        routes.get(ORGANIZATION + "/expiring", this::expiring).query("within", "limit");
    }

    private Answer figures(Call call) {
        return Answer.shown(FiguresView.of(sluice.overview()
                .figures(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        required(call, "from"),
                        required(call, "until"))));
    }

    private Answer history(Call call) {
        Filter filter = new Filter(
                call.query("target").map(WorkspaceId::new),
                call.query("artifact").map(StatisticsFeature::artifact),
                call.query("requestedBy").map(PersonId::new));
        Optional<PromotionRequest> after = call.cursor(1, parts -> new PromotionId(parts.get(0)))
                .map(last -> sluice.promotions().get(call.actor(), call.organization(), last));
        List<PromotionRequest> ended = sluice.overview()
                .history(
                        call.actor(),
                        call.organization(),
                        filter,
                        required(call, "from"),
                        required(call, "until"),
                        after,
                        call.limit() + 1);
        Summaries summaries = new Summaries(sluice, processes, call);
        return Answer.shown(Page.of(
                ended,
                call.limit(),
                request -> summaries.of(request, List.of()),
                last -> Cursor.of(last.id().value())));
    }

    private Answer expiring(Call call) {
        Duration within = Durations.parse("within", call.query("within").orElse("P1D"), Duration.ZERO, AHEAD);
        Summaries summaries = new Summaries(sluice, processes, call);
        return Answer.shown(
                Page.all(sluice.overview().expiring(call.actor(), call.organization(), within, call.limit()).stream()
                        .map(open -> summaries.of(open.request(), open.waiting()))
                        .toList()));
    }

    private static ArtifactRef artifact(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidInputException(
                    "artifact", "query.value", "artifact is a kind and an id, such as AGENT:support.");
        }
        return new ArtifactRef(new ArtifactKind(text.substring(0, colon)), text.substring(colon + 1));
    }

    private static Instant required(Call call, String name) {
        return call.moment(name)
                .orElseThrow(() -> new InvalidInputException(name, "field.required", name + " is required."));
    }
}
