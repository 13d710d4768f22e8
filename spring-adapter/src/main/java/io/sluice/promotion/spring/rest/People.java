package io.sluice.promotion.spring.rest;

import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The persons in one answer. Their names are looked up once, all together, after the answer is put together. */
public final class People {
    /** Knows the names of people. */
    public interface Names {
        /** The names of those who are known and visible to the caller. */
        Map<PersonId, String> of(Actor actor, OrganizationId organization, Collection<PersonId> people);
    }

    private final Map<PersonId, Person> people = new LinkedHashMap<>();

    People() {}

    /** A person, who will have a name when the answer is written. */
    public Person person(PersonId id) {
        return people.computeIfAbsent(id, Person::new);
    }

    /** The same for somebody who may not be there. */
    public Optional<Person> person(Optional<PersonId> id) {
        return id.map(this::person);
    }

    /** The same for several, in their order. */
    public List<Person> persons(Collection<PersonId> ids) {
        return ids.stream().map(this::person).toList();
    }

    void lookUp(Names names, Actor actor, OrganizationId organization) {
        if (people.isEmpty()) {
            return;
        }
        Map<PersonId, String> found = names.of(actor, organization, List.copyOf(people.keySet()));
        people.values().forEach(person -> person.named(found.get(person.person())));
    }
}
