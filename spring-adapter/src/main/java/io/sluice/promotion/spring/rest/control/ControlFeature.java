package io.sluice.promotion.spring.rest.control;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.control.BadVersion;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
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

    /** Stops or resumes. */
    private interface LineDoor {
        Control take(
                Actor actor,
                OrganizationId organization,
                Optional<WorkspaceId> workspace,
                String reason,
                IdempotencyKey key);
    }

    /** Pins or releases. */
    private interface PinDoor {
        Control take(
                Actor actor,
                OrganizationId organization,
                WorkspaceId workspace,
                ArtifactRef artifact,
                String reason,
                IdempotencyKey key);
    }

    /** Marks a version, or takes the mark away. */
    private interface MarkDoor {
        Control take(
                Actor actor,
                OrganizationId organization,
                ArtifactRef artifact,
                VersionLabel version,
                String reason,
                IdempotencyKey key);
    }

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
        routes.post(ORGANIZATION + "/line/stop", call -> line(call, sluice.line()::stop));
        routes.post(ORGANIZATION + "/line/resume", call -> line(call, sluice.line()::resume));
        routes.get(ORGANIZATION + "/workspaces/{workspace}/stops", this::stops);
        routes.post(ARTIFACT + "/pin", call -> pin(call, sluice.pins()::pin));
        routes.post(ARTIFACT + "/unpin", call -> pin(call, sluice.pins()::unpin));
        routes.get(ORGANIZATION + "/workspaces/{workspace}/pins", this::pins);
        routes.post(VERSION + "/mark-bad", call -> mark(call, sluice.artifacts()::markBad));
        routes.post(VERSION + "/clear-bad", call -> mark(call, sluice.artifacts()::clearBad));
        routes.get(ARTIFACT + "/bad-versions", this::badVersions);
    }

    private Answer line(Call call, LineDoor door) {
        LineBody body = call.body(LineBody.class);
        return done(
                call,
                door.take(
                        call.actor(),
                        call.organization(),
                        body.workspace().map(WorkspaceId::new),
                        body.reason(),
                        call.key()));
    }

    private Answer stops(Call call) {
        return shown(call, sluice.line().stops(call.actor(), call.organization(), call.workspace()));
    }

    private Answer pin(Call call, PinDoor door) {
        return done(
                call,
                door.take(
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

    private Answer mark(Call call, MarkDoor door) {
        return done(
                call,
                door.take(
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
