package io.sluice.promotion.spring.rest.process;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.process.Waiver;
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

/** Warnings about process files that people let stand. */
public final class WaiverFeature implements Feature {
    private static final String WAIVERS = ORGANIZATION + "/waivers";

    private record WaiverBody(String finding, String digest, String reason, Instant until) {}

    private record WaiverView(
            String id,
            String finding,
            String digest,
            String reason,
            Instant until,
            Person grantedBy,
            Instant grantedAt,
            Optional<Person> revokedBy,
            Optional<Instant> revokedAt) {
        private static WaiverView of(Waiver waiver, People people) {
            return new WaiverView(
                    waiver.id(),
                    waiver.finding(),
                    waiver.digest().value(),
                    waiver.reason(),
                    waiver.until(),
                    people.person(waiver.grantedBy()),
                    waiver.grantedAt(),
                    people.person(waiver.revokedBy()),
                    waiver.revokedAt());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public WaiverFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(WAIVERS, this::list);
        routes.post(WAIVERS, this::grant);
        routes.post(WAIVERS + "/{waiver}/revoke", this::revoke);
    }

    private Answer list(Call call) {
        return Answer.shown(Page.all(sluice.waivers().list(call.actor(), call.organization()).stream()
                .map(waiver -> WaiverView.of(waiver, call.people()))
                .toList()));
    }

    private Answer grant(Call call) {
        WaiverBody body = call.body(WaiverBody.class);
        return done(
                call,
                sluice.waivers()
                        .grant(
                                call.actor(),
                                call.organization(),
                                body.finding(),
                                new Digest(body.digest()),
                                body.reason(),
                                body.until(),
                                call.key()));
    }

    private Answer revoke(Call call) {
        return done(
                call,
                sluice.waivers()
                        .revoke(
                                call.actor(),
                                call.organization(),
                                call.path("waiver"),
                                call.body(Reasoned.class).reason(),
                                call.key()));
    }

    private static Answer done(Call call, Waiver waiver) {
        return Answer.done(WaiverView.of(waiver, call.people()));
    }
}
