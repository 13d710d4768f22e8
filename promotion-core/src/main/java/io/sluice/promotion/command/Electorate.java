package io.sluice.promotion.command;

import io.sluice.promotion.command.FactsReader.People;
import io.sluice.promotion.command.FactsReader.Question;
import io.sluice.promotion.gate.Presence;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the directory who decides on a promotion. Outside of transactions only. */
final class Electorate {
    private final Directory directory;
    private final Presences presences;

    Electorate(Directory directory, Presences presences) {
        this.directory = directory;
        this.presences = presences;
    }

    /** Those who decided and those whom the policies ask. */
    People everybody(Question question, List<PolicyRevision> policies, List<Approval> approvals) {
        List<Round> rounds = rounds(question, policies);
        Set<RoleId> roles = new HashSet<>();
        Set<PersonId> persons = new HashSet<>();
        rounds.forEach(round -> {
            roles.addAll(round.roles());
            persons.addAll(round.persons());
        });
        Optional<Instant> requested = requested(question, rounds);
        OrganizationId organization = question.organization();
        WorkspaceId target = question.target().id();
        List<Presence> candidates = directory.asked(organization, target, roles, persons).stream()
                .flatMap(member -> presences.of(organization, member, target, requested).stream())
                .map(candidate -> question.request().isPresent() ? candidate : asOfNow(candidate))
                .toList();
        return new People(voting(question, approvals, requested), Optional.of(candidates));
    }

    /** What is not requested yet would be requested now. */
    private static Presence asOfNow(Presence candidate) {
        return new Presence(
                candidate.person(), candidate.roles(), candidate.operates(), Optional.of(candidate.roles()));
    }

    /** Those who decided only: all that matters once nobody else is waited for. */
    People voters(Question question, List<PolicyRevision> policies, List<Approval> approvals) {
        Optional<Instant> requested = requested(question, rounds(question, policies));
        return new People(voting(question, approvals, requested), Optional.empty());
    }

    private static List<Round> rounds(Question question, List<PolicyRevision> policies) {
        return policies.stream()
                .map(revision -> Round.of(question.kind(), revision))
                .toList();
    }

    /** When it was requested, if a policy wants to know who held a role then. */
    private static Optional<Instant> requested(Question question, List<Round> rounds) {
        return rounds.stream().anyMatch(Capacities::looksBack)
                ? question.request().map(PromotionRequest::requestedAt)
                : Optional.empty();
    }

    private Map<PersonId, Presence> voting(Question question, List<Approval> approvals, Optional<Instant> requested) {
        Map<PersonId, Presence> voters = new HashMap<>();
        for (Approval approval : approvals) {
            Optional<Presence> own = presence(question, approval.person(), requested);
            Optional<Presence> counted = approval.onBehalfOf().isEmpty()
                    ? own
                    : own.flatMap(delegate -> presence(question, approval.countsAs(), requested)
                            .map(absent -> new Presence(
                                    absent.person(),
                                    absent.roles(),
                                    absent.operates() || delegate.operates(),
                                    absent.rolesAtRequest())));
            counted.ifPresent(present -> voters.put(approval.person(), present));
        }
        return voters;
    }

    private Optional<Presence> presence(Question question, PersonId person, Optional<Instant> requested) {
        OrganizationId organization = question.organization();
        return directory
                .member(organization, person)
                .flatMap(member ->
                        presences.of(organization, member, question.target().id(), requested));
    }
}
