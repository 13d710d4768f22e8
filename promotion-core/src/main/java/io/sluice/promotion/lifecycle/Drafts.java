package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.request.Skip;
import io.sluice.promotion.request.Subject;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes down what a new request is about. */
final class Drafts {
    private final Catalog catalog;
    private final Clock clock;

    Drafts(Core core) {
        this.catalog = core.catalog();
        this.clock = core.clock();
    }

    /** A request as it begins, or as it joins the line. */
    PromotionRequest request(FactsReader.Question question, String reason, List<PromotionItem> items, boolean waits) {
        Workspace target = question.target();
        PromotionItem first = items.get(0);
        PolicyRevision revision = catalog.policy(target.organization(), target.id(), target.policyRevision());
        PromotionRequest unsigned = new PromotionRequest(
                target.organization(),
                new PromotionId(Ids.next()),
                question.kind(),
                first.artifact(),
                first.version(),
                first.digest(),
                question.source().id(),
                target.id(),
                revision.revision(),
                revision.policy().process(),
                "",
                Optional.empty(),
                PromotionStatus.PENDING,
                waits ? PromotionPhase.IN_LINE : PromotionPhase.CHECKING,
                1,
                question.requester(),
                reason,
                clock.instant(),
                question.notBefore(),
                "",
                Optional.empty(),
                Optional.empty(),
                question.skip(),
                items.subList(1, items.size()));
        return bound(unsigned, items);
    }

    /** The request about what is live now: its items, with what each would put back. */
    PromotionRequest bound(PromotionRequest request, List<PromotionItem> items) {
        PolicyRevision captured = catalog.policy(request.organization(), request.target(), request.policyRevision());
        Subject subject = new Subject(
                request.organization(),
                request.kind(),
                request.artifact(),
                request.version(),
                request.digest(),
                request.source(),
                request.target(),
                request.policyRevision(),
                checkNames(request, captured),
                items.get(0).restores(),
                request.skip(),
                items.subList(1, items.size()));
        return request.rebound(items, subject.hash());
    }

    /** Those of the target, then those that only workspaces demand that are passed over. */
    private List<String> checkNames(PromotionRequest request, PolicyRevision captured) {
        Set<String> names = new LinkedHashSet<>(
                Demands.of(request.kind(), captured.policy()).checkNames());
        for (Skip.Over over : request.skip().map(Skip::over).orElse(List.of())) {
            PolicyRevision passed = catalog.policy(request.organization(), over.workspace(), over.policyRevision());
            names.addAll(Demands.of(PromotionKind.PROMOTION, passed.policy()).checkNames());
        }
        return List.copyOf(names);
    }
}
