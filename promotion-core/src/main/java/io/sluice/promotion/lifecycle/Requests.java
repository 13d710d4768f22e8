package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Look;
import io.sluice.promotion.command.PromotionPath;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Gate;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.gate.GateDecision.Blocked;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.OpenRequests;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.Skip;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes requests: judges them first, so that nobody is asked in vain, then starts their process. */
public final class Requests {
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
    private final Directory directory;
    private final Catalog catalog;
    private final Storage storage;
    private final FactsReader facts;
    private final AuditLog audit;
    private final PromotionFlow flow;
    private final Rollbacks rollbacks;
    private final RequestQueue queue;
    private final Superseding superseding;
    private final Drafts drafts;

    public Requests(Core core, Decisions decisions, RequestQueue queue) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.directory = core.directory();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.audit = core.audit();
        this.flow = core.flow();
        this.rollbacks = new Rollbacks(core);
        this.queue = queue;
        this.superseding = new Superseding(core, decisions, queue);
        this.drafts = new Drafts(core);
    }

    public Prepared prepare(Caller caller, NewPromotion wanted) {
        OrganizationId organization = caller.organization();
        authorization.require(caller, Operation.REQUEST_PROMOTION, wanted.target());
        authorization.require(caller, Operation.VIEW_WORKSPACE, wanted.source());
        if (wanted.skipping().isPresent()) {
            authorization.require(caller, Operation.SKIP_WORKSPACE, wanted.target());
        }
        return prepared(Operation.REQUEST_PROMOTION, question(organization, wanted, caller.person()), wanted.reason());
    }

    /** The same as if that person asked: whoever sees both workspaces may look at it. */
    public Prepared prepareFor(Caller caller, NewPromotion wanted, PersonId person) {
        authorization.require(caller, Operation.VIEW_WORKSPACE, wanted.target());
        authorization.require(caller, Operation.VIEW_WORKSPACE, wanted.source());
        return prepared(Operation.REQUEST_PROMOTION, question(caller.organization(), wanted, person), wanted.reason());
    }

    /** Whether that person may ask for it. */
    public boolean mayAsk(OrganizationId organization, NewPromotion wanted, PersonId person) {
        return directory
                .member(organization, person)
                .filter(Member::active)
                .filter(member -> authorization.allow(member.rolesIn(wanted.source()), Permission.VIEW))
                .map(member -> member.rolesIn(wanted.target()))
                .filter(roles -> authorization.allow(roles, Permission.REQUEST))
                .filter(roles -> wanted.skipping().isEmpty() || authorization.allow(roles, Permission.SKIP_WORKSPACE))
                .isPresent();
    }

    private FactsReader.Question question(OrganizationId organization, NewPromotion wanted, PersonId requester) {
        Read<Optional<Workspace>> into = storage.workspaces().findRead(organization, wanted.target());
        Read<Optional<Workspace>> from = storage.workspaces().findRead(organization, wanted.source());
        storage.ask(List.of(into, from));
        Workspace target = Catalog.existing(into);
        Workspace source = Catalog.existing(from);
        ArtifactVersion version = catalog.version(organization, wanted.artifact(), wanted.version());
        return new FactsReader.Question(
                PromotionKind.PROMOTION,
                version,
                source,
                target,
                requester,
                wanted.notBefore(),
                wanted.skipping().map(reason -> skip(source, target, reason)),
                Optional.empty(),
                wanted.others().stream()
                        .map(other -> catalog.version(organization, other.artifact(), other.version()))
                        .toList());
    }

    public Prepared prepare(Caller caller, Rollbacks.NewRollback wanted) {
        return prepared(Operation.REQUEST_ROLLBACK, rollbacks.question(caller, wanted), wanted.reason());
    }

    public Prepared prepare(Caller caller, PromotionRequest brought, String reason) {
        return prepared(Operation.REQUEST_ROLLBACK, rollbacks.question(caller, brought), reason);
    }

    /** What lies between source and target. Whether the source lies before the target at all, the gate says. */
    private Skip skip(Workspace source, Workspace target, String reason) {
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

    /** Refuses what {@link #make} would refuse; what would give way to it does not stand in its way. */
    void requirePossible(Prepared prepared) {
        FactsReader.Question question = prepared.question();
        GateDecision decision = Gate.judge(facts.read(question, prepared.people()), Gate.Moment.REQUEST);
        List<Blocker> blockers = beyondWhatGivesWay(question, decision);
        if (!blockers.isEmpty()) {
            throw new PromotionBlockedException(new Blocked(blockers));
        }
    }

    private List<Blocker> beyondWhatGivesWay(FactsReader.Question question, GateDecision decision) {
        return decision.reasons().stream()
                .filter(blocker -> !(blocker.code().equals("promotion.inFlight") && superseding.clears(question)))
                .toList();
    }

    /** Makes the request, inside the transaction. */
    public String make(Caller caller, Prepared prepared) {
        authorization.require(
                caller, prepared.operation(), prepared.question().target().id());
        return make(AuditLog.actorOf(caller), Optional.of(caller.person()), prepared);
    }

    /** Makes a request that nobody asked for: Sluice does, because of that cause. */
    public String make(String cause, Prepared prepared) {
        return make(AuditLog.system(cause), Optional.empty(), prepared);
    }

    private String make(String actor, Optional<PersonId> person, Prepared prepared) {
        List<PromotionRequest> superseded = superseding.by(prepared.question(), actor, person);
        boolean waits = queue.mustWait(prepared.question());
        // Whoever asks for one of the same artifacts waits here, and then sees this request in flight.
        Look look = facts.look(prepared.question()).made();
        FactsReader.Question question = fresh(look, prepared);
        GateFacts now = look.facts(prepared.people());
        if (Gate.judge(now, Gate.Moment.REQUEST) instanceof Blocked blocked) {
            if (beyondWhatGivesWay(question, blocked).isEmpty()) {
                throw new ConflictException("request.race", "Another request was made at this moment; ask again.");
            }
            throw new PromotionBlockedException(blocked);
        }
        if (!waits && now.items().stream().anyMatch(item -> item.inFlight().isPresent())) {
            throw new ConflictException("request.race", "Somebody else asked at this moment; ask again.");
        }
        List<PromotionItem> items = now.items().stream().map(GateFacts::item).toList();
        PromotionRequest request = drafts.request(question, prepared.reason(), items, waits);
        LockedPromotion unit = pipeline.begin(request, actor);
        insert(unit, question, request, now);
        catalog.made(request);
        request.skip().ifPresent(skip -> recordSkip(actor, request, skip));
        if (!waits) {
            flow.start(request);
        }
        // The place of a unit may be taken only in part.
        superseded.stream().filter(PromotionRequest::isUnit).forEach(queue::advance);
        return request.id().value();
    }

    /** What came first at this moment may be what gives way to this one: then it is asked again, and supersedes it. */
    private void insert(LockedPromotion unit, FactsReader.Question question, PromotionRequest request, GateFacts now) {
        boolean supersedes =
                question.kind() == PromotionKind.ROLLBACK || queue.rule(question) == OpenRequests.SUPERSEDE;
        try {
            unit.recordFirst("promotion.requested", asked(request, now));
        } catch (ConflictException taken) {
            if (supersedes && taken.code().equals("promotion.inFlight")) {
                throw new ConflictException("request.race", "Another request was made at this moment; ask again.");
            }
            throw taken;
        }
    }

    private Map<String, Object> asked(PromotionRequest request, GateFacts now) {
        Map<String, Object> data = new TreeMap<>(Map.of(
                "kind", request.kind().name(),
                "artifact", request.artifact().toString(),
                "version", request.version().value(),
                "digest", request.digest().value(),
                "source", request.source().value(),
                "target", request.target().value(),
                "policyRevision", (long) request.policyRevision(),
                "reason", request.reason()));
        request.skip().ifPresent(skip -> data.put("skips", skip.workspaces()));
        if (request.isUnit()) {
            data.put("items", request.items().stream().map(Requests::asked).toList());
        } else if (request.kind() == PromotionKind.ROLLBACK) {
            brokenUp(now).ifPresent(unit -> data.put("fromUnit", unit.value()));
        }
        return data;
    }

    private static Map<String, Object> asked(PromotionItem item) {
        return Map.of(
                "artifact", item.artifact().toString(),
                "version", item.version().value(),
                "digest", item.digest().value(),
                "restores", item.restores().map(ReleaseId::value).orElse(""));
    }

    /** The unit that brought what is live now, if one did: one of its members goes back alone. */
    private Optional<PromotionId> brokenUp(GateFacts now) {
        return now.current()
                .flatMap(Release::promotion)
                .flatMap(id -> storage.promotions().find(now.target().organization(), id))
                .filter(PromotionRequest::isUnit)
                .map(PromotionRequest::id);
    }

    /** Whoever looks after a workspace finds there what went past it. */
    private void recordSkip(String actor, PromotionRequest request, Skip skip) {
        Map<String, Object> data = new TreeMap<>(Map.of(
                "promotion", request.id().value(),
                "artifact", request.artifact().toString(),
                "version", request.version().value(),
                "source", request.source().value(),
                "target", request.target().value(),
                "reason", skip.reason()));
        if (request.isUnit()) {
            data.put("items", request.items().stream().map(Requests::asked).toList());
        }
        for (String workspace : skip.workspaces()) {
            audit.record(request.organization(), "workspace:" + workspace, "promotion.skipped", actor, data);
        }
    }

    /** The question as it stands inside the transaction; a policy that was replaced meanwhile means asking again. */
    private static FactsReader.Question fresh(Look look, Prepared prepared) {
        FactsReader.Question question = look.question();
        if (question.target().policyRevision() != prepared.policyRevision()) {
            throw new ConflictException("request.race", "The policy was replaced at this moment; ask again.");
        }
        return question;
    }
}
