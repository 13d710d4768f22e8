package io.sluice.promotion.spring.rest.process;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.bpmn.ProcessMessages;
import io.sluice.promotion.bpmn.deploy.Migrated;
import io.sluice.promotion.bpmn.deploy.MigrationPlan;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import java.util.List;

/** Running promotions: moving them to another version of their process, and telling their process something. */
public final class MigrationFeature implements Feature {
    private static final String MIGRATION = ORGANIZATION + "/processes/{process}/migration";

    private record MigrationBody(int from, int to, List<String> promotions) {}

    private record MessageBody(String message) {}

    private record MessageSent(String promotion, String status, String phase) {}

    private record CandidateView(String promotion, boolean canMove, List<String> standsAt, List<String> obstacles) {
        private static CandidateView of(MigrationPlan.Candidate candidate) {
            return new CandidateView(
                    candidate.promotion().value(), candidate.canMove(), candidate.standsAt(), candidate.obstacles());
        }
    }

    private record PlanView(String process, int from, int to, List<CandidateView> promotions) {}

    private record MigratedView(String promotion, boolean moved, String reason) {
        private static MigratedView of(Migrated migrated) {
            return new MigratedView(migrated.promotion().value(), migrated.moved(), migrated.reason());
        }
    }

    private final ProcessDefinitions definitions;
    private final ProcessMessages messages;

    /** Over the engine's doors. */
    public MigrationFeature(ProcessDefinitions definitions, ProcessMessages messages) {
        this.definitions = definitions;
        this.messages = messages;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(MIGRATION, this::plan).query("from", "to");
        routes.post(MIGRATION, this::migrate);
        routes.post(ORGANIZATION + "/promotions/{promotion}/messages", this::send);
    }

    private Answer plan(Call call) {
        MigrationPlan plan = definitions.planMigration(
                call.actor(), call.organization(), call.path("process"), required(call, "from"), required(call, "to"));
        return Answer.shown(new PlanView(
                plan.process(),
                plan.from(),
                plan.to(),
                plan.promotions().stream().map(CandidateView::of).toList()));
    }

    private Answer migrate(Call call) {
        MigrationBody body = call.body(MigrationBody.class);
        List<Migrated> migrated = definitions.migrate(
                call.actor(),
                call.organization(),
                call.path("process"),
                body.from(),
                body.to(),
                body.promotions().stream().map(PromotionId::new).toList(),
                call.key());
        return Answer.done(Page.all(migrated.stream().map(MigratedView::of).toList()));
    }

    private Answer send(Call call) {
        PromotionRequest told = messages.send(
                call.actor(),
                call.organization(),
                call.promotion(),
                call.body(MessageBody.class).message(),
                call.key());
        return Answer.done(new MessageSent(
                told.id().value(), told.status().name(), told.phase().name()));
    }

    private static int required(Call call, String name) {
        return call.number(name, 1, 999_999_999)
                .orElseThrow(() -> new InvalidInputException(name, "field.required", name + " is required."));
    }
}
