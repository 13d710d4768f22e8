package io.sluice.example.host.people;

import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.spring.identity.OrganizationResolver;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the screens for which organization somebody works, where a page does not say it. */
@Component
final class Organizations implements OrganizationResolver {
    private final HostPeople people;

    Organizations(HostPeople people) {
        this.people = people;
    }

    @Override
    public List<OrganizationId> organizations(Actor actor) {
        return people.people().stream()
                .filter(person -> person.id().equals(actor.subject()))
                .map(person -> new OrganizationId(person.organization()))
                .toList();
    }
}
