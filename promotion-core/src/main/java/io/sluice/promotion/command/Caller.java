package io.sluice.promotion.command;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;

/** Who calls, as the host's directory knew them right before the unit of work began. */
public record Caller(Actor actor, OrganizationId organization, Member member) {
    public PersonId person() {
        return member.person();
    }

    public boolean isHuman() {
        return actor.kind() == Actor.Kind.HUMAN;
    }
}
