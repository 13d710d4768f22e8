package io.sluice.promotion.spring.rest.freeze;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Freezes;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.freeze.FreezeException;
import io.sluice.promotion.identity.FreezeId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Announcing freezes, ending them, and letting a promotion pass. */
public final class FreezeFeature implements Feature {
    private static final Duration AHEAD = Duration.ofDays(366);

    private record ExceptionBody(String promotion, String subjectHash, String reason) {}

    private record FreezeDetail(FreezeView freeze, NewFreezeBody.Granters granters) {}

    private record UpcomingView(String freeze, String title, Instant from, Instant to) {
        private static UpcomingView of(Freezes.Upcoming upcoming) {
            return new UpcomingView(
                    upcoming.freeze().id().value(),
                    upcoming.freeze().title(),
                    upcoming.when().from(),
                    upcoming.when().until());
        }
    }

    private record FreezeExceptionView(
            String freeze, String promotion, String subjectHash, String reason, Person by, Instant at) {
        private static FreezeExceptionView of(FreezeException exception, People people) {
            return new FreezeExceptionView(
                    exception.freeze().value(),
                    exception.promotion().value(),
                    exception.subjectHash(),
                    exception.reason(),
                    people.person(exception.grantedBy()),
                    exception.grantedAt());
        }
    }

    private record NextOpening(Optional<Instant> at, Instant now) {}

    private final Sluice sluice;

    /** Over these doors. */
    public FreezeFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/freezes", this::list).query("limit");
        routes.post(ORGANIZATION + "/freezes", this::create);
        routes.get(ORGANIZATION + "/freezes/{freeze}", this::get);
        routes.post(ORGANIZATION + "/freezes/{freeze}/lift", this::lift);
        routes.post(ORGANIZATION + "/freezes/{freeze}/exceptions", this::grant);
        routes.get(ORGANIZATION + "/upcoming-freezes", this::upcoming).query("ahead");
        routes.get(ORGANIZATION + "/promotions/{promotion}/freeze-exceptions", this::exceptions);
        routes.get(
                ORGANIZATION + "/workspaces/{workspace}/artifacts/{kind}/{artifact}/next-opening", this::nextOpening);
    }

    private Answer list(Call call) {
        return Answer.shown(
                Page.all(views(call).of(sluice.freezes().list(call.actor(), call.organization(), call.limit()))));
    }

    private Answer create(Call call) {
        Freeze freeze = sluice.freezes()
                .create(
                        call.actor(),
                        call.organization(),
                        call.body(NewFreezeBody.class).wanted(),
                        call.key());
        return Answer.created(
                call.link(
                        "organizations",
                        call.path("organization"),
                        "freezes",
                        freeze.id().value()),
                views(call).of(freeze));
    }

    private Answer get(Call call) {
        Freeze freeze = sluice.freezes().get(call.actor(), call.organization(), id(call));
        return Answer.shown(new FreezeDetail(views(call).of(freeze), NewFreezeBody.Granters.of(freeze.granters())));
    }

    private Answer lift(Call call) {
        return Answer.done(views(call)
                .of(sluice.freezes()
                        .lift(
                                call.actor(),
                                call.organization(),
                                id(call),
                                call.body(Reasoned.class).reason(),
                                call.key())));
    }

    private Answer grant(Call call) {
        ExceptionBody body = call.body(ExceptionBody.class);
        PromotionId promotion = new PromotionId(body.promotion());
        sluice.freezes()
                .grantException(
                        call.actor(),
                        call.organization(),
                        id(call),
                        promotion,
                        body.subjectHash(),
                        body.reason(),
                        call.key());
        return Answer.done(exceptionsOf(call, promotion));
    }

    private Answer exceptions(Call call) {
        return Answer.shown(exceptionsOf(call, call.promotion()));
    }

    private Page<FreezeExceptionView> exceptionsOf(Call call, PromotionId promotion) {
        return Page.all(sluice.freezes().exceptions(call.actor(), call.organization(), promotion).stream()
                .map(exception -> FreezeExceptionView.of(exception, call.people()))
                .toList());
    }

    private Answer upcoming(Call call) {
        Duration ahead = Durations.parse("ahead", call.query("ahead").orElse("P30D"), Duration.ZERO, AHEAD);
        return Answer.shown(Page.all(sluice.freezes().upcoming(call.actor(), call.organization(), ahead).stream()
                .map(UpcomingView::of)
                .toList()));
    }

    private Answer nextOpening(Call call) {
        return Answer.shown(new NextOpening(
                sluice.freezes().nextOpening(call.actor(), call.organization(), call.workspace(), call.artifact()),
                call.actor().authenticatedAt()));
    }

    private FreezeViews views(Call call) {
        return new FreezeViews(sluice, call, call.actor().authenticatedAt());
    }

    private static FreezeId id(Call call) {
        return new FreezeId(call.path("freeze"));
    }
}
