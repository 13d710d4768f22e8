package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.bpmn.deploy.PromotionState;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.overview.PromotionTally;
import io.sluice.promotion.overview.Waiting;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.request.PromotionAction;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.BlockerView;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Tag;
import io.sluice.promotion.spring.rest.Words;
import io.sluice.promotion.spring.rest.promotion.PromotionDetail.BypassView;
import io.sluice.promotion.spring.rest.promotion.PromotionDetail.IncidentView;
import io.sluice.promotion.spring.rest.promotion.PromotionDetail.OnDue;
import io.sluice.promotion.spring.rest.promotion.PromotionDetail.Skipped;
import io.sluice.promotion.spring.rest.promotion.PromotionDetail.Times;
import io.sluice.promotion.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together all of a promotion that concerns a decision. */
final class Details {
    /** What only people's work or time brings is no reason why it may not go on. */
    private static final Set<String> WORK = Set.of("approval.missing", "check.missing");

    private final Sluice sluice;
    private final PromotionProcesses processes;
    private final IdentityDirectory directory;

    Details(Sluice sluice, PromotionProcesses processes, IdentityDirectory directory) {
        this.sluice = sluice;
        this.processes = processes;
        this.directory = directory;
    }

    /** What a command left behind. */
    Answer done(Call call, PromotionRequest request) {
        return Answer.done(of(call, request), Tag.of(request));
    }

    PromotionDetail of(Call call, PromotionRequest request) {
        return new Reading(call, request).detail();
    }

    /** One promotion in one call. */
    private final class Reading {
        private final Call call;
        private final PromotionRequest request;
        private final Actor actor;
        private final OrganizationId organization;
        private final PromotionId id;
        private final Summaries summaries;
        private final List<PromotionPolicy> policies;
        private final List<Blocker> reasons;
        private final List<Waiting> waiting;
        private final Optional<BypassView> bypass;

        private Reading(Call call, PromotionRequest request) {
            this.call = call;
            this.request = request;
            this.actor = call.actor();
            this.organization = call.organization();
            this.id = request.id();
            this.summaries = new Summaries(sluice, processes, call);
            this.policies = sluice.steps().processes().policiesOf(request);
            this.reasons = request.isOpen()
                    ? sluice.promotions().whyBlocked(actor, organization, id).reasons()
                    : List.of();
            this.waiting = request.isOpen() ? waiting() : List.of();
            this.bypass = bypass();
        }

        private PromotionDetail detail() {
            Set<PersonId> authors = authors();
            List<CheckRow> checks = checks();
            List<StageView> stages = new StageReader(sluice, directory, call)
                    .of(request, rounds(), sluice.promotions().approvals(actor, organization, id), waiting, authors);
            IssueLine reason = IssueLine.in(request.reason());
            Optional<PromotionState> state =
                    request.isOpen() ? processes.state(actor, organization, id) : Optional.empty();
            return new PromotionDetail(
                    summaries.of(request, waiting),
                    Tag.of(request).quoted(),
                    request.subjectHash(),
                    request.digest().value(),
                    call.people().persons(authors),
                    request.policyRevision(),
                    reason.issue(),
                    request.restores().map(release -> request.version().value()),
                    request.skip().map(skip -> new Skipped(skip.reason(), skip.workspaces())),
                    new ProgressReader(
                                    request,
                                    checks,
                                    stages,
                                    sluice.promotions().attempts(actor, organization, id),
                                    Words.of(call))
                            .steps(),
                    new ChangeReader(sluice, call, summaries).of(request),
                    checks,
                    stages,
                    times(),
                    reasons.stream()
                            .filter(Details::isReason)
                            .map(BlockerView::of)
                            .toList(),
                    bypass,
                    state.map(PromotionState::incidents).orElse(List.of()).stream()
                            .map(Details::incident)
                            .toList(),
                    call.people()
                            .persons(sluice.approvals()
                                    .looking(actor, organization, List.of(id))
                                    .getOrDefault(id, List.of())),
                    actions(state),
                    actor.authenticatedAt());
        }

        private List<Waiting> waiting() {
            return Optional.ofNullable(sluice.overview()
                            .tallies(actor, organization, List.of(id))
                            .get(id))
                    .map(PromotionTally::waiting)
                    .orElse(List.of());
        }

        private Set<PersonId> authors() {
            Set<PersonId> authors = new LinkedHashSet<>();
            for (PromotionItem item : request.items()) {
                Allowed.seen(() -> sluice.artifacts()
                                .get(actor, organization, request.target(), item.artifact(), item.version()))
                        .ifPresent(version -> authors.addAll(version.authors()));
            }
            return authors;
        }

        private List<CheckRow> checks() {
            Map<String, CheckRequirement> required = new LinkedHashMap<>();
            policies.forEach(policy -> Demands.of(request.kind(), policy)
                    .checks()
                    .forEach(check -> required.putIfAbsent(check.name().value(), check)));
            return new CheckReader(sluice, call)
                    .of(
                            request.items().stream()
                                    .map(item -> new CheckReader.Checked(item.artifact(), item.version()))
                                    .toList(),
                            request.target(),
                            List.copyOf(required.values()),
                            request.phase() == PromotionPhase.CHECKING,
                            request.endedAt().orElse(actor.authenticatedAt()));
        }

        /** What the policy asks that it was requested under, then what the one in force asks beyond. */
        private List<Round> rounds() {
            List<Round> rounds =
                    new ArrayList<>(Demands.of(request.kind(), policies.get(0)).rounds());
            Workspace target = summaries.workspaces().get(request.target());
            if (policies.size() > 1 && target != null && request.isOpen()) {
                Round all = Round.of(request.kind(), policies.get(1));
                if (!all.rules().isEmpty()) {
                    String name = "revision:" + target.policyRevision();
                    rounds.add(new Round(name, all.rules(), all.terms(), true, all.standIn()));
                }
            }
            return rounds;
        }

        private Times times() {
            Optional<Instant> due = waiting.stream().findFirst().flatMap(Waiting::due);
            return new Times(
                    due,
                    due.map(known -> Details.onDue(policies.get(0))),
                    request.notBefore(),
                    earliest("window.closed"),
                    earliest("soak.notYet"),
                    reminders());
        }

        private Optional<Instant> earliest(String code) {
            return reasons.stream()
                    .filter(reason -> reason.code().equals(code))
                    .flatMap(reason -> reason.earliest().stream())
                    .findFirst();
        }

        private List<Instant> reminders() {
            if (waiting.isEmpty()) {
                return List.of();
            }
            return sluice.steps().processes().stages(request).stream()
                    .flatMap(stage -> stage.steps().stream())
                    .flatMap(step -> sluice.steps().nextReminders(organization, id, step).stream())
                    .distinct()
                    .sorted()
                    .toList();
        }

        private Optional<BypassView> bypass() {
            return Allowed.seen(() -> sluice.emergencies().ofPromotion(actor, organization, id))
                    .flatMap(all -> all.stream().findFirst())
                    .map(bypass -> new BypassView(
                            bypass.id(),
                            bypass.reason(),
                            bypass.state(),
                            call.people().person(bypass.requestedBy()),
                            call.people().person(bypass.confirmedBy()),
                            bypass.validUntil(),
                            bypass.state() == Bypass.State.USED));
        }

        private Map<String, Allowed> actions(Optional<PromotionState> state) {
            Map<String, Allowed> actions = new LinkedHashMap<>();
            sluice.promotions().mayDo(actor, organization, id).forEach((action, eligibility) -> {
                if (applies(action)) {
                    actions.put(action.name(), Allowed.of(eligibility));
                }
            });
            if (state.filter(known -> !known.incidents().isEmpty()).isPresent()) {
                actions.put(
                        "RETRY",
                        Allowed.asking(() -> sluice.acts().require(actor, organization, Operation.RETRY_INCIDENT)));
                actions.put(
                        "GIVE_UP",
                        Allowed.asking(() -> sluice.acts().require(actor, organization, Operation.GIVE_UP_INCIDENT)));
            }
            bypassStep(actions);
            return actions;
        }

        private boolean applies(PromotionAction action) {
            return switch (action) {
                case COMMENT -> true;
                case ROLL_BACK -> request.status() == PromotionStatus.COMPLETED;
                case CLOSE_REPAIR -> request.phase() == PromotionPhase.REPAIRING;
                case APPROVE, REJECT, REMIND, ASSIGN, EXTEND_DEADLINE ->
                    request.isOpen() && request.status() == PromotionStatus.PENDING;
                case CANCEL, RESCHEDULE, BYPASS -> request.isOpen();
            };
        }

        /** An emergency that was declared waits for the second person, and one that was used for its review. */
        private void bypassStep(Map<String, Allowed> actions) {
            Optional<BypassView> declared = bypass;
            if (declared.filter(BypassView::toReview).isPresent()) {
                actions.put(
                        "BYPASS",
                        Allowed.asking(() -> sluice.audit().events(actor, organization, id, Optional.empty(), 1)));
            } else if (declared.filter(one -> one.state() == Bypass.State.REQUESTED)
                    .isPresent()) {
                Allowed declare = actions.getOrDefault("BYPASS", Allowed.yes());
                boolean open = declare.why()
                        .filter(why -> why.code().equals("bypass.open"))
                        .isPresent();
                actions.put("BYPASS", open ? Allowed.yes() : declare);
            }
        }
    }

    static OnDue onDue(PromotionPolicy policy) {
        OnDeadline onDeadline = policy.onDeadline();
        boolean escalates = onDeadline.action() == OnDeadline.Action.ESCALATE;
        return new OnDue(
                onDeadline.action(),
                escalates ? policy.reminders().escalateTo().map(role -> role.value()) : Optional.empty(),
                onDeadline.action() == OnDeadline.Action.EXPIRE ? Optional.empty() : Optional.of(onDeadline.by()));
    }

    private static boolean isReason(Blocker blocker) {
        return blocker.lifts() != Blocker.Lifts.BY_ITSELF && !WORK.contains(blocker.code());
    }

    private static IncidentView incident(PromotionState.Incident incident) {
        return new IncidentView(incident.element(), incident.element(), incident.message(), incident.since());
    }
}
