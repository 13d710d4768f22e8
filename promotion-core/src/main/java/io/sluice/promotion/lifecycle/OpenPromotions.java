package io.sluice.promotion.lifecycle;

import static java.util.stream.Collectors.groupingBy;

import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.gate.Tally;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.overview.OpenPromotion;
import io.sluice.promotion.overview.Waiting;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Adds to requests whom they wait for: two queries for any number of them. */
public final class OpenPromotions {
    private final Storage storage;
    private final Catalog catalog;

    public OpenPromotions(Core core) {
        this.storage = core.storage();
        this.catalog = core.catalog();
    }

    public List<OpenPromotion> of(OrganizationId organization, List<PromotionRequest> requests) {
        List<PromotionId> ids = requests.stream().map(PromotionRequest::id).toList();
        Read<List<HumanTask>> open = storage.overview().approvalTasksRead(organization, ids);
        Read<Map<PromotionId, List<Approval>>> decisions = storage.approvals().listAllRead(organization, ids);
        storage.ask(List.of(open, decisions));
        Map<PromotionId, List<HumanTask>> tasks = open.value().stream().collect(groupingBy(HumanTask::promotion));
        Map<PromotionId, List<Approval>> approvals = decisions.value();
        return requests.stream()
                .map(request -> new OpenPromotion(
                        request,
                        tasks.getOrDefault(request.id(), List.of()).stream()
                                .flatMap(
                                        task -> waiting(request, task, approvals.getOrDefault(request.id(), List.of())))
                                .toList()))
                .toList();
    }

    private Stream<Waiting> waiting(PromotionRequest request, HumanTask task, List<Approval> approvals) {
        Round asked = catalog.round(request, task);
        Tally tally = asked.tally(approvals);
        return Stream.of(new Waiting(asked.name(), tally.given(), tally.required(), task.due()));
    }
}
