package io.sluice.promotion.spring.rest.release;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import java.util.Optional;

/** Whether what is live is what was recorded, and what to do about it. */
public final class DriftFeature implements Feature {
    private static final String DRIFT = ORGANIZATION + "/workspaces/{workspace}/artifacts/{kind}/{artifact}/drift";

    private record Acceptance(Optional<String> found, String reason) {}

    private record Accepted(Optional<ReleaseView> release) {}

    private record Repaired(Optional<String> promotion) {}

    private final Sluice sluice;

    /** Over these doors. */
    public DriftFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/drifts", this::list);
        routes.post(ORGANIZATION + "/workspaces/{workspace}/drift-checks", this::check);
        routes.post(DRIFT + "/accept", this::accept);
        routes.post(DRIFT + "/repair", this::repair);
    }

    private Answer list(Call call) {
        return Answer.shown(Page.all(sluice.drifts().list(call.actor(), call.organization()).stream()
                .map(DriftView::of)
                .toList()));
    }

    private Answer check(Call call) {
        call.noBody();
        return Answer.done(Page.all(sluice.drifts().check(call.actor(), call.organization(), call.workspace()).stream()
                .map(DriftView.Checked::of)
                .toList()));
    }

    private Answer accept(Call call) {
        Acceptance body = call.body(Acceptance.class);
        return Answer.done(new Accepted(sluice.drifts()
                .accept(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        call.artifact(),
                        body.found().map(Digest::new),
                        body.reason(),
                        call.key())
                .map(ReleaseView::of)));
    }

    private Answer repair(Call call) {
        Optional<PromotionRequest> rollback = sluice.drifts()
                .repair(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        call.artifact(),
                        call.body(Reasoned.class).reason(),
                        call.key());
        return Answer.done(new Repaired(rollback.map(request -> request.id().value())));
    }
}
