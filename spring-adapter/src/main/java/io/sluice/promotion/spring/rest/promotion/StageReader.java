package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.access.Delegation;
import io.sluice.promotion.access.Member;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.gate.Tally;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.overview.Waiting;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.promotion.StageView.State;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows stages of approval: who is asked, who said what, and who could still say something. */
final class StageReader {
    private static final Logger LOG = LoggerFactory.getLogger(StageReader.class);
    private static final int MOST_CANDIDATES = 50;

    private final IdentityDirectory directory;
    private final OrganizationId organization;
    private final People people;
    private final List<Delegation> absences;

    StageReader(Sluice sluice, IdentityDirectory directory, Call call) {
        this.directory = directory;
        Instant now = call.actor().authenticatedAt();
        this.absences = Allowed.seen(
                        () -> sluice.delegations().between(call.actor(), call.organization(), now, now.plusMillis(1)))
                .orElse(List.of())
                .stream()
                .filter(absence -> absence.holdsAt(now))
                .toList();
        this.organization = call.organization();
        this.people = call.people();
    }

    /** The stages of a request. */
    List<StageView> of(
            PromotionRequest request,
            List<Round> rounds,
            List<Approval> approvals,
            List<Waiting> waiting,
            Set<PersonId> authors) {
        return rounds.stream()
                .map(round -> stage(request, round, approvals, waiting, authors))
                .toList();
    }

    /** The stages that a request would have. */
    List<StageView> of(WorkspaceId target, List<Round> rounds, PersonId requester, Set<PersonId> authors) {
        return rounds.stream()
                .map(round -> planned(
                        target, round, candidates(target, round, excluded(round, requester, authors, List.of()))))
                .toList();
    }

    private StageView planned(WorkspaceId target, Round round, Collection<PersonId> candidates) {
        return new StageView(
                round.name(),
                State.WAITING,
                rules(round, List.of()),
                List.of(),
                people.persons(candidates),
                away(target, round, candidates),
                Optional.empty());
    }

    /** Only absences that concern this approval. */
    private List<StageView.Away> away(WorkspaceId target, Round round, Collection<PersonId> candidates) {
        return absences.stream()
                .filter(absence -> candidates.contains(absence.delegator()))
                .filter(absence -> absence.workspace().map(target::equals).orElse(true))
                .filter(absence -> absence.role().map(round.roles()::contains).orElse(true))
                .map(absence -> new StageView.Away(
                        people.person(absence.delegator()),
                        absence.until(),
                        absence.delegate().map(people::person)))
                .toList();
    }

    private StageView stage(
            PromotionRequest request,
            Round round,
            List<Approval> approvals,
            List<Waiting> waiting,
            Set<PersonId> authors) {
        List<Approval> own = approvals.stream()
                .filter(approval -> approval.stage().equals(round.name()))
                .toList();
        Optional<Waiting> open =
                waiting.stream().filter(one -> one.stage().equals(round.name())).findFirst();
        State state = state(request, round, approvals, own, open.isPresent());
        boolean asked = state == State.OPEN || state == State.WAITING;
        Collection<PersonId> candidates = asked
                ? candidates(request.target(), round, excluded(round, request.requestedBy(), authors, approvals))
                : List.of();
        return new StageView(
                round.name(),
                state,
                rules(round, approvals),
                own.stream().map(this::decided).toList(),
                people.persons(candidates),
                away(request.target(), round, candidates),
                open.flatMap(Waiting::due));
    }

    private static State state(
            PromotionRequest request, Round round, List<Approval> all, List<Approval> own, boolean open) {
        if (own.stream().anyMatch(approval -> approval.decision() == Decision.REJECTED)) {
            return State.REJECTED;
        }
        if (open) {
            return State.OPEN;
        }
        if (round.tally(all).isComplete()) {
            return State.MET;
        }
        return request.isOpen() ? State.WAITING : State.CLOSED;
    }

    private List<StageView.Rule> rules(Round round, List<Approval> approvals) {
        return round.tally(approvals).counts().stream().map(this::rule).toList();
    }

    private StageView.Rule rule(Tally.Count count) {
        ApprovalRule rule = count.rule();
        List<String> roles = new TreeSet<>(rule.approvers().askedRoles().stream()
                        .map(RoleId::value)
                        .toList())
                .stream().toList();
        Set<PersonId> persons = rule.approvers().askedPersons();
        return new StageView.Rule(
                Optional.of(roles).filter(known -> !known.isEmpty()),
                persons.isEmpty() ? Optional.empty() : Optional.of(people.persons(persons)),
                rule.required(),
                count.given());
    }

    private StageView.Decided decided(Approval approval) {
        boolean yes = approval.decision() == Decision.APPROVED;
        return new StageView.Decided(
                people.person(approval.person()),
                yes ? StageView.Decided.Answer.APPROVE : StageView.Decided.Answer.REJECT,
                approval.comment(),
                approval.decidedAt(),
                people.person(approval.onBehalfOf()),
                approval.roles().stream().map(RoleId::value).sorted().toList());
    }

    private static Set<PersonId> excluded(
            Round round, PersonId requester, Set<PersonId> authors, List<Approval> approvals) {
        Set<PersonId> excluded = new LinkedHashSet<>();
        if (!round.terms().selfApproval()) {
            excluded.add(requester);
            excluded.addAll(authors);
        }
        approvals.forEach(approval -> excluded.addAll(List.of(approval.person(), approval.countsAs())));
        return excluded;
    }

    /** Nobody, rather than no answer at all, when the directory does not answer. */
    private Collection<PersonId> candidates(WorkspaceId target, Round round, Set<PersonId> excluded) {
        Set<PersonId> found = new LinkedHashSet<>(round.persons());
        try {
            for (RoleId role : new TreeSet<>(
                            round.roles().stream().map(RoleId::value).toList())
                    .stream().map(RoleId::new).toList()) {
                directory.members(organization, target, role).stream()
                        .filter(member -> member.active() && member.human())
                        .map(Member::person)
                        .forEach(found::add);
            }
        } catch (RuntimeException e) {
            LOG.warn("The directory does not tell who could decide.", e);
        }
        found.removeAll(excluded);
        return found.stream().limit(MOST_CANDIDATES).toList();
    }
}
