package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Gate;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.gate.GateDecision.Blocked;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.GateRecord;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the target for a promotion, of a unit all of its targets or none, and asks the gate one last time, both under the
 * row locks.
 */
public final class TargetSteps {
    private static final FactsReader.People NOBODY = new FactsReader.People(Map.of(), Map.of());

    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final FactsReader facts;
    private final Targets targets;
    private final Clock clock;

    public TargetSteps(Core core, Targets targets) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.targets = targets;
        this.clock = core.clock();
    }

    /** Takes the target, or says what has to pass by itself first; results that became too old are fetched anew. */
    public Optional<Blocked> reserve(OrganizationId organization, PromotionId id) {
        return pipeline.step(organization, id, "reserve", unit -> {
            PromotionRequest request = unit.request();
            Map<ArtifactRef, Target> locked = targets.lock(request);
            boolean comesNew =
                    locked.values().stream().anyMatch(target -> target.current().isEmpty());
            boolean takesUp = catalog.versions(request).stream()
                    .anyMatch(version -> version.traits().executions() > 0);
            if (comesNew || takesUp) {
                storage.workspaces().lock(organization, request.target()); // One after the other for the last place.
            }
            List<Blocker> passing =
                    Gate.judge(facts.read(facts.about(request), NOBODY, locked), Gate.Moment.DEPLOYMENT)
                            .reasons()
                            .stream()
                            .filter(Blocker::isWaitedFor)
                            .toList();
            if (passing.isEmpty()) {
                locked.values().forEach(target -> storage.releases().update(target.heldBy(id)));
                unit.record("target.reserved", Map.of());
                return Optional.empty();
            }
            Blocked blocked = new Blocked(passing);
            waitFor(unit, blocked);
            return Optional.of(blocked);
        });
    }

    private void waitFor(LockedPromotion unit, Blocked blocked) {
        PromotionRequest request = unit.request();
        boolean stale =
                blocked.blockers().stream().anyMatch(blocker -> blocker.code().startsWith("check."));
        if (stale) {
            storage.promotions().markRecheck(request.organization(), request.id(), Optional.of(clock.instant()));
        }
        boolean closed =
                blocked.blockers().stream().anyMatch(blocker -> blocker.code().equals("window.closed"));
        PromotionPhase phase = closed ? PromotionPhase.WAITING_FOR_WINDOW : PromotionPhase.QUEUED;
        if (request.phase() != phase || !request.detail().equals(blocked.summary())) {
            unit.enter(phase, blocked.summary());
        }
    }

    /** Asks the gate with everything that is known now, and writes down that it was open. */
    public GateDecision confirm(OrganizationId organization, PromotionId id) {
        FactsReader.People people = facts.voters(facts.about(pipeline.promotion(organization, id)));
        return pipeline.step(organization, id, "confirm", unit -> {
            PromotionRequest request = unit.request();
            Map<ArtifactRef, Target> locked = targets.lock(request);
            if (!locked.values().stream().allMatch(target -> target.isHeldBy(id))) {
                throw new IllegalStateException("The target is not reserved for promotion " + id + ".");
            }
            GateFacts known = facts.read(facts.about(request), people, locked);
            GateDecision decision = Gate.judge(known, Gate.Moment.DEPLOYMENT);
            if (decision instanceof Blocked blocked) {
                unit.enter(request.phase(), blocked.summary());
                unit.record("gate.closed", Map.of("reasons", codes(blocked)));
            } else {
                open(unit, known);
            }
            return decision;
        });
    }

    private void open(LockedPromotion unit, GateFacts known) {
        PromotionRequest request = unit.request();
        Instant now = clock.instant();
        List<PersonId> approvers = Gate.approvers(known);
        List<String> checks = Gate.results(known).stream()
                .map(result -> (request.isUnit() ? result.artifact() + " " : "") + result.name() + " at "
                        + result.measuredAt())
                .sorted()
                .toList();
        int judgedBy = known.target().policyRevision();
        if (storage.attempts().gateRecord(request.organization(), request.id()).isEmpty()) {
            storage.attempts()
                    .insertGateRecord(new GateRecord(
                            request.organization(),
                            request.id(),
                            request.subjectHash(),
                            judgedBy,
                            approvers,
                            checks,
                            now));
        }
        unit.become(PromotionStatus.APPROVED, PromotionPhase.DEPLOYING, "");
        unit.record(
                "gate.opened",
                Map.of(
                        "policyRevision",
                        (long) judgedBy,
                        "approvers",
                        approvers.stream().map(PersonId::value).sorted().toList(),
                        "checks",
                        checks));
    }

    private static List<String> codes(Blocked blocked) {
        return blocked.blockers().stream().map(Blocker::code).toList();
    }
}
