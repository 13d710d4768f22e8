package io.sluice.promotion.spring.rest.policy;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.PolicyChanges;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.workspace.DataPolicy;
import java.util.Optional;

/** Proposals to demand less of a protected workspace, and what people say to them. */
public final class PolicyChangeFeature implements Feature {
    private static final String CHANGES = ORGANIZATION + "/workspaces/{workspace}/policy-changes";

    private record ProposalBody(Optional<JsonNode> policy, Optional<DataPolicy> dataPolicy, String reason) {}

    private record WaitingView(String workspace, ProposalView proposal) {}

    private record VoteBody(Optional<String> comment) {}

    private final Sluice sluice;

    /** Over these doors. */
    public PolicyChangeFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(CHANGES, this::list).query("limit");
        routes.post(CHANGES, this::propose);
        routes.get(CHANGES + "/{change}", this::get);
        routes.post(CHANGES + "/{change}/approve", this::approve);
        routes.post(CHANGES + "/{change}/reject", this::reject);
        routes.post(CHANGES + "/{change}/withdraw", this::withdraw);
        routes.get(ORGANIZATION + "/policy-changes/waiting", this::waiting);
    }

    private Answer list(Call call) {
        return Answer.shown(Page.all(new ProposalViews(sluice, call)
                .of(sluice.policyChanges().list(call.actor(), call.organization(), call.workspace(), call.limit()))));
    }

    private Answer waiting(Call call) {
        ProposalViews views = new ProposalViews(sluice, call);
        return Answer.shown(Page.all(sluice.policyChanges().waitingFor(call.actor(), call.organization()).stream()
                .map(PolicyChanges.Waiting::change)
                .map(change -> new WaitingView(change.workspace().value(), views.of(change)))
                .toList()));
    }

    private Answer propose(Call call) {
        int seen = call.revision();
        ProposalBody body = call.body(ProposalBody.class);
        Optional<PromotionPolicy> proposed = PolicyBody.read(body.policy());
        if (proposed.isPresent() == body.dataPolicy().isPresent()) {
            throw new InvalidInputException(
                    "policy", "policyChange.content", "Propose either a policy or a dataPolicy, not both.");
        }
        PolicyChange change = proposed.map(policy -> sluice.policyChanges()
                        .propose(
                                call.actor(),
                                call.organization(),
                                call.workspace(),
                                seen,
                                policy,
                                body.reason(),
                                call.key()))
                .orElseGet(() -> sluice.policyChanges()
                        .proposeDataPolicy(
                                call.actor(),
                                call.organization(),
                                call.workspace(),
                                seen,
                                body.dataPolicy().orElseThrow(),
                                body.reason(),
                                call.key()));
        return Answer.created(
                call.link(
                        "organizations",
                        call.path("organization"),
                        "workspaces",
                        call.path("workspace"),
                        "policy-changes",
                        change.id().value()),
                new ProposalViews(sluice, call).of(change));
    }

    private Answer get(Call call) {
        return Answer.shown(new ProposalViews(sluice, call).of(found(call)));
    }

    private Answer approve(Call call) {
        String comment = comment(call);
        PolicyChangeId id = found(call).id();
        return decided(
                call, sluice.policyChanges().approve(call.actor(), call.organization(), id, comment, call.key()));
    }

    private Answer reject(Call call) {
        String comment = comment(call);
        PolicyChangeId id = found(call).id();
        return decided(call, sluice.policyChanges().reject(call.actor(), call.organization(), id, comment, call.key()));
    }

    private Answer withdraw(Call call) {
        String comment = comment(call);
        PolicyChangeId id = found(call).id();
        return decided(
                call, sluice.policyChanges().withdraw(call.actor(), call.organization(), id, comment, call.key()));
    }

    private Answer decided(Call call, PolicyChange change) {
        return Answer.done(new ProposalViews(sluice, call).of(change));
    }

    /** A proposal of another workspace does not lie under this address. */
    private PolicyChange found(Call call) {
        PolicyChange change =
                sluice.policyChanges().get(call.actor(), call.organization(), new PolicyChangeId(call.path("change")));
        if (!change.workspace().equals(call.workspace())) {
            throw new NotFoundException("proposal");
        }
        return change;
    }

    private static String comment(Call call) {
        return call.body(VoteBody.class).comment().orElse("");
    }
}
