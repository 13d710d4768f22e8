package io.sluice.promotion.spring.rest.control;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.control.BadVersion;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.release.ReleaseView;
import java.util.List;
import java.util.Optional;

/** Stopping the line, pinning what is live, and marking content as bad. */
public final class ControlFeature implements Feature {
    private static final String ARTIFACT = ORGANIZATION + "/workspaces/{workspace}/artifacts/{kind}/{artifact}";
    private static final String VERSION = ORGANIZATION + "/artifacts/{kind}/{artifact}/versions/{version}";

    private record LineBody(Optional<String> workspace, String reason) {}

    private record BadVersionView(ControlView mark, List<ReleaseView> live) {
        private static BadVersionView of(BadVersion bad, People people) {
            return new BadVersionView(
                    ControlView.of(bad.mark(), people),
                    bad.live().stream().map(ReleaseView::of).toList());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public ControlFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.post(ORGANIZATION + "/line/stop", this::stop);
        routes.post(ORGANIZATION + "/line/resume", this::resume);
        routes.get(ORGANIZATION + "/workspaces/{workspace}/stops", this::stops);
        routes.post(ARTIFACT + "/pin", this::pin);
        routes.post(ARTIFACT + "/unpin", this::unpin);
        routes.get(ORGANIZATION + "/workspaces/{workspace}/pins", this::pins);
        routes.post(VERSION + "/mark-bad", this::markBad);
        routes.post(VERSION + "/clear-bad", this::clearBad);
        routes.get(ARTIFACT + "/bad-versions", this::badVersions);
    }

    private Answer stop(Call call) {
        LineBody body = call.body(LineBody.class);
        return done(
                call,
                sluice.line()
                        .stop(
                                call.actor(),
                                call.organization(),
                                body.workspace().map(WorkspaceId::new),
                                body.reason(),
                                call.key()));
    }

    private Answer resume(Call call) {
        LineBody body = call.body(LineBody.class);
        return done(
                call,
                sluice.line()
                        .resume(
                                call.actor(),
                                call.organization(),
                                body.workspace().map(WorkspaceId::new),
                                body.reason(),
                                call.key()));
    }

    private Answer stops(Call call) {
        return shown(call, sluice.line().stops(call.actor(), call.organization(), call.workspace()));
    }

    private Answer pin(Call call) {
        return done(
                call,
                sluice.pins()
                        .pin(
                                call.actor(),
                                call.organization(),
                                call.workspace(),
                                call.artifact(),
                                call.body(Reasoned.class).reason(),
                                call.key()));
    }

    private Answer unpin(Call call) {
        return done(
                call,
                sluice.pins()
                        .unpin(
                                call.actor(),
                                call.organization(),
                                call.workspace(),
                                call.artifact(),
                                call.body(Reasoned.class).reason(),
                                call.key()));
    }

    private Answer pins(Call call) {
        return shown(call, sluice.pins().list(call.actor(), call.organization(), call.workspace()));
    }

    private Answer markBad(Call call) {
        return done(
                call,
                sluice.artifacts()
                        .markBad(
                                call.actor(),
                                call.organization(),
                                call.artifact(),
                                new VersionLabel(call.path("version")),
                                call.body(Reasoned.class).reason(),
                                call.key()));
    }

    private Answer clearBad(Call call) {
        return done(
                call,
                sluice.artifacts()
                        .clearBad(
                                call.actor(),
                                call.organization(),
                                call.artifact(),
                                new VersionLabel(call.path("version")),
                                call.body(Reasoned.class).reason(),
                                call.key()));
    }

    private Answer badVersions(Call call) {
        return Answer.shown(Page.all(
                sluice
                        .artifacts()
                        .badVersions(call.actor(), call.organization(), call.workspace(), call.artifact())
                        .stream()
                        .map(bad -> BadVersionView.of(bad, call.people()))
                        .toList()));
    }

    static Answer done(Call call, Control control) {
        return Answer.done(ControlView.of(control, call.people()));
    }

    static Answer shown(Call call, List<Control> controls) {
        return Answer.shown(Page.all(controls.stream()
                .map(control -> ControlView.of(control, call.people()))
                .toList()));
    }
}
