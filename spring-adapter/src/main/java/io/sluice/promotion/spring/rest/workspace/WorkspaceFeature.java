package io.sluice.promotion.spring.rest.workspace;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.Tag;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import io.sluice.promotion.workspace.WorkspaceChange;
import java.util.Optional;

/** Workspaces: listing, making, changing and archiving them, and the screen on which one is set up. */
public final class WorkspaceFeature implements Feature {
    private static final String WORKSPACE = ORGANIZATION + "/workspaces/{workspace}";

    private record WorkspaceBody(
            String name,
            String description,
            Optional<String> gateway,
            Limits limits,
            Optional<String> promotionFrom,
            DataPolicy dataPolicy) {
        private WorkspaceChange wanted() {
            return new WorkspaceChange(
                    name, description, gateway, limits, promotionFrom.map(WorkspaceId::new), dataPolicy);
        }
    }

    private final Sluice sluice;
    private final WorkspaceSummaries summaries;
    private final SettingsScreen screen;

    /** Over these doors. */
    public WorkspaceFeature(Sluice sluice, Processes processes) {
        this.sluice = sluice;
        this.summaries = new WorkspaceSummaries(sluice);
        this.screen = new SettingsScreen(sluice, summaries, processes);
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/workspaces", this::list).query("archived");
        routes.post(ORGANIZATION + "/workspaces", this::create);
        routes.get(WORKSPACE, this::get);
        routes.put(WORKSPACE, this::change);
        routes.post(WORKSPACE + "/archive", this::archive);
        routes.get(WORKSPACE + "/settings", call -> Answer.shown(screen.of(call)));
    }

    private Answer list(Call call) {
        return Answer.shown(Page.all(summaries.of(call, call.flag("archived"))));
    }

    private Answer create(Call call) {
        Workspace workspace = sluice.workspaces()
                .create(
                        call.actor(),
                        call.organization(),
                        call.body(NewWorkspaceBody.class).wanted(),
                        call.key());
        return Answer.created(
                        call.link(
                                "organizations",
                                call.path("organization"),
                                "workspaces",
                                workspace.id().value()),
                        WorkspaceView.of(workspace))
                .tagged(Tag.of(workspace.revision()));
    }

    private Answer get(Call call) {
        Workspace workspace = sluice.workspaces().get(call.actor(), call.organization(), call.workspace());
        return Answer.shown(WorkspaceView.of(workspace), Tag.of(workspace.revision()));
    }

    private Answer change(Call call) {
        int seen = call.revision();
        WorkspaceChange wanted = call.body(WorkspaceBody.class).wanted();
        return done(sluice.workspaces()
                .change(call.actor(), call.organization(), call.workspace(), seen, wanted, call.key()));
    }

    private Answer archive(Call call) {
        int seen = call.revision();
        String reason = call.body(Reasoned.class).reason();
        return done(sluice.workspaces()
                .archive(call.actor(), call.organization(), call.workspace(), seen, reason, call.key()));
    }

    private static Answer done(Workspace workspace) {
        return Answer.done(WorkspaceView.of(workspace), Tag.of(workspace.revision()));
    }
}
