package io.sluice.promotion.spring.rest.policy;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Shortage;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.Tag;
import java.util.List;

/** What workspaces demand: reading it, trying a change out, putting it in force. */
public final class PolicyFeature implements Feature {
    private static final String POLICY = ORGANIZATION + "/workspaces/{workspace}/policy";

    private record PolicyChangeBody(JsonNode policy, String reason) {}

    private record DiffView(List<PolicyBody.Line> changes) {}

    private record ShortageView(String workspace, int revision, List<String> missing, List<String> openRequests) {
        private static ShortageView of(Shortage shortage) {
            return new ShortageView(
                    shortage.workspace().value(),
                    shortage.revision(),
                    shortage.missing(),
                    shortage.open().stream().map(PromotionId::value).toList());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public PolicyFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(POLICY, this::current);
        routes.put(POLICY, this::replace);
        routes.get(POLICY + "/history", this::history).paged();
        routes.get(POLICY + "/diff", this::diff).query("from", "to");
        routes.get(ORGANIZATION + "/unsatisfiable-policies", this::unsatisfiable);
    }

    private Answer current(Call call) {
        return shown(call, sluice.policies().current(call.actor(), call.organization(), call.workspace()));
    }

    private Answer replace(Call call) {
        int seen = call.revision();
        PolicyChangeBody body = call.body(PolicyChangeBody.class);
        PolicyRevision revision = sluice.policies()
                .replace(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        seen,
                        PolicyBody.read(body.policy()),
                        body.reason(),
                        call.key());
        return Answer.done(
                PolicyView.of(revision, call.actor().authenticatedAt(), call.people()), Tag.of(revision.revision()));
    }

    /** Revisions are numbered without gaps, so that their number is the position. */
    private Answer history(Call call) {
        int before = call.cursor(1, parts -> Integer.parseInt(parts.get(0))).orElse(Integer.MAX_VALUE);
        List<PolicyRevision> rest =
                sluice.policies().history(call.actor(), call.organization(), call.workspace()).stream()
                        .filter(revision -> revision.revision() < before)
                        .limit(call.limit() + 1L)
                        .toList();
        return Answer.shown(Page.of(
                rest,
                call.limit(),
                revision -> PolicyView.of(revision, call.actor().authenticatedAt(), call.people()),
                last -> Cursor.of(Integer.toString(last.revision()))));
    }

    private Answer diff(Call call) {
        return Answer.shown(new DiffView(PolicyBody.lines(sluice.policies()
                .diff(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        revision(call, "from"),
                        revision(call, "to")))));
    }

    private Answer unsatisfiable(Call call) {
        return Answer.shown(Page.all(sluice.policies().unsatisfiable(call.actor(), call.organization()).stream()
                .map(ShortageView::of)
                .toList()));
    }

    private Answer shown(Call call, PolicyRevision revision) {
        return Answer.shown(
                PolicyView.of(revision, call.actor().authenticatedAt(), call.people()), Tag.of(revision.revision()));
    }

    private static int revision(Call call, String name) {
        return call.number(name, 0, 999_999_999)
                .orElseThrow(() -> new InvalidInputException(name, "field.required", name + " is required."));
    }
}
