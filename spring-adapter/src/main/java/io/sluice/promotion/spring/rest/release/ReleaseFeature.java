package io.sluice.promotion.spring.rest.release;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.HealthReport;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import java.util.Optional;

/** What is live, and whether it works. */
public final class ReleaseFeature implements Feature {
    private static final String ARTIFACT = ORGANIZATION + "/workspaces/{workspace}/artifacts/{kind}/{artifact}";

    private record RollbackBody(Optional<String> release, String reason) {}

    private record RollbackView(String promotion) {}

    private final Sluice sluice;

    /** Over these doors. */
    public ReleaseFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/releases", this::live);
        routes.get(ARTIFACT + "/release", this::current);
        routes.post(ORGANIZATION + "/releases/{release}/unhealthy", this::unhealthy);
        routes.post(ARTIFACT + "/rollback", this::rollBack);
        routes.get(ARTIFACT + "/health", this::health).query("limit");
    }

    private Answer live(Call call) {
        return Answer.shown(Page.all(sluice.releases().board(call.actor(), call.organization()).stream()
                .map(ReleaseView::of)
                .toList()));
    }

    private Answer current(Call call) {
        return Answer.shown(sluice.releases()
                .current(call.actor(), call.organization(), call.workspace(), call.artifact())
                .map(ReleaseView::of)
                .orElseThrow(() -> new NotFoundException("release")));
    }

    private Answer unhealthy(Call call) {
        HealthReport report = sluice.releases()
                .reportUnhealthy(
                        call.actor(),
                        call.organization(),
                        new ReleaseId(call.path("release")),
                        call.body(Reasoned.class).reason(),
                        call.key());
        return Answer.done(HealthReportView.of(report));
    }

    private Answer rollBack(Call call) {
        RollbackBody body = call.body(RollbackBody.class);
        PromotionRequest request = sluice.promotions()
                .rollBack(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        call.artifact(),
                        body.release().map(ReleaseId::new),
                        body.reason(),
                        call.key());
        return Answer.created(
                call.link(
                        "organizations",
                        call.path("organization"),
                        "promotions",
                        request.id().value()),
                new RollbackView(request.id().value()));
    }

    private Answer health(Call call) {
        return Answer.shown(Page.all(sluice
                .releases()
                .healthReports(call.actor(), call.organization(), call.workspace(), call.artifact(), call.limit())
                .stream()
                .map(HealthReportView::of)
                .toList()));
    }
}
