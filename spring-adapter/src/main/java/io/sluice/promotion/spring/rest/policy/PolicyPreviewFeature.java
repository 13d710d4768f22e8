package io.sluice.promotion.spring.rest.policy;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.PolicyPreview;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.promotion.PromotionProcesses;
import io.sluice.promotion.spring.rest.promotion.PromotionSummary;
import io.sluice.promotion.spring.rest.promotion.Summaries;
import java.util.List;

/** What a policy would change, and whom it would hold, before anybody puts it in force. */
public final class PolicyPreviewFeature implements Feature {
    private record PreviewBody(JsonNode policy) {}

    private record OpenRequest(PromotionSummary promotion, int keeps, List<String> inAddition) {}

    private record PreviewView(
            int inForce,
            String summary,
            List<PolicyBody.Line> changes,
            boolean needsApproval,
            List<String> problems,
            String process,
            List<OpenRequest> openRequests) {}

    private final Sluice sluice;
    private final PromotionProcesses processes;

    /** Over these doors. */
    public PolicyPreviewFeature(Sluice sluice, PromotionProcesses processes) {
        this.sluice = sluice;
        this.processes = processes;
    }

    @Override
    public void routes(Routes routes) {
        routes.post(ORGANIZATION + "/workspaces/{workspace}/policy/preview", this::preview);
    }

    private Answer preview(Call call) {
        PolicyPreview preview = sluice.policies()
                .preview(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        PolicyBody.read(call.body(PreviewBody.class).policy()));
        Summaries summaries = new Summaries(sluice, processes, call);
        return Answer.done(new PreviewView(
                preview.inForce(),
                preview.summary(),
                PolicyBody.lines(preview.diff()),
                preview.needsApproval(),
                preview.problems(),
                preview.process(),
                preview.openRequests().stream()
                        .map(open -> new OpenRequest(
                                summaries.of(open.request(), List.of()),
                                open.keepsRevision(),
                                open.additional().stream().map(Blocker::message).toList()))
                        .toList()));
    }
}
