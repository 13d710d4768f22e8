package io.sluice.promotion.spring.rest.audit;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Retention;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Instant;
import java.util.Optional;

/** Legal holds, and forgetting a person. */
public final class RetentionFeature implements Feature {
    private static final String HOLDS = ORGANIZATION + "/legal-holds";

    private record HoldBody(Optional<String> workspace, Optional<String> promotion, String reason) {
        private Retention.Scope scope() {
            if (workspace.isPresent() && promotion.isPresent()) {
                throw new InvalidInputException(
                        "promotion",
                        "hold.scope",
                        "A hold keeps a workspace, a promotion or, with neither, everything.");
            }
            return workspace
                    .<Retention.Scope>map(id -> new Retention.Scope.OfWorkspace(new WorkspaceId(id)))
                    .or(() -> promotion.map(id -> new Retention.Scope.OfPromotion(new PromotionId(id))))
                    .orElseGet(Retention.Scope.Everything::new);
        }
    }

    private record HoldView(
            String id,
            Optional<String> workspace,
            Optional<String> promotion,
            String reason,
            Person setBy,
            Instant setAt,
            Optional<Person> liftedBy,
            Optional<Instant> liftedAt) {
        private static HoldView of(Retention.Hold hold, People people) {
            return new HoldView(
                    hold.id(),
                    hold.scope() instanceof Retention.Scope.OfWorkspace of
                            ? Optional.of(of.workspace().value())
                            : Optional.empty(),
                    hold.scope() instanceof Retention.Scope.OfPromotion of
                            ? Optional.of(of.promotion().value())
                            : Optional.empty(),
                    hold.reason(),
                    people.person(hold.setBy()),
                    hold.setAt(),
                    people.person(hold.liftedBy()),
                    hold.liftedAt());
        }
    }

    private record Erasure(String person, String reason) {}

    private record Erased(String reference) {}

    private final Sluice sluice;

    /** Over these doors. */
    public RetentionFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(HOLDS, this::list);
        routes.post(HOLDS, this::set);
        routes.post(HOLDS + "/{hold}/lift", this::lift);
        routes.post(ORGANIZATION + "/erasures", this::erase);
    }

    private Answer list(Call call) {
        return Answer.shown(Page.all(sluice.retention().holds(call.actor(), call.organization()).stream()
                .map(hold -> HoldView.of(hold, call.people()))
                .toList()));
    }

    private Answer set(Call call) {
        HoldBody body = call.body(HoldBody.class);
        return done(
                call,
                sluice.retention().hold(call.actor(), call.organization(), body.scope(), body.reason(), call.key()));
    }

    private Answer lift(Call call) {
        return done(
                call,
                sluice.retention()
                        .lift(
                                call.actor(),
                                call.organization(),
                                call.path("hold"),
                                call.body(Reasoned.class).reason(),
                                call.key()));
    }

    private Answer erase(Call call) {
        Erasure body = call.body(Erasure.class);
        return Answer.done(new Erased(sluice.audit()
                .erasePerson(call.actor(), call.organization(), new PersonId(body.person()), body.reason(), call.key())
                .value()));
    }

    private static Answer done(Call call, Retention.Hold hold) {
        return Answer.done(HoldView.of(hold, call.people()));
    }
}
