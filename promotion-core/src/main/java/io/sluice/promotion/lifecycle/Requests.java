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
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.request.Subject;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Makes requests: judges them first, so that nobody is asked in vain, then starts their process. */
public final class Requests {
    /** A rollback that somebody asks for. */
    public record NewRollback(
            WorkspaceId workspace, ArtifactRef artifact, Optional<ReleaseId> release, String reason) {}

    /** What was found out before the transaction. */
    public record Prepared(
            Operation operation,
            FactsReader.Question question,
            FactsReader.People people,
            int policyRevision,
            String reason) {
        /** The same, for that reason. */
        Prepared because(String other) {
            return new Prepared(operation, question, people, policyRevision, other);
        }
    }

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final FactsReader facts;
    private final PromotionFlow flow;
    private final Decisions decisions;
    private final Clock clock;

    public Requests(Core core, Decisions decisions) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.flow = core.flow();
        this.decisions = decisions;
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
                        Optional.empty()),
                wanted.reason());
    }

    public Prepared prepare(Caller caller, NewRollback wanted) {
        OrganizationId organization = caller.organization();
        authorization.require(caller, Operation.REQUEST_ROLLBACK, wanted.workspace());
        Workspace workspace = catalog.workspace(organization, wanted.workspace());
        Release release = release(organization, wanted);
        ArtifactVersion version = catalog.version(organization, wanted.artifact(), release.version());
        return prepared(
                Operation.REQUEST_ROLLBACK,
                new FactsReader.Question(
                        PromotionKind.ROLLBACK,
                        version,
                        workspace,
                        workspace,
                        caller.person(),
                        Optional.empty(),
                        Optional.empty()),
                wanted.reason());
    }

    private Release release(OrganizationId organization, NewRollback wanted) {
        Optional<ReleaseId> id = wanted.release().isPresent()
                ? wanted.release()
                : storage.releases()
                        .current(organization, wanted.workspace(), wanted.artifact())
                        .flatMap(Release::replaced);
        if (wanted.release().isPresent()
                && storage.releases().find(organization, wanted.release().get()).isEmpty()) {
            throw new NotFoundException("release"); // As if it belonged to something else.
        }
        Release release = id.flatMap(known -> storage.releases().find(organization, known))
                .orElseThrow(() ->
                        new ConflictException("rollback.nothingBefore", "There is no earlier release to put back."));
        if (!release.workspace().equals(wanted.workspace())
                || !release.artifact().equals(wanted.artifact())) {
            throw new NotFoundException("release");
        }
        return release;
    }

    /** What Sluice itself asks for. */
    public Prepared prepare(FactsReader.Question question, String reason) {
        Operation operation =
                question.kind() == PromotionKind.ROLLBACK ? Operation.REQUEST_ROLLBACK : Operation.REQUEST_PROMOTION;
        return prepared(operation, question, reason);
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
        return make(AuditLog.actorOf(caller), Optional.of(caller.person()), question, prepared);
    }

    /** Makes a request that nobody asked for: Sluice does, because of that cause. */
    public String make(String cause, Prepared prepared) {
        return make(AuditLog.system(cause), Optional.empty(), fresh(prepared), prepared);
    }

    private String make(String actor, Optional<PersonId> person, FactsReader.Question question, Prepared prepared) {
        supersede(actor, person, question);
        GateFacts now = facts.read(question, prepared.people());
        if (Gate.judge(now, Gate.Moment.REQUEST) instanceof Blocked blocked) {
            throw new PromotionBlockedException(blocked);
        }
        PromotionRequest request = request(question, prepared.reason(), now);
        LockedPromotion unit = pipeline.begin(request, actor);
        unit.recordFirst(
                "promotion.requested",
                Map.of(
                        "kind", request.kind().name(),
                        "artifact", request.artifact().toString(),
                        "version", request.version().value(),
                        "digest", request.digest().value(),
                        "source", request.source().value(),
                        "target", request.target().value(),
                        "policyRevision", (long) request.policyRevision(),
                        "reason", request.reason()));
        flow.start(request);
        return request.id().value();
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
                Optional.empty());
    }

    /** A pending request for an earlier version gives way; one that is decided does not. */
    private void supersede(String actor, Optional<PersonId> person, FactsReader.Question question) {
        storage.promotions()
                .inFlight(
                        question.organization(),
                        question.version().artifact(),
                        question.target().id())
                .filter(other -> givesWay(other, question))
                .ifPresent(other -> {
                    LockedPromotion unit = pipeline.lock(question.organization(), other.id(), actor);
                    if (unit.request().status() == PromotionStatus.PENDING) {
                        decisions.endByCore(
                                unit,
                                PromotionStatus.SUPERSEDED,
                                "Superseded by a request for version "
                                        + question.version().label() + ".",
                                person);
                        unit.save();
                    }
                });
    }

    private boolean givesWay(PromotionRequest other, FactsReader.Question question) {
        if (other.status() != PromotionStatus.PENDING || other.kind() == PromotionKind.ROLLBACK) {
            return false;
        }
        return question.kind() == PromotionKind.ROLLBACK
                || catalog.version(other)
                        .registeredAt()
                        .isBefore(question.version().registeredAt());
    }

    private PromotionRequest request(FactsReader.Question question, String reason, GateFacts facts) {
        Workspace target = question.target();
        ArtifactVersion version = question.version();
        PolicyRevision revision = catalog.policy(target.organization(), target.id(), target.policyRevision());
        Optional<ReleaseId> restores = facts.current().map(Release::id);
        Subject subject = new Subject(
                target.organization(),
                question.kind(),
                version.artifact(),
                version.label(),
                version.digest(),
                question.source().id(),
                target.id(),
                revision.revision(),
                Demands.of(question.kind(), revision.policy()).checkNames(),
                restores);
        return new PromotionRequest(
                target.organization(),
                new PromotionId(Ids.next()),
                question.kind(),
                version.artifact(),
                version.label(),
                version.digest(),
                question.source().id(),
                target.id(),
                revision.revision(),
                revision.policy().process(),
                subject.hash(),
                restores,
                PromotionStatus.PENDING,
                PromotionPhase.CHECKING,
                1,
                question.requester(),
                reason,
                clock.instant(),
                question.notBefore(),
                "",
                Optional.empty(),
                Optional.empty());
    }
}
