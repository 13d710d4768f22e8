package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.gate.Gate;
import io.sluice.promotion.gate.GateDecision.Blocked;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.request.Subject;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes requests: judges them first, so that nobody is asked in vain, then starts their process. */
public final class Requests {
    /** What was found out before the transaction. */
    public record Prepared(
            Operation operation,
            FactsReader.Question question,
            FactsReader.People people,
            int policyRevision,
            String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final FactsReader facts;
    private final PromotionFlow flow;
    private final Decisions decisions;
    private final Targets targets;
    private final Rollbacks rollbacks;
    private final Clock clock;

    public Requests(Core core, Decisions decisions, Targets targets) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.flow = core.flow();
        this.decisions = decisions;
        this.targets = targets;
        this.rollbacks = new Rollbacks(core);
        this.clock = core.clock();
    }

    public Prepared prepare(Caller caller, NewPromotion wanted) {
        OrganizationId organization = caller.organization();
        authorization.require(caller, Operation.REQUEST_PROMOTION, wanted.target());
        authorization.require(caller, Operation.VIEW_WORKSPACE, wanted.source());
        Workspace target = catalog.workspace(organization, wanted.target());
        Workspace source = catalog.workspace(organization, wanted.source());
        ArtifactVersion version = catalog.version(organization, wanted.artifact(), wanted.version());
        return prepared(
                Operation.REQUEST_PROMOTION,
                new FactsReader.Question(
                        PromotionKind.PROMOTION,
                        version,
                        source,
                        target,
                        caller.person(),
                        wanted.notBefore(),
                        Optional.empty(),
                        wanted.others().stream()
                                .map(other -> catalog.version(organization, other.artifact(), other.version()))
                                .toList()),
                wanted.reason());
    }

    public Prepared prepare(Caller caller, Rollbacks.NewRollback wanted) {
        return prepared(Operation.REQUEST_ROLLBACK, rollbacks.question(caller, wanted), wanted.reason());
    }

    public Prepared prepare(Caller caller, PromotionRequest brought, String reason) {
        return prepared(Operation.REQUEST_ROLLBACK, rollbacks.question(caller, brought), reason);
    }

    private Prepared prepared(Operation operation, FactsReader.Question question, String reason) {
        return new Prepared(
                operation,
                question,
                facts.everybody(question),
                question.target().policyRevision(),
                reason);
    }

    /** Makes the request, inside the transaction. */
    public String make(Caller caller, Prepared prepared) {
        FactsReader.Question question = fresh(prepared);
        authorization.require(caller, prepared.operation(), question.target().id());
        supersede(caller, question);
        // Whoever asks for one of the same artifacts waits here, and then sees this request in flight.
        Map<ArtifactRef, Target> locked = targets.lock(
                question.organization(),
                question.target().id(),
                question.versions().stream().map(ArtifactVersion::artifact).toList());
        GateFacts now = facts.read(question, prepared.people(), locked);
        if (Gate.judge(now, Gate.Moment.REQUEST) instanceof Blocked blocked) {
            throw new PromotionBlockedException(blocked);
        }
        PromotionRequest request = request(question, prepared.reason(), now);
        LockedPromotion unit = pipeline.begin(request, caller);
        unit.recordFirst("promotion.requested", asRequested(request, now));
        flow.start(request);
        return request.id().value();
    }

    private Map<String, Object> asRequested(PromotionRequest request, GateFacts now) {
        Map<String, Object> data = new HashMap<>(Map.of(
                "kind", request.kind().name(),
                "artifact", request.artifact().toString(),
                "version", request.version().value(),
                "digest", request.digest().value(),
                "source", request.source().value(),
                "target", request.target().value(),
                "policyRevision", (long) request.policyRevision(),
                "reason", request.reason()));
        if (request.isUnit()) {
            data.put(
                    "items",
                    request.items().stream()
                            .map(item -> Map.of(
                                    "artifact", item.artifact().toString(),
                                    "version", item.version().value(),
                                    "digest", item.digest().value(),
                                    "restores",
                                            item.restores()
                                                    .map(ReleaseId::value)
                                                    .orElse("")))
                            .toList());
        } else if (request.kind() == PromotionKind.ROLLBACK) {
            brokenUp(now).ifPresent(unit -> data.put("fromUnit", unit.value()));
        }
        return data;
    }

    /** The unit that brought what is live now, if one did: one of its members goes back alone. */
    private Optional<PromotionId> brokenUp(GateFacts now) {
        return now.current()
                .flatMap(Release::promotion)
                .flatMap(id -> storage.promotions().find(now.target().organization(), id))
                .filter(PromotionRequest::isUnit)
                .map(PromotionRequest::id);
    }

    /** The question as it stands inside the transaction; a policy that was replaced meanwhile means asking again. */
    private FactsReader.Question fresh(Prepared prepared) {
        FactsReader.Question before = prepared.question();
        OrganizationId organization = before.organization();
        Workspace target = catalog.workspace(organization, before.target().id());
        if (target.policyRevision() != prepared.policyRevision()) {
            throw new ConflictException("request.race", "The policy was replaced at this moment; ask again.");
        }
        return new FactsReader.Question(
                before.kind(),
                before.version(),
                catalog.workspace(organization, before.source().id()),
                target,
                before.requester(),
                before.notBefore(),
                Optional.empty(),
                before.others());
    }

    /** A pending request for an earlier version gives way; one that is decided does not. */
    private void supersede(Caller caller, FactsReader.Question question) {
        List<PromotionId> others = question.versions().stream()
                .flatMap(
                        version -> storage
                                .promotions()
                                .inFlight(
                                        question.organization(),
                                        version.artifact(),
                                        question.target().id())
                                .stream())
                .filter(other -> givesWay(other, question))
                .map(PromotionRequest::id)
                .distinct()
                .sorted(Comparator.comparing(PromotionId::value))
                .toList();
        for (PromotionId other : others) {
            LockedPromotion unit = pipeline.lock(question.organization(), other, AuditLog.actorOf(caller));
            if (unit.request().status() == PromotionStatus.PENDING) {
                decisions.endByCore(
                        unit,
                        PromotionStatus.SUPERSEDED,
                        "Superseded by a request for version "
                                + question.version().label() + ".",
                        Optional.of(caller.person()));
                unit.save();
            }
        }
    }

    /**
     * Going back takes precedence over everything that is still undecided. Otherwise a request gives way only when nothing
     * that people are deciding on gets lost: every artifact of it is in the newer one, none as an earlier version.
     */
    private boolean givesWay(PromotionRequest other, FactsReader.Question question) {
        if (other.status() != PromotionStatus.PENDING || other.kind() == PromotionKind.ROLLBACK) {
            return false;
        }
        if (question.kind() == PromotionKind.ROLLBACK) {
            return true;
        }
        Map<ArtifactRef, ArtifactVersion> newer =
                question.versions().stream().collect(Collectors.toMap(ArtifactVersion::artifact, version -> version));
        List<ArtifactVersion> asked = catalog.versions(other);
        long same = asked.stream()
                .filter(version -> version.equals(newer.get(version.artifact())))
                .count();
        long overtaken = asked.stream()
                .filter(version -> isEarlier(version, newer.get(version.artifact())))
                .count();
        return overtaken > 0 && same + overtaken == asked.size();
    }

    private static boolean isEarlier(ArtifactVersion asked, @Nullable ArtifactVersion newer) {
        return newer != null && asked.registeredAt().isBefore(newer.registeredAt());
    }

    private PromotionRequest request(FactsReader.Question question, String reason, GateFacts facts) {
        Workspace target = question.target();
        PolicyRevision revision = catalog.policy(target.organization(), target.id(), target.policyRevision());
        List<PromotionItem> items = facts.items().stream().map(GateFacts::item).toList();
        PromotionItem first = items.get(0);
        List<PromotionItem> others = items.subList(1, items.size());
        Subject subject = new Subject(
                target.organization(),
                question.kind(),
                first.artifact(),
                first.version(),
                first.digest(),
                question.source().id(),
                target.id(),
                revision.revision(),
                Demands.of(question.kind(), revision.policy()).checkNames(),
                first.restores(),
                others);
        return new PromotionRequest(
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
                subject.hash(),
                first.restores(),
                PromotionStatus.PENDING,
                PromotionPhase.CHECKING,
                1,
                question.requester(),
                reason,
                clock.instant(),
                question.notBefore(),
                "",
                Optional.empty(),
                Optional.empty(),
                others);
    }
}
