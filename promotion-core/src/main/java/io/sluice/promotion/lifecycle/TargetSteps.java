package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.command.Asked;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Look;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Gate;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.gate.GateDecision.Blocked;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.request.GateRecord;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes the target for a promotion, of a unit all of its targets or none, and asks the gate one last time, both under the
 * row locks.
 */
public final class TargetSteps {
    /** What came of trying to take the target. */
    private record Reservation(Optional<Blocked> waitsFor, List<Blocker> lasting) {
        static final Reservation MADE = new Reservation(Optional.empty(), List.of());
    }

    /** What is asked together with the lock before the gate judges for the last time. */
    private record Confirming(Look look, Read<Optional<GateRecord>> before) implements Asked {
        @Override
        public List<Read<?>> reads() {
            List<Read<?>> reads = new ArrayList<>(look.reads());
            reads.add(before);
            return reads;
        }
    }

    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final FactsReader facts;
    private final Stages stages;
    private final Bypasses bypasses;
    private final Clock clock;

    public TargetSteps(Core core, Stages stages, Bypasses bypasses) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.stages = stages;
        this.bypasses = bypasses;
        this.clock = core.clock();
    }

    /**
     * Takes the target, or says what has to pass by itself first; results that became too old are fetched anew. Where
     * something stands in the way that does not pass by itself, nothing is taken and nothing is waited for: the gate says so
     * when it is asked for the last time.
     */
    public Optional<Blocked> reserve(OrganizationId organization, PromotionId id) {
        Reservation tried = reserve(organization, id, FactsReader.People.AS_THEY_DECIDED);
        if (tried.lasting().isEmpty()) {
            return tried.waitsFor();
        }
        // What people may do may have changed since they decided; the directory is asked only where that can matter.
        FactsReader.People people = facts.voters(catalog.known(organization, id));
        return reserve(organization, id, people).waitsFor();
    }

    private Reservation reserve(OrganizationId organization, PromotionId id, FactsReader.People people) {
        return pipeline.step(
                organization, id, "reserve", () -> facts.look(catalog.known(organization, id)), (unit, known) -> {
                    PromotionRequest request = unit.request();
                    Look look = known.under(request);
                    Map<ArtifactRef, Target> locked = look.targets();
                    if (isHeld(locked, id)) {
                        return Reservation.MADE;
                    }
                    FactsReader.Question question = look.question();
                    if (stages.askAgain(unit, question.target().policyRevision())) {
                        return new Reservation(Optional.of(new Blocked(List.of(askedAgain(question)))), List.of());
                    }
                    boolean comesNew = locked.values().stream()
                            .anyMatch(target -> target.current().isEmpty());
                    boolean takesUp = catalog.versions(request).stream()
                            .anyMatch(version -> version.traits().executions() > 0);
                    if (comesNew || takesUp) {
                        storage.workspaces()
                                .lock(organization, request.target()); // One after the other for the last place.
                        look = look.again();
                    }
                    Map<Boolean, List<Blocker>> reasons =
                            Gate.judge(look.facts(people), Gate.Moment.DEPLOYMENT).reasons().stream()
                                    .collect(Collectors.partitioningBy(Blocker::isWaitedFor));
                    List<Blocker> passing = reasons.getOrDefault(true, List.of());
                    List<Blocker> lasting = reasons.getOrDefault(false, List.of());
                    if (!passing.isEmpty()) {
                        Blocked blocked = new Blocked(passing);
                        waitFor(unit, blocked);
                        return new Reservation(Optional.of(blocked), List.of());
                    }
                    if (lasting.isEmpty()) {
                        locked.values().forEach(target -> storage.targets().update(target.heldBy(id)));
                        unit.record("target.reserved", Map.of());
                    }
                    return new Reservation(Optional.empty(), lasting);
                });
    }

    private static Blocker askedAgain(FactsReader.Question question) {
        int revision = question.target().policyRevision();
        return new Blocker(
                "approval.missing",
                "Policy revision " + revision + " came into force meanwhile, and asks for more approvals.",
                Blocker.Lifts.BY_PEOPLE,
                "whoever is asked now",
                "policy revision " + revision,
                Optional.empty(),
                "Wait for those who are asked now.");
    }

    private static boolean isHeld(Map<ArtifactRef, Target> locked, PromotionId id) {
        return locked.values().stream().allMatch(target -> target.isHeldBy(id));
    }

    private void waitFor(LockedPromotion unit, Blocked blocked) {
        PromotionRequest request = unit.request();
        boolean stale =
                blocked.blockers().stream().anyMatch(blocker -> blocker.code().startsWith("check."));
        if (stale) {
            storage.promotions().markRecheck(request.organization(), request.id(), Optional.of(clock.instant()));
        }
        PromotionPhase phase = phase(blocked);
        if (request.phase() != phase || !request.detail().equals(blocked.summary())) {
            unit.enter(phase, blocked.summary());
        }
    }

    private static PromotionPhase phase(Blocked blocked) {
        if (blocked.has(Blocker.Lifts.WHEN_RELEASED)) {
            return PromotionPhase.HELD;
        }
        if (has(blocked, "schedule.notYet") || has(blocked, "soak.notYet")) {
            return PromotionPhase.SCHEDULED;
        }
        return has(blocked, "window.closed") || has(blocked, "freeze.active")
                ? PromotionPhase.WAITING_FOR_WINDOW
                : PromotionPhase.QUEUED;
    }

    private static boolean has(Blocked blocked, String code) {
        return codes(blocked).contains(code);
    }

    /** Asks the gate with everything that is known now, and writes down that it was open. */
    public GateDecision confirm(OrganizationId organization, PromotionId id) {
        FactsReader.People people = facts.voters(catalog.known(organization, id));
        return pipeline.step(organization, id, "confirm", () -> confirming(organization, id), (unit, asked) -> {
            PromotionRequest request = unit.request();
            Look look = asked.look().under(request);
            GateFacts known = look.facts(people);
            GateDecision decision = confirmed(Gate.judge(known, Gate.Moment.DEPLOYMENT), isHeld(look.targets(), id));
            if (decision instanceof Blocked blocked) {
                requireNotHeld(blocked);
                unit.enter(request.phase(), blocked.summary());
                unit.record("gate.closed", Map.of("reasons", codes(blocked)));
            } else {
                open(unit, known, asked.before().value());
            }
            return decision;
        });
    }

    /** What stood in the way when the target was asked for may be gone by now; then it was not taken all the same. */
    private static GateDecision confirmed(GateDecision judged, boolean held) {
        if (!judged.isOpen() || held) {
            return judged;
        }
        return new Blocked(List.of(new Blocker(
                "target.notReserved",
                "The target was not taken, because it was not allowed at that moment.",
                Blocker.Lifts.NEVER,
                "nobody",
                "",
                Optional.empty(),
                "Request it again.")));
    }

    /**
     * Held back between the reservation and now: a freeze may begin, or a person may stop the line. This is no end, so the
     * step is given back to the process and tried again.
     */
    private static void requireNotHeld(Blocked blocked) {
        boolean passes = blocked.blockers().stream().allMatch(Blocker::isWaitedFor);
        boolean held = blocked.blockers().stream()
                .anyMatch(blocker -> blocker.lifts() == Blocker.Lifts.WHEN_RELEASED
                        || blocker.code().equals("freeze.active"));
        if (passes && held) {
            throw new UnavailableException("gate.held", blocked.summary(), null);
        }
    }

    private Confirming confirming(OrganizationId organization, PromotionId id) {
        return new Confirming(
                facts.look(catalog.known(organization, id)), storage.attempts().gateRecordRead(organization, id));
    }

    private void open(LockedPromotion unit, GateFacts known, Optional<GateRecord> before) {
        PromotionRequest request = unit.request();
        Instant now = clock.instant();
        List<PersonId> approvers = Gate.approvers(known);
        List<String> checks = Gate.results(known).stream()
                .map(result -> (request.isUnit() ? result.artifact() + " " : "") + result.name() + " at "
                        + result.measuredAt())
                .sorted()
                .toList();
        int judgedBy = known.target().policyRevision();
        Optional<Bypass> bypass = known.exemptions().bypass().filter(emergency -> Gate.needsBypass(known));
        bypass.ifPresent(emergency -> bypasses.use(unit, emergency));
        if (before.isEmpty()) {
            storage.attempts()
                    .insertGateRecord(new GateRecord(
                            request.organization(),
                            request.id(),
                            request.subjectHash(),
                            judgedBy,
                            approvers,
                            checks,
                            now,
                            bypass.map(Bypass::id)));
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
                        checks,
                        "bypass",
                        bypass.map(Bypass::id).orElse("")));
    }

    private static List<String> codes(Blocked blocked) {
        return blocked.blockers().stream().map(Blocker::code).toList();
    }
}
