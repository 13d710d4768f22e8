package io.sluice.promotion.spring.rest.operations;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.bpmn.Incidents;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Instant;

/** Steps of processes that gave up and wait for somebody. */
public final class IncidentFeature implements Feature {
    private record IncidentView(String id, String promotion, String step, String message, Instant since) {
        private static IncidentView of(Incidents.Incident incident) {
            return new IncidentView(
                    incident.id(), incident.promotion().value(), incident.step(), incident.message(), incident.since());
        }
    }

    private record GivenUp(String promotion, PromotionStatus status) {}

    private final Incidents incidents;

    /** Over the engine's door. */
    public IncidentFeature(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/incidents", this::list).query("limit");
        routes.post(ORGANIZATION + "/incidents/{incident}/retry", this::retry);
        routes.post(ORGANIZATION + "/incidents/{incident}/give-up", this::giveUp);
    }

    private Answer list(Call call) {
        return Answer.shown(Page.all(incidents.list(call.actor(), call.organization(), call.limit()).stream()
                .map(IncidentView::of)
                .toList()));
    }

    private Answer retry(Call call) {
        call.noBody();
        incidents.retry(call.actor(), call.organization(), call.path("incident"));
        return Answer.nothing();
    }

    private Answer giveUp(Call call) {
        PromotionRequest ended = incidents.giveUp(
                call.actor(),
                call.organization(),
                call.path("incident"),
                call.body(Reasoned.class).reason(),
                call.key());
        return Answer.done(new GivenUp(ended.id().value(), ended.status()));
    }
}
