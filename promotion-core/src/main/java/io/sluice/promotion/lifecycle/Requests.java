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
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.PromotionPath;
import io.sluice.promotion.gate.Gate;
import io.sluice.promotion.gate.GateDecision.Blocked;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.OpenRequests;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.request.Skip;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.Workspace;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    private final AuditLog audit;
    private final PromotionFlow flow;
    private final Decisions decisions;
    private final RequestQueue queue;
    private final Drafts drafts;

    public Requests(Core core, Decisions decisions, RequestQueue queue) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.audit = core.audit();
        this.flow = core.flow();
        this.decisions = decisions;
        this.queue = queue;
        this.drafts = new Drafts(core);
    }

    public Prepared prepare(Caller caller, NewPromotion wanted) {
        OrganizationId organization = caller.organization();
        authorization.require(caller, Operation.REQUEST_PROMOTION, wanted.target());
        authorization.require(caller, Operation.VIEW_WORKSPACE, wanted.source());
        Workspace target = catalog.workspace(organization, wanted.target());
        Workspace source = catalog.workspace(organization, wanted.source());
        ArtifactVersion version = catalog.version(organization, wanted.artifact(), wanted.version());
        Optional<Skip> skip = wanted.skipping().map(reason -> skip(caller, source, target, reason));
        return prepared(
                Operation.REQUEST_PROMOTION,
                new FactsReader.Question(
                        PromotionKind.PROMOTION,
                        version,
                        source,
                        target,
                        caller.person(),
                        wanted.notBefore(),
                        skip,
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
                        Optional.empty(),
                        Optional.empty()),
                wanted.reason());
    }

    /** What lies between source and target. Whether the source lies before the target at all, the gate says. */
    private Skip skip(Caller caller, Workspace source, Workspace target, String reason) {
        authorization.require(caller, Operation.SKIP_WORKSPACE, target.id());
        if (target.promotionFrom().equals(Optional.of(source.id()))) {
            throw new InvalidInputException(
                    "skipping",
                    "promotion.nothingToSkip",
                    "Nothing lies between " + source.name() + " and " + target.name() + "; ask without skipping.");
        }
        return new Skip(
                reason,
                PromotionPath.between(storage.workspaces().list(target.organization()), source.id(), target.id())
                        .stream()
                        .map(passed -> new Skip.Over(passed.id(), passed.policyRevision()))
                        .toList());
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
        boolean waits = queue.mustWait(question);
        GateFacts now = facts.read(question, prepared.people());
        if (Gate.judge(now, Gate.Moment.REQUEST) instanceof Blocked blocked) {
            throw new PromotionBlockedException(blocked);
        }
        PromotionRequest request = drafts.request(question, prepared.reason(), now.current(), waits);
        LockedPromotion unit = pipeline.begin(request, actor);
        insert(unit, question, request);
        request.skip().ifPresent(skip -> recordSkip(actor, request, skip));
        if (!waits) {
            flow.start(request);
        }
        return request.id().value();
    }

    /** What came first at this moment may be what gives way to this one: then it is asked again, and supersedes it. */
    private void insert(LockedPromotion unit, FactsReader.Question question, PromotionRequest request) {
        boolean supersedes =
                question.kind() == PromotionKind.ROLLBACK || queue.rule(question) == OpenRequests.SUPERSEDE;
        try {
            unit.recordFirst("promotion.requested", asked(request));
        } catch (ConflictException taken) {
            if (supersedes && taken.code().equals("promotion.inFlight")) {
                throw new ConflictException("request.race", "Another request was made at this moment; ask again.");
            }
            throw taken;
        }
    }

    private static Map<String, Object> asked(PromotionRequest request) {
        Map<String, Object> facts = new TreeMap<>(Map.of(
                "kind", request.kind().name(),
                "artifact", request.artifact().toString(),
                "version", request.version().value(),
                "digest", request.digest().value(),
                "source", request.source().value(),
                "target", request.target().value(),
                "policyRevision", (long) request.policyRevision(),
                "reason", request.reason()));
        request.skip().ifPresent(skip -> facts.put("skips", skip.workspaces()));
        return facts;
    }

    /** Whoever looks after a workspace finds there what went past it. */
    private void recordSkip(String actor, PromotionRequest request, Skip skip) {
        for (String workspace : skip.workspaces()) {
            audit.record(
                    request.organization(),
                    "workspace:" + workspace,
                    "promotion.skipped",
                    actor,
                    Map.of(
                            "promotion", request.id().value(),
                            "artifact", request.artifact().toString(),
                            "version", request.version().value(),
                            "source", request.source().value(),
                            "target", request.target().value(),
                            "reason", skip.reason()));
        }
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
                before.skip(),
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
                || (queue.rule(question) == OpenRequests.SUPERSEDE
                        && catalog.version(other)
                                .registeredAt()
                                .isBefore(question.version().registeredAt()));
    }
}
