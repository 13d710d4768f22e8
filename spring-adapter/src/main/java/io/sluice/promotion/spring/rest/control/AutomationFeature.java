package io.sluice.promotion.spring.rest.control;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.automation.AutomationVerdict;
import io.sluice.promotion.automation.ConditionVerdict;
import io.sluice.promotion.automation.KnownNumber;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.BlockerView;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What Sluice promotes by itself, why it does not, and keeping it from doing so. */
public final class AutomationFeature implements Feature {
    private static final String ARTIFACT = ORGANIZATION + "/workspaces/{workspace}/artifacts/{kind}/{artifact}";

    private record ConditionView(
            String condition, boolean holds, Optional<BigDecimal> value, Optional<String> evidence) {
        private static ConditionView of(ConditionVerdict verdict) {
            return new ConditionView(
                    verdict.condition().toString(),
                    verdict.holds(),
                    verdict.number().map(KnownNumber::value),
                    verdict.number().map(KnownNumber::evidence));
        }
    }

    private record AutomationView(
            boolean asks, Optional<String> version, List<ConditionView> conditions, List<BlockerView> reasons) {
        private static AutomationView of(AutomationVerdict verdict) {
            return new AutomationView(
                    verdict.asks(),
                    verdict.version().map(VersionLabel::value),
                    verdict.conditions().stream().map(ConditionView::of).toList(),
                    verdict.reasons().stream().map(BlockerView::of).toList());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public AutomationFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ARTIFACT + "/automation", this::explain);
        routes.post(ARTIFACT + "/automation/hold", this::hold);
        routes.post(ARTIFACT + "/automation/release", this::release);
        routes.get(ORGANIZATION + "/workspaces/{workspace}/automation-holds", this::holds);
    }

    private Answer explain(Call call) {
        return Answer.shown(AutomationView.of(
                sluice.automation().explain(call.actor(), call.organization(), call.workspace(), call.artifact())));
    }

    private Answer hold(Call call) {
        return ControlFeature.done(
                call,
                sluice.automation()
                        .hold(
                                call.actor(),
                                call.organization(),
                                call.workspace(),
                                call.artifact(),
                                call.body(Reasoned.class).reason(),
                                call.key()));
    }

    private Answer release(Call call) {
        return ControlFeature.done(
                call,
                sluice.automation()
                        .release(
                                call.actor(),
                                call.organization(),
                                call.workspace(),
                                call.artifact(),
                                call.body(Reasoned.class).reason(),
                                call.key()));
    }

    private Answer holds(Call call) {
        return ControlFeature.shown(
                call, sluice.automation().holds(call.actor(), call.organization(), call.workspace()));
    }
}
