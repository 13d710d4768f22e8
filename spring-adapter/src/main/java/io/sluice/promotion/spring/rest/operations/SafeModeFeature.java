package io.sluice.promotion.spring.rest.operations;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.SafeMode;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Instant;
import java.util.Optional;

/** Whether an organization stands still after its database was restored, and having it go on. */
public final class SafeModeFeature implements Feature {
    private static final String SAFE_MODE = ORGANIZATION + "/safe-mode";

    private record PeriodView(
            boolean on,
            Optional<SafeMode.Cause> cause,
            Optional<String> detail,
            Optional<Instant> enteredAt,
            Optional<Instant> leftAt,
            Optional<Person> leftBy,
            Optional<String> reason,
            long unknown) {
        private static PeriodView of(SafeMode.Period period, People people) {
            return new PeriodView(
                    period.leftAt().isEmpty(),
                    Optional.of(period.cause()),
                    Optional.of(period.detail()),
                    Optional.of(period.enteredAt()),
                    period.leftAt(),
                    people.person(period.leftBy()),
                    period.reason(),
                    period.unknown());
        }

        private static PeriodView never() {
            return new PeriodView(
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0);
        }
    }

    private record ComparisonView(String promotion, SafeMode.State state, String live, Optional<Instant> askedAt) {
        private static ComparisonView of(SafeMode.Comparison comparison) {
            return new ComparisonView(
                    comparison.promotion().value(), comparison.state(), comparison.live(), comparison.askedAt());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public SafeModeFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(SAFE_MODE, this::show);
        routes.get(SAFE_MODE + "/promotions", this::promotions).paged();
        routes.post(SAFE_MODE + "/leave", this::leave);
    }

    private Answer show(Call call) {
        return Answer.shown(sluice.safeMode()
                .newest(call.actor(), call.organization())
                .map(period -> PeriodView.of(period, call.people()))
                .orElseGet(PeriodView::never));
    }

    private Answer promotions(Call call) {
        Optional<PromotionId> after = call.cursor(1, parts -> new PromotionId(parts.get(0)));
        return Answer.shown(Page.of(
                sluice.safeMode().comparisons(call.actor(), call.organization(), after, call.limit() + 1),
                call.limit(),
                ComparisonView::of,
                comparison -> Cursor.of(comparison.promotion().value())));
    }

    private Answer leave(Call call) {
        String reason = call.body(Reasoned.class).reason();
        return Answer.done(PeriodView.of(
                sluice.safeMode().leave(call.actor(), call.organization(), reason, call.key()), call.people()));
    }
}
