package io.sluice.promotion.governance;

import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.PolicyDemands;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Gate;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.gate.PolicyPreview;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a policy would do if it came in force: the gate judges every open request once as it is and once with it. */
public final class Previews {
    private static final int MOST = 1_000;

    private final Catalog catalog;
    private final Storage storage;
    private final FactsReader facts;
    private final Revisions revisions;
    private final PromotionFlow flow;
    private final Clock clock;

    public Previews(Core core, Revisions revisions) {
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.revisions = revisions;
        this.flow = core.flow();
        this.clock = core.clock();
    }

    public PolicyPreview preview(Caller caller, Workspace workspace, PromotionPolicy policy) {
        PolicyRevision inForce = revisions.inForce(workspace);
        PolicyDiff diff = PolicyDiff.between(inForce.policy(), policy);
        PolicyRevision next = new PolicyRevision(
                workspace.organization(),
                workspace.id(),
                workspace.policyRevision() + 1,
                policy,
                "",
                caller.person(),
                clock.instant());
        List<PromotionRequest> open = open(workspace).toList();
        return new PolicyPreview(
                inForce.revision(),
                diff,
                workspace.environmentType().isProtected() && diff.weakens(),
                problems(workspace, policy),
                policy.process(),
                Stream.concat(
                                flow.prove(workspace.organization(), policy).stream(),
                                flow.proveRunning(open, policy).stream())
                        .toList(),
                open.stream().map(request -> effect(request, next)).toList());
    }

    private List<String> problems(Workspace workspace, PromotionPolicy policy) {
        List<String> problems = new ArrayList<>(
                Revisions.unsatisfiable(policy, revisions.holders(workspace.organization(), workspace.id(), policy)));
        try {
            PolicyDemands.require(workspace.organization(), workspace.environmentType(), policy, flow);
        } catch (InvalidInputException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private Stream<PromotionRequest> open(Workspace workspace) {
        return Stream.of(PromotionStatus.PENDING, PromotionStatus.APPROVED)
                .flatMap(status -> storage
                        .promotions()
                        .list(
                                workspace.organization(),
                                Optional.of(status),
                                Optional.empty(),
                                Optional.of(workspace.id()),
                                Optional.empty(),
                                MOST)
                        .stream());
    }

    private PolicyPreview.OpenRequest effect(PromotionRequest request, PolicyRevision next) {
        FactsReader.Question question = facts.about(request);
        GateFacts now = facts.read(question, facts.voters(request));
        PolicyRevision captured = catalog.policy(request.organization(), request.target(), request.policyRevision());
        List<Blocker> before = Gate.judge(now, Gate.Moment.DEPLOYMENT).reasons();
        List<Blocker> additional =
                Gate.judge(now.under(List.of(captured, next)), Gate.Moment.DEPLOYMENT).reasons().stream()
                        .filter(reason -> !before.contains(reason))
                        .toList();
        return new PolicyPreview.OpenRequest(request, captured.revision(), additional);
    }
}
