package io.sluice.promotion.spring.rest.operations;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import java.util.Optional;

/** Messages that could not be delivered. */
public final class DeadLetterFeature implements Feature {
    private static final String LETTERS = ORGANIZATION + "/dead-letters";

    private record ResendBody(Optional<String> channel, String reason) {}

    private record Resent(int messages) {}

    private final Sluice sluice;

    /** Over these doors. */
    public DeadLetterFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(LETTERS, this::list).query("limit");
        routes.post(LETTERS + "/resend", this::resendAll);
        routes.post(LETTERS + "/{letter}/resend", this::resend);
    }

    private Answer list(Call call) {
        return Answer.shown(
                Page.all(sluice.outbox().deadLetters(call.actor(), call.organization(), call.limit()).stream()
                        .map(letter -> DeadLetterView.of(letter, call.people()))
                        .toList()));
    }

    private Answer resend(Call call) {
        call.noBody();
        sluice.outbox().resend(call.actor(), call.organization(), call.path("letter"));
        return Answer.nothing();
    }

    private Answer resendAll(Call call) {
        ResendBody body = call.body(ResendBody.class);
        return Answer.done(new Resent(
                sluice.outbox().resendAll(call.actor(), call.organization(), body.channel(), body.reason())));
    }
}
