package io.sluice.example.benchmark.product;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.IdentityDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The same few persons in every organization, in memory: an administrator, a requester, three approvers or more, an auditor. */
final class Staff implements IdentityDirectory {
    static final String ADMINISTRATOR = "olga";
    static final String AUTHOR = "alice";
    static final String REQUESTER = "rita";
    static final List<String> APPROVERS = List.of("bob", "carol", "dave");
    static final String AUDITOR = "audrey";

    private final Map<String, Member> members;

    /** With so many more approvers, who never say anything. */
    Staff(int moreApprovers) {
        this.members = Stream.of(
                        Stream.of(
                                member(ADMINISTRATOR, "org-admin", "policy-admin"),
                                member(AUTHOR, "requester"),
                                member(REQUESTER, "requester", "viewer"),
                                member(AUDITOR, "auditor")),
                        APPROVERS.stream().map(Staff::approver),
                        IntStream.range(0, moreApprovers).mapToObj(i -> approver("approver-" + i)))
                .flatMap(persons -> persons)
                .collect(Collectors.toUnmodifiableMap(member -> member.person().value(), member -> member));
    }

    private static Member approver(String name) {
        return member(name, "viewer", "approver");
    }

    @Override
    public Optional<PersonId> personOf(Actor actor) {
        return Optional.ofNullable(members.get(actor.onBehalfOf().orElse(actor.subject())))
                .map(Member::person);
    }

    @Override
    public Optional<Member> member(OrganizationId organization, PersonId person) {
        return Optional.ofNullable(members.get(person.value()));
    }

    @Override
    public List<Member> members(OrganizationId organization, WorkspaceId workspace, RoleId role) {
        return members.values().stream()
                .filter(member -> member.holds(role, workspace))
                .toList();
    }

    private static Member member(String name, String... roles) {
        Set<RoleGrant> grants = Stream.of(roles).map(RoleGrant::everywhere).collect(Collectors.toUnmodifiableSet());
        return new Member(new PersonId(name), true, name, Optional.of(name + "@example.org"), Locale.ENGLISH, grants);
    }
}
