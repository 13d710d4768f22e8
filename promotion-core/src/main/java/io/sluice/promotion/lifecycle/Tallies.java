package io.sluice.promotion.lifecycle;

import static java.util.stream.Collectors.groupingBy;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.gate.CheckTally;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.gate.Tally;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.CheckRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.overview.PromotionTally;
import io.sluice.promotion.overview.Waiting;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.Skip;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells of many requests how far they are: four queries for any number of them. */
public final class Tallies {
    private final Storage storage;
    private final Catalog catalog;
    private final Clock clock;

    public Tallies(Core core) {
        this.storage = core.storage();
        this.catalog = core.catalog();
        this.clock = core.clock();
    }

    public Map<PromotionId, PromotionTally> of(OrganizationId organization, List<PromotionRequest> requests) {
        if (requests.isEmpty()) {
            return Map.of();
        }
        List<PromotionId> ids = requests.stream().map(PromotionRequest::id).toList();
        Map<PromotionId, List<Approval>> approvals = storage.approvals().listAll(organization, ids);
        Map<PromotionId, List<HumanTask>> tasks =
                storage.overview().approvalTasks(organization, ids).stream().collect(groupingBy(HumanTask::promotion));
        Map<CheckRows.Content, Map<CheckName, CheckResult>> results = storage.checks()
                .newest(
                        organization,
                        requests.stream().flatMap(Tallies::contents).collect(Collectors.toSet()));
        Map<WorkspaceId, Integer> inForce = storage.workspaces().list(organization).stream()
                .collect(Collectors.toMap(Workspace::id, Workspace::policyRevision));
        Map<PromotionId, PromotionTally> tallies = new LinkedHashMap<>();
        for (PromotionRequest request : requests) {
            int revision = inForce.getOrDefault(request.target(), request.policyRevision());
            List<Approval> decisions = approvals.getOrDefault(request.id(), List.of());
            List<Waiting> waiting = tasks.getOrDefault(request.id(), List.of()).stream()
                    .map(task -> waiting(request, task, decisions))
                    .toList();
            tallies.put(request.id(), tally(request, revision, decisions, waiting, checks(request, revision, results)));
        }
        return tallies;
    }

    private PromotionTally tally(
            PromotionRequest request, int inForce, List<Approval> decisions, List<Waiting> waiting, CheckTally checks) {
        int given = 0;
        int missing = 0;
        int missingBeyond = 0; // Whoever is still to come may well count for both.
        for (Round round : catalog.rounds(request, inForce)) {
            Tally tally = round.tally(decisions);
            if (Round.revisionOf(round.name()).isPresent()) {
                missingBeyond = tally.required() - tally.given();
            } else {
                given += tally.given();
                missing += tally.required() - tally.given();
            }
        }
        return new PromotionTally(decisions, given, given + Math.max(missing, missingBeyond), waiting, checks);
    }

    private Waiting waiting(PromotionRequest request, HumanTask task, List<Approval> decisions) {
        Round asked = catalog.round(request, task);
        Tally tally = asked.tally(decisions);
        return new Waiting(asked.name(), tally.given(), tally.required(), task.due());
    }

    private CheckTally checks(
            PromotionRequest request, int inForce, Map<CheckRows.Content, Map<CheckName, CheckResult>> results) {
        Instant now = clock.instant();
        List<Map<CheckName, CheckResult>> contents = contents(request)
                .map(content -> results.getOrDefault(content, Map.of()))
                .toList();
        return CheckTally.of(required(request, inForce), contents, now);
    }

    /** What the revision of the request, the one in force and those of workspaces that are passed over require. */
    private List<CheckRequirement> required(PromotionRequest request, int inForce) {
        OrganizationId organization = request.organization();
        List<CheckRequirement> required =
                new ArrayList<>(catalog.demands(request).checks());
        if (inForce != request.policyRevision()) {
            PolicyRevision present = catalog.policy(organization, request.target(), inForce);
            required.addAll(Demands.of(request.kind(), present.policy()).checks());
        }
        for (Skip.Over over : request.skip().map(Skip::over).orElse(List.of())) {
            required.addAll(catalog.policy(organization, over.workspace(), over.policyRevision())
                    .policy()
                    .checks());
        }
        return required;
    }

    private static Stream<CheckRows.Content> contents(PromotionRequest request) {
        return request.items().stream().map(item -> content(request, item));
    }

    private static CheckRows.Content content(PromotionRequest request, PromotionItem item) {
        return new CheckRows.Content(item.artifact(), item.digest(), request.target());
    }
}
